package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTextTest {
  private static String text(String comment) {
    CommentText read = CommentText.of(comment);
    assertThat(read.quoted()).isEmpty();
    return read.text();
  }

  private static CommentText quoting(String quoted, String text) {
    return new CommentText(Optional.of(quoted), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "5 < 6 && x",
        "<3",
        "a <b c",
        "a <b c> d",
        "if a<b>c then",
        "x < y > z",
        "Dear <Ivan>, AT&T; and R&D",
        "Write to Ivan <ivan@example.org>",
        "https://example.org/?a=1&copy=2&lt=3",
        "first\n\n\n\nsecond   third\n  indented",
        "a </b> c",
        "<<ready>>",
        "List<String> and <p without an end",
        "& &; &#; &#x; &#0; &#xD800; &#9999999; &nosuchname;",
        "[draft] see [1] and [https://example.org]",
        "1 > 0",
        "> mail",
        "Семья 👨‍👩‍👧‍👦 и Ё"
      })
  void aPlainTextStaysAsItIs(String words) {
    assertThat(text(words)).isEqualTo(words);
  }

  @Test
  void whiteSpaceAroundGoes() {
    assertThat(text("\n \u00a0 Hello \u00a0\r\n")).isEqualTo("Hello");
    assertThat(text("")).isEmpty();
    assertThat(text(" \u00a0\u200b\ufeff\n")).isEmpty();
    assertThat(text("<p>&nbsp;</p><p><br></p>")).isEmpty();
  }

  @Test
  void linesEndInOneWay() {
    assertThat(text("one\r\ntwo\rthree")).isEqualTo("one\ntwo\nthree");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fish &amp; chips | Fish & chips",
        "&laquo;Да&raquo;&nbsp;&mdash; нет | «Да» — нет",
        "5 &lt; 6 &amp;&amp; x | 5 < 6 && x",
        "&lt;b&gt;not bold&lt;/b&gt; | <b>not bold</b>",
        "&amp;lt; | &lt;",
        "&#171;&#xBB; &#128512; &#150; | «» 😀 –",
        "caf&eacute; &Eacute;&yuml;&Agrave; | café ÉÿÀ",
        "&AMP; &QUOT; | & \"",
        "10&nbsp;000&nbsp;&#8381; &numero;&nbsp;5 | 10 000 ₽ № 5",
        "so&shy;da 2&times;3&hellip; | soda 2×3…"
      })
  void entitiesBecomeTheirSigns(String comment, String words) {
    assertThat(text(comment)).isEqualTo(words);
  }

  @Test
  void everyNameOfLatin1HasItsSign() {
    assertThat(Entities.decoded("&nbsp;&iexcl;&copy;&iquest;&Agrave;&times;&szlig;&divide;&yuml;"))
        .isEqualTo(" ¡©¿À×ß÷ÿ");
  }

  @Test
  void planfixsSampleOfHtmlIsRead() {
    assertThat(text("<p>First line&nbsp;here</p><p><b>Second</b> &laquo;line&raquo;</p>"))
        .isEqualTo("First line here\nSecond «line»");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one<br>two<br/>three<BR />four | one\\ntwo\\nthree\\nfour",
        "one<br />\\ntwo<br />\\n<br />\\nthree | one\\ntwo\\n\\nthree",
        "<p>one</p>\\n\\n<p>two</p> | one\\ntwo",
        "<p>one</p><p>&nbsp;</p><p>two</p> | one\\n\\ntwo",
        "<p>one</p><p><br></p><p><br></p><p><br></p><p>two</p> | one\\n\\ntwo",
        "<div><div>one</div></div>two | one\\ntwo",
        "Buy: <ul><li>milk</li><li><p>bread</p></li></ul>Thanks | Buy:\\n• milk\\n• bread\\nThanks",
        "<ol>\\n  <li>one</li>\\n  <li>two</li>\\n</ol> | 1. one\\n2. two",
        "A <b>bold</b> and\\n\\n<i>slanted</i> word | A bold and\\n\\nslanted word",
        "<b>5 < 6</b> && <3 | 5 < 6 && <3",
        "<span style=\"color: red; content: '>'\">red</span> | red",
        "<style>p { color: red }</style><p>x</p><script>if (a < b) f()</script> | x",
        "<p>a<!-- not <b>this</b> -->b</p> | ab",
        "<p>ok <img src=\"https://example.org/smile.png\" alt=\"🙂\"></p> | ok 🙂",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table> | a b\\nc",
        "<b>a</b> <blockquote>not closed | a <blockquote>not closed"
      })
  void tagsBecomeLinesAndBullets(String comment, String words) {
    assertThat(text(comment.replace("\\n", "\n"))).isEqualTo(words.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Guide: here [ https://support.example.org/k7 ] | Guide: here: https://support.example.org/k7",
        "here [ https://a.example.org ], there [ https://b.example.org ]. | here: https://a.example.org, there: https://b.example.org.",
        "https://a.example.org [ https://a.example.org ] | https://a.example.org",
        "See a.example.org [ https://a.example.org/ ] now | See https://a.example.org/ now",
        "https://a.example.org/very/lo… [ https://a.example.org/very/long ] | https://a.example.org/very/long",
        "[ https://a.example.org ] | https://a.example.org",
        "Look: [ https://a.example.org ] | Look: https://a.example.org",
        "olga@example.org [ mailto:olga@example.org ] | olga@example.org",
        "+7 999 000-00-01 [ tel:+79990000001 ] | +7 999 000-00-01: +79990000001",
        "<p><a href=\"https://a.example.org/?x=1&amp;y=2\">here</a> it is</p> | here: https://a.example.org/?x=1&y=2 it is",
        "<a href='https://a.example.org'>https://a.example.org</a> | https://a.example.org",
        "<a href=\"javascript:go()\">press</a> | press",
        "<a href=\"https://a.example.org\"><img src=\"x.png\"></a> | https://a.example.org"
      })
  void aLinkFollowsItsText(String comment, String words) {
    assertThat(text(comment)).isEqualTo(words);
  }

  @Test
  void planfixsSampleOfAQuoteIsRead() {
    assertThat(
            CommentText.of(
                ">> It is leaking & blinking 100% of the time\n>> \nPlease switch it off. Guide: here [ https://support.example.org/k7 ]"))
        .isEqualTo(
            quoting(
                "It is leaking & blinking 100% of the time",
                "Please switch it off. Guide: here: https://support.example.org/k7"));
  }

  @Test
  void aQuoteMayHaveSeveralLines() {
    assertThat(CommentText.of("\n>>one\r\n>>\r\n>> two\r\n>>\r\n\r\nYes\r\n>> not quoted"))
        .isEqualTo(quoting("one\n\ntwo", "Yes\n>> not quoted"));
  }

  @Test
  void aQuoteMayComeAsHtml() {
    assertThat(CommentText.of("&gt;&gt; one<br>&gt;&gt;<br>Yes")).isEqualTo(quoting("one", "Yes"));
    assertThat(CommentText.of("<blockquote><p>one</p><p>two</p></blockquote><p>Yes</p>"))
        .isEqualTo(quoting("one\ntwo", "Yes"));
    assertThat(
            CommentText.of(
                "<blockquote>a<blockquote>b</blockquote></blockquote>Yes<blockquote>c</blockquote>No"))
        .isEqualTo(quoting("a\nb", "Yes\n>> c\nNo"));
  }

  @Test
  void aQuoteMayBeAllThereIs() {
    assertThat(CommentText.of(">> one\n>>")).isEqualTo(quoting("one", ""));
    assertThat(CommentText.of(">>\nYes")).isEqualTo(new CommentText(Optional.empty(), "Yes"));
  }

  @Test
  void aQuoteThatNamesNoMessageCanStayText() {
    assertThat(quoting("one\ntwo", "Yes").withQuote()).isEqualTo("> one\n> two\nYes");
    assertThat(quoting("one", "").withQuote()).isEqualTo("> one");
    assertThat(CommentText.of("Yes").withQuote()).isEqualTo("Yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  one \\n two\u00a0\u2009three | one two three",
        "e\u0301 | é",
        "a\u200bb\ufeff\u00ad c\u200d | ab c",
        "<p>Fish &amp; chips</p> | Fish & chips",
        "here [ https://a.example.org ] | here: https://a.example.org",
        "❤️ | ❤",
        "Case Stays | Case Stays"
      })
  void textsAreComparedByWhatIsSeen(String comment, String words) {
    assertThat(CommentText.normalised(comment.replace("\\n", "\n")))
        .isEqualTo(words)
        .isEqualTo(CommentText.normalised(words));
  }

  @Test
  void aQuoteMatchesTheMessageAndNoOther() {
    CommentText read = CommentText.of(">> It is  leaking\n>> again\n>>\nYes");
    assertThat(read.matches("It is leaking again")).isTrue();
    assertThat(read.matchesWhole("It is leaking again")).isTrue();
    assertThat(read.matches("It is leaking")).isFalse();
    assertThat(read.matches("it is leaking again")).isFalse();
    assertThat(read.matches("")).isFalse();
    assertThat(CommentText.of("Yes").matches("Yes")).isFalse();
  }

  @Test
  void aQuoteMayBeAPartOfTheMessageInWholeWords() {
    CommentText read = CommentText.of(">> two days\n>>\nYes");
    assertThat(read.matches("It took two days, then three")).isTrue();
    assertThat(read.matchesWhole("It took two days, then three")).isFalse();
    assertThat(read.matches("forty-two dayshifts")).isFalse();
  }

  @Test
  void whatTheClientHadQuotedIsNoPartOfHisMessage() {
    CommentText read = CommentText.of(">> > Which day?\n>> Monday\n>>\nGood");
    assertThat(read.matchesWhole("Monday")).isTrue();
    assertThat(read.matches("Tuesday")).isFalse();
  }

  @Test
  void onlyTheBeginningOfALongMessageIsKnown() {
    String message = "😀 word ".repeat(60) + "and the end of it all";
    String snippet = message.substring(0, message.offsetByCodePoints(0, 200)) + "…";
    assertThat(CommentText.of(">> " + message + "\nYes").matchesWhole(snippet)).isTrue();
    assertThat(CommentText.of(">> " + message.substring(3, 60) + "\nYes").matches(snippet))
        .isTrue();
    assertThat(CommentText.of(">> " + message.substring(152) + "\nYes").matches(snippet)).isTrue();
    assertThat(CommentText.of(">> and the end of it all\nYes").matches(snippet)).isFalse();
    assertThat(CommentText.of(">> something else\nYes").matches(snippet)).isFalse();
  }

  @Test
  void aShortMessageThatEndsWithAnEllipsisIsKnownWhole() {
    assertThat(CommentText.of(">> Well… no\nYes").matches("Well…")).isFalse();
    assertThat(CommentText.of(">> Well…\nYes").matchesWhole("Well…")).isTrue();
  }

  @Test
  void noTextMakesItFailOrSlow() {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    String[] pieces = {
      "<",
      ">",
      "</",
      "<b",
      "<p>",
      "</p>",
      "<a href=\"",
      "https://example.org",
      "\"",
      "'",
      "=",
      " ",
      "\n",
      "&",
      "&amp;",
      "&#",
      ";",
      "[ ",
      " ]",
      ">>",
      "<!--",
      "-->",
      "<blockquote>",
      "</blockquote>",
      "<li>",
      "</li>",
      "<ul>",
      "</ul>",
      "<style>",
      "</style>",
      "</a>",
      "word",
      "😀",
      "\u0301",
      "…"
    };
    for (int round = 0; round < 3_000; round++) {
      StringBuilder comment = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        comment.append(pieces[random.nextInt(pieces.length)]);
      }
      CommentText read = CommentText.of(comment.toString());
      assertThat(read.text())
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .isEqualTo(read.text().strip());
      assertThat(read.matches(comment.toString())).isIn(true, false);
    }
    for (String piece : pieces) {
      CommentText.of(piece.repeat(250_000 / piece.length()));
      CommentText.of(
          "<p></p><a></a><blockquote></blockquote>" + piece.repeat(250_000 / piece.length()));
    }
  }
}
