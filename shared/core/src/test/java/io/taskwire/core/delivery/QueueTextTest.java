package io.taskwire.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueTextTest {
  @Test
  void whatTheQueueTakesStaysAsItIs() {
    String json = "{\"text\":\"\t\r\nПривет \uD83D\uDE00 \uD7FF\uE000\uFFFD\"}";

    assertThat(QueueText.isTaken(json)).isTrue();
    assertThat(QueueText.escaped(json)).isSameAs(json);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x08, 0x0B, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF})
  void whatItRefusesIsEscapedAndNothingBesideIt(int refused) {
    String json = "\"\uD83D\uDE00 " + (char) refused + " \uD83D\uDE00\"";

    assertThat(QueueText.isTaken(json)).isFalse();
    assertThat(QueueText.escaped(json))
        .isEqualTo("\"\uD83D\uDE00 \\u%04X \uD83D\uDE00\"".formatted(refused));
  }

  @Test
  void itTakesNoEmptyText() {
    assertThat(QueueText.isTaken("")).isFalse();
  }
}
