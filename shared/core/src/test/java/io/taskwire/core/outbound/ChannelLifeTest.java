package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever becomes of channels, {@code -Dtaskwire.seed=} lives one life again. */
class ChannelLifeTest {
  private static final int LIVES = 500;

  @Test
  void nothingIsSaidInTheWrongDialogNorThroughTheWrongChannelAndNoDialogIsDoubled() {
    Optional<Long> seed = Optional.ofNullable(Long.getLong("taskwire.seed"));
    if (seed.isPresent()) {
      var _ = live(seed.get());
      return;
    }
    Map<String, Integer> events = new TreeMap<>();
    for (long one = 1; one <= Integer.getInteger("taskwire.lives", LIVES); one++) {
      live(one).forEach((event, times) -> events.merge(event, times, Integer::sum));
    }
    // Otherwise the lives would prove nothing.
    assertThat(events)
        .containsKeys("made", "made without a name", "named late", "deleted", "moved to WABA")
        .containsKeys("mixed up", "told", "sent to an address that is left", "refused");
    assertThat(events.get("received")).isGreaterThan(5 * LIVES);
    assertThat(events.get("a client wrote")).isGreaterThan(5 * LIVES);
  }

  private static Map<String, Integer> live(long seed) {
    try {
      return new ChannelLife(seed).live();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("-Dtaskwire.seed=" + seed + ": " + broken.getMessage(), broken);
    }
  }
}
