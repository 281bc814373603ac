package io.taskwire.planfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTextTest {
  private static final int PLANFIX_HOLDS = 64 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"Hello", " two\n\nlines ", "🙏", "<b>&amp;</b>"})
  void aTextThatFitsStaysAsItIs(String text) {
    assertThat(CommentText.fitting(text)).isEqualTo(text);
    assertThat(CommentText.fitting("x".repeat(60_000))).hasSize(60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "я", "🙏", "<", "&", "\"", "'", "x\n", "a🙏", "яx<"})
  void aLongerTextIsCutVisiblyAndFitsAsHtml(String piece) {
    String text = piece.repeat(70_000);

    String cut = CommentText.fitting(text);

    assertThat(cut).endsWith("\n[…]");
    assertThat(text).startsWith(cut.substring(0, cut.length() - 4));
    int size = html(cut).getBytes(StandardCharsets.UTF_8).length;
    assertThat(size).isBetween(PLANFIX_HOLDS * 9 / 10, PLANFIX_HOLDS);
  }

  @Test
  void aCutNeverSplitsACharacter() {
    for (int before = 0; before < 4; before++) {
      String cut = CommentText.fitting("x".repeat(before) + "🙏".repeat(20_000));
      assertThat(cut.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#039;")
        .replace("\n", "<br />\n");
  }
}
