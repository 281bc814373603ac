package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.outbound.OutboundStorm.Weather;
import java.util.Map;
import java.util.Optional;
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
    Optional<Long> seed = Optional.ofNullable(Long.getLong("taskwire.seed"));
    if (seed.isPresent()) {
      rage(seed.get());
      return;
    }
    int comments = 0;
    int received = 0;
    int events = 0;
    Map<String, Integer> faults = new TreeMap<>();
    for (long one = 1; one <= Integer.getInteger("taskwire.storms", STORMS); one++) {
      Weather weather = rage(one);
      comments += weather.comments();
      received += weather.received();
      events += weather.events();
      weather.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
    }
    // Otherwise the storms would prove nothing.
    assertThat(comments).isGreaterThan(2 * STORMS);
    assertThat(received).isGreaterThan(2 * STORMS);
    assertThat(events).isGreaterThan(10 * STORMS);
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

  private static Weather rage(long seed) {
    try {
      return new OutboundStorm(seed).rage();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("-Dtaskwire.seed=" + seed + ": " + broken.getMessage(), broken);
    }
  }
}
