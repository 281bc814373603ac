package io.taskwire.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.delivery.BreakerStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link BreakerStore} promises. */
public abstract class BreakerStoreContract {
  private static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");
  private static final String TIMEOUT = "newMessage: no answer within 10 s";

  private BreakerStore store;

  /** A store that nothing was written to yet. */
  protected abstract BreakerStore emptyStore();

  @BeforeEach
  final void open() {
    store = emptyStore();
  }

  @Test
  final void itWasNeverOpenedAtFirst() {
    assertThat(store.read()).isEqualTo(BreakerState.NEVER_OPENED);
  }

  @Test
  final void onceOpenedItIsReadAsOpenWithANewVersion() {
    BreakerState opened = store.open(NOW, TIMEOUT);

    assertThat(opened.open()).isTrue();
    assertThat(opened.version()).isGreaterThan(BreakerState.NEVER_OPENED.version());
    assertThat(store.read()).isEqualTo(opened);
  }

  @Test
  final void openingAgainKeepsItOpenWithANewVersion() {
    BreakerState first = store.open(NOW, TIMEOUT);

    BreakerState second = store.open(NOW.plusSeconds(1), TIMEOUT);

    assertThat(second.open()).isTrue();
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(store.read()).isEqualTo(second);
  }

  @Test
  final void closingTheVersionThatWasOpenClosesItWithANewVersion() {
    BreakerState opened = store.open(NOW, TIMEOUT);

    BreakerState closed = store.close(opened.version());

    assertThat(closed.open()).isFalse();
    assertThat(closed.version()).isGreaterThan(opened.version());
    assertThat(store.read()).isEqualTo(closed);
  }

  @Test
  final void closingLosesAgainstALaterOpening() {
    BreakerState first = store.open(NOW, TIMEOUT);
    BreakerState second = store.open(NOW.plusSeconds(1), TIMEOUT);

    assertThat(store.close(first.version())).isEqualTo(second);
    assertThat(store.read()).isEqualTo(second);
  }

  @Test
  final void closingWhatIsNotOpenLeavesItClosed() {
    assertThat(store.close(BreakerState.NEVER_OPENED.version()).open()).isFalse();
    BreakerState closed = store.close(store.open(NOW, TIMEOUT).version());

    assertThat(store.close(closed.version()).open()).isFalse();
    assertThat(store.close(closed.version() - 1).open()).isFalse();
  }

  @Test
  final void itCanBeOpenedAgainAfterItWasClosed() {
    BreakerState closed = store.close(store.open(NOW, TIMEOUT).version());

    BreakerState again = store.open(NOW.plusSeconds(60), TIMEOUT);

    assertThat(again.open()).isTrue();
    assertThat(again.version()).isGreaterThan(closed.version());
  }

  @Test
  final void theProbeIsClaimedByOneAtATime() {
    store.open(NOW, TIMEOUT);

    assertThat(store.claimProbe(NOW, NOW.plusSeconds(15))).isTrue();
    assertThat(store.claimProbe(NOW, NOW.plusSeconds(15))).isFalse();
    assertThat(store.claimProbe(NOW.plusSeconds(14), NOW.plusSeconds(29))).isFalse();
  }

  @Test
  final void theProbeIsFreeAgainWhenItsTimeIsUp() {
    store.open(NOW, TIMEOUT);
    store.claimProbe(NOW, NOW.plusSeconds(15));

    assertThat(store.claimProbe(NOW.plusSeconds(15), NOW.plusSeconds(30))).isTrue();
    assertThat(store.claimProbe(NOW.plusSeconds(16), NOW.plusSeconds(31))).isFalse();
  }

  @Test
  final void theProbeIsGivenAlsoWhereTheTableKnowsOfNoOutage() {
    assertThat(store.claimProbe(NOW, NOW.plusSeconds(15))).isTrue();

    assertThat(store.read().open()).isFalse();
  }

  @Test
  final void claimingTheProbeDoesNotChangeTheVersion() {
    BreakerState opened = store.open(NOW, TIMEOUT);

    store.claimProbe(NOW, NOW.plusSeconds(15));

    assertThat(store.read()).isEqualTo(opened);
    assertThat(store.close(opened.version()).open()).isFalse();
  }

  @Test
  final void ofManyAtOnceOneGetsTheProbe() throws Exception {
    store.open(NOW, TIMEOUT);
    int workers = 8;
    CyclicBarrier together = new CyclicBarrier(workers);
    Callable<Boolean> claim =
        () -> {
          together.await(10, TimeUnit.SECONDS);
          return store.claimProbe(NOW, NOW.plusSeconds(15));
        };
    int granted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> all = Stream.generate(() -> claim).limit(workers).toList();
      for (Future<Boolean> one : threads.invokeAll(all)) {
        granted += one.get() ? 1 : 0;
      }
    }
    assertThat(granted).isEqualTo(1);
  }
}
