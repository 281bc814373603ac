package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSplitterTest {
  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @ParameterizedTest
  @ValueSource(strings = {"Hello", "  Hello ", "One.\n\nTwo."})
  void aTextThatFitsStaysAsItIs(String text) {
    assertThat(TextSplitter.split(text, text.length())).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "                                 \n   "})
  void aBlankTextHasNoParts(String text) {
    assertThat(TextSplitter.split(text, 5)).isEmpty();
  }

  @Test
  void paragraphsAreTheBestPlace() {
    assertThat(TextSplitter.split("One two. Three\nfour.\n\nFive six.\nSeven", 30))
        .containsExactly("One two. Three\nfour.", "Five six.\nSeven");
  }

  @Test
  void linesComeNext() {
    assertThat(TextSplitter.split("One two. Three\nfour. Five six", 24))
        .containsExactly("One two. Three", "four. Five six");
  }

  @Test
  void thenSentences() {
    assertThat(TextSplitter.split("Is it so? «Yes!» And this goes on for long", 30))
        .containsExactly("Is it so? «Yes!»", "And this goes on for long");
  }

  @Test
  void thenWords() {
    assertThat(TextSplitter.split("one two three four five", 14))
        .containsExactly("one two three", "four five");
    assertThat(TextSplitter.split("one two three four five", 13))
        .containsExactly("one two three", "four five");
  }

  @Test
  void aPauseNearTheBeginningIsPassedOverForALaterWord() {
    assertThat(TextSplitter.split("Hi\n\none two three four five", 20))
        .containsExactly("Hi\n\none two three", "four five");
  }

  @Test
  void aLongWordKeepsTogetherWhereItFitsIntoThePartThatFollows() {
    assertThat(TextSplitter.split("See https://example.org/abcdefgh", 30))
        .containsExactly("See", "https://example.org/abcdefgh");
  }

  @Test
  void aWordLongerThanAPartIsCutBetweenCharacters() {
    assertThat(TextSplitter.split("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
  }

  @Test
  void aSurrogatePairStaysWhole() {
    assertThat(TextSplitter.split("a😀😀b", 2)).containsExactly("a", "😀", "😀", "b");
  }

  @Test
  void whatIsOneCharacterForPeopleStaysWhole() {
    assertThat(TextSplitter.split("ab" + FAMILY + FAMILY, 13))
        .containsExactly("ab" + FAMILY, FAMILY);
    assertThat(TextSplitter.split("ab" + FAMILY, 12)).containsExactly("ab", FAMILY);
    assertThat(TextSplitter.split("🇷🇺🇰🇿", 6)).containsExactly("🇷🇺", "🇰🇿");
    assertThat(TextSplitter.split("abe\u0301", 3)).containsExactly("ab", "e\u0301");
    assertThat(TextSplitter.split("a\r\nb", 2)).containsExactly("a", "b");
  }

  @Test
  void aMarkThatIsWrittenOnASpaceStaysOnIt() {
    assertThat(TextSplitter.split("ab \u0301cd", 3)).containsExactly("ab", " \u0301c", "d");
  }

  @Test
  void aCharacterLongerThanAPartIsCut() {
    String monster = "e" + "\u0301".repeat(24);
    assertThat(TextSplitter.split(monster, 10))
        .containsExactly("e" + "\u0301".repeat(9), "\u0301".repeat(10), "\u0301".repeat(5));
  }

  @Test
  void anEndlessCharacterTakesNoEndlessTime() {
    assertThat(TextSplitter.split("e" + "\u0301".repeat(200_000), 1_000)).hasSize(201);
    assertThat(TextSplitter.split("😀\u200d".repeat(60_000), 1_000)).hasSize(181);
  }

  @Test
  void aPartHasRoomForAnyCharacter() {
    assertThatIllegalArgumentException().isThrownBy(() -> TextSplitter.split("ab", 1));
  }

  @Test
  void partsArePiecesOfTheTextWithNothingBetweenThemButWhiteSpace() {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      String text = anyText(random);
      int longest = 2 + random.nextInt(60);
      String about = "-Dtaskwire.seed=%d round %d, %d: %s".formatted(seed, round, longest, text);
      List<String> parts = TextSplitter.split(text, longest);
      List<Integer> boundaries = boundaries(text);
      int at = 0;
      for (String part : parts) {
        assertThat(part).as(about).isNotBlank().matches(it -> it.length() <= longest);
        int start = text.indexOf(part, at);
        assertThat(start).as(about).isGreaterThanOrEqualTo(at);
        assertThat(text.substring(at, start)).as(about).isBlank();
        assertBoundary(text, boundaries, start, longest, about);
        at = start + part.length();
        assertBoundary(text, boundaries, at, longest, about);
      }
      assertThat(text.substring(at)).as(about).isBlank();
    }
  }

  /** A cut lies between characters, unless one is longer than a part. */
  private static void assertBoundary(
      String text, List<Integer> boundaries, int at, int longest, String about) {
    if (boundaries.contains(at)) {
      return;
    }
    int before = boundaries.stream().filter(boundary -> boundary < at).max(Integer::compare).get();
    int after = boundaries.stream().filter(boundary -> boundary > at).min(Integer::compare).get();
    assertThat(after - before).as(about).isGreaterThan(longest);
    assertThat(Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))).as(about).isFalse();
  }

  private static List<Integer> boundaries(String text) {
    List<Integer> boundaries = new ArrayList<>(List.of(0));
    Matcher character = Pattern.compile("\\X").matcher(text);
    while (character.find()) {
      boundaries.add(character.end());
    }
    return boundaries;
  }

  private static String anyText(Random random) {
    String[] pieces = {
      "a",
      "слово",
      "word",
      " ",
      " ",
      " ",
      "  ",
      "\n",
      "\n\n",
      "\r\n",
      "\t",
      ". ",
      "! ",
      "…",
      "»",
      "😀",
      FAMILY,
      "👍🏽",
      "🇷🇺",
      "e\u0301",
      "\u0301",
      "\u0301\u0302\u0303",
      "\u200d",
      "\u00a0",
      "语言",
      "न्दी",
      "각",
      "https://example.org/a?b=c",
      "x".repeat(50)
    };
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }
}
