package io.taskwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void aFigureThatIsExactlyItsGoalMeetsIt() {
    assertThat(Figure.atMost(2.5, "cold start", 2.5, "×", "").met()).isTrue();
    assertThat(Figure.atLeast(0.8, "throughput", 0.8, "×", "").met()).isTrue();
  }

  @Test
  void aFigureBeyondItsGoalMissesIt() {
    assertThat(Figure.atMost(2.5, "cold start", 2.51, "×", "").met()).isFalse();
    assertThat(Figure.atLeast(0.8, "throughput", 0.79, "×", "").met()).isFalse();
  }

  @Test
  void aFigureWithoutAGoalMissesNothingAndShowsNone() {
    Figure explaining = Figure.plain("cold start, empty", 1, "×", "289 ms");
    assertThat(explaining.met()).isTrue();
    assertThat(explaining.goalInWords()).isEmpty();
  }

  @Test
  void numbersAreShownAsExactlyAsTheyAreWorth() {
    assertThat(Figure.atMost(4, "", 3.0, "calls", "").valueInWords()).isEqualTo("3 calls");
    assertThat(Figure.atMost(4, "", 1.234, "ms", "").valueInWords()).isEqualTo("1.23 ms");
    assertThat(Figure.atMost(4, "", 341.34, "MB", "").valueInWords()).isEqualTo("341.3 MB");
    assertThat(Figure.atMost(10, "", 10, "×", "").goalInWords()).isEqualTo("≤ 10 ×");
  }
}
