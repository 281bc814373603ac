package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Seeds;
import io.taskwire.core.inbound.Storm.Weather;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random notices through random troubles. {@code -Dtaskwire.seed=17} repeats one storm, {@code
 * -Dtaskwire.storms=100000} makes more of them.
 */
class StormTest {
  private static final int STORMS = 600;

  @Test
  void everyNoticeArrivesInOrderAndOnceUnlessSomebodyDiedOrAnAnswerWasLost() {
    new Seeds("taskwire.storms", STORMS)
        .live(seed -> new Storm(seed).rage())
        .ifPresent(StormTest::provedSomething);
  }

  private static void provedSomething(List<Weather> weather) {
    assertThat(weather.stream().mapToInt(Weather::kills).sum()).isGreaterThan(STORMS);
    assertThat(weather.stream().mapToInt(Weather::doubts).sum()).isGreaterThan(STORMS / 10);
    assertThat(weather.stream().mapToInt(Weather::doubles).sum()).isPositive();
  }
}
