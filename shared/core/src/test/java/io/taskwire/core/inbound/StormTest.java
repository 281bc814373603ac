package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.inbound.Storm.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Random notices through random troubles. {@code -Dtaskwire.seed=17} repeats one storm, {@code
 * -Dtaskwire.storms=100000} makes more of them.
 */
class StormTest {
  private static final int STORMS = 600;

  @Test
  void everyNoticeArrivesInOrderAndOnceUnlessSomebodyDiedOrAnAnswerWasLost() {
    Optional<Long> seed = Optional.ofNullable(Long.getLong("taskwire.seed"));
    if (seed.isPresent()) {
      rage(seed.get());
      return;
    }
    List<Weather> weather = new ArrayList<>();
    for (long one = 1; one <= Integer.getInteger("taskwire.storms", STORMS); one++) {
      weather.add(rage(one));
    }
    // Otherwise the storms would prove nothing.
    assertThat(weather.stream().mapToInt(Weather::kills).sum()).isGreaterThan(STORMS);
    assertThat(weather.stream().mapToInt(Weather::doubts).sum()).isGreaterThan(STORMS / 10);
    assertThat(weather.stream().mapToInt(Weather::doubles).sum()).isPositive();
  }

  private static Weather rage(long seed) {
    try {
      return new Storm(seed).rage();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("-Dtaskwire.seed=" + seed + ": " + broken.getMessage(), broken);
    }
  }
}
