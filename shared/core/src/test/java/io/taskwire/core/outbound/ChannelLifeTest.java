package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Seeds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever becomes of channels, {@code -Dtaskwire.seed=} lives one life again. */
class ChannelLifeTest {
  private static final int LIVES = 500;

  @Test
  void nothingIsSaidInTheWrongDialogNorThroughTheWrongChannelAndNoDialogIsDoubled() {
    new Seeds("taskwire.lives", LIVES)
        .live(seed -> new ChannelLife(seed).live())
        .ifPresent(ChannelLifeTest::provedSomething);
  }

  private static void provedSomething(List<Map<String, Integer>> lives) {
    Map<String, Integer> events = new TreeMap<>();
    lives.forEach(life -> life.forEach((event, times) -> events.merge(event, times, Integer::sum)));
    assertThat(events)
        .containsKeys("made", "made without a name", "named late", "deleted", "moved to WABA")
        .containsKeys("mixed up", "told", "sent to an address that is left", "refused");
    assertThat(events.get("received")).isGreaterThan(5 * LIVES);
    assertThat(events.get("a client wrote")).isGreaterThan(5 * LIVES);
  }
}
