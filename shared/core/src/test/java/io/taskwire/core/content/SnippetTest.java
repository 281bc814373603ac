package io.taskwire.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {
  @Test
  void aShortTextIsKeptWhole() {
    String text = "😀".repeat(200);
    assertThat(Snippet.of(text)).isEqualTo(text);
    assertThat(Snippet.isCut(text)).isFalse();
    assertThat(Snippet.words(text)).isEqualTo(text);
  }

  @Test
  void aLongOneIsCutBetweenCharactersAndSaysSo() {
    String snippet = Snippet.of("x" + "😀".repeat(300));
    assertThat(snippet).isEqualTo("x" + "😀".repeat(199) + "…");
    assertThat(Snippet.isCut(snippet)).isTrue();
    assertThat(Snippet.words(snippet)).isEqualTo("x" + "😀".repeat(199));
  }

  @Test
  void aShortTextThatEndsWithTheSignIsNotTakenForCut() {
    assertThat(Snippet.isCut("Well…")).isFalse();
    assertThat(Snippet.words("Well…")).isEqualTo("Well…");
  }
}
