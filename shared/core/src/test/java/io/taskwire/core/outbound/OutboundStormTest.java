package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Seeds;
import io.taskwire.core.outbound.OutboundStorm.Weather;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random comments through random troubles. {@code -Dtaskwire.seed=17} repeats one storm, {@code
 * -Dtaskwire.storms=100000} makes more of them.
 */
class OutboundStormTest {
  private static final int STORMS = 2000;

  @Test
  void everyCommentIsSentOnceInOrderByItsChannelAndItsMarkIsTrue() {
    new Seeds("taskwire.storms", STORMS)
        .live(seed -> new OutboundStorm(seed).rage())
        .ifPresent(OutboundStormTest::provedSomething);
  }

  private static void provedSomething(List<Weather> weather) {
    Map<String, Integer> faults = new TreeMap<>();
    weather.forEach(
        one -> one.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum)));
    assertThat(weather.stream().mapToInt(Weather::comments).sum()).isGreaterThan(2 * STORMS);
    assertThat(weather.stream().mapToInt(Weather::received).sum()).isGreaterThan(2 * STORMS);
    assertThat(weather.stream().mapToInt(Weather::cameBack).sum()).isGreaterThan(STORMS / 10);
    assertThat(weather.stream().mapToInt(Weather::events).sum()).isGreaterThan(10 * STORMS);
    assertThat(faults)
        .containsKeys(
            "in Direct",
            "by card",
            "send LOST_LATE",
            "send REFUSED_AFTER",
            "send SWALLOWED",
            "queue full")
        .containsKeys("killed at WazzupMessages.send", "killed at Outbox.write")
        .containsKeys("killed at NoticeQueue.put", "killed at Outbox.marked");
  }
}
