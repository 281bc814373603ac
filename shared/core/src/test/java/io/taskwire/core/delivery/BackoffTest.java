package io.taskwire.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1));

  @Test
  void delaysDoubleFromTheFirst() {
    assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.after(10)).isEqualTo(Duration.ofSeconds(512));
  }

  @Test
  void noDelayIsLongerThanAQuarterOfAnHour() {
    assertThat(backoff.after(11)).isEqualTo(Duration.ofMinutes(15));
    assertThat(backoff.after(1000)).isEqualTo(Duration.ofMinutes(15));
    assertThat(new Backoff(Duration.ofHours(1)).after(1)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void shortFirstDelaysGrowToTheSameLimit() {
    assertThat(new Backoff(Duration.ofMillis(1)).after(1000)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void attemptsAreCountedFromOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> backoff.after(0));
  }
}
