package io.taskwire.core.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Keeps workers from calling a provider that is away. After an unknown outcome no call with an
 * effect is made until a harmless question was answered: so only calls already under way when the
 * outage began can become unknown or doubled.
 *
 * <p>It is as exact as its last look at the table: a worker elsewhere that looked just before the
 * breaker opened may still make the call it was about to make.
 */
public final class Breaker {
  private static final Duration PROBE = Duration.ofSeconds(15);

  private final BreakerStore store;
  private final InstantSource clock;

  // What this process knows. `tripped` bridges the moment between a failed call and the table's
  // answer.
  private BreakerState known = BreakerState.NEVER_OPENED;
  private boolean tripped;

  public Breaker(BreakerStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Takes in what was read from the table, unless something newer is known. */
  public synchronized void learn(BreakerState read) {
    if (read.version() >= known.version()) {
      known = read;
    }
  }

  /** Whether a call with an effect may be made now, as far as this process knows. */
  public synchronized boolean closed() {
    return !tripped && !known.open();
  }

  /** A call ended without an answer. Nobody makes another until a harmless one succeeds. */
  public void opened(String reason) {
    synchronized (this) {
      tripped = true;
    }
    BreakerState written = store.open(clock.instant(), reason);
    synchronized (this) {
      known = written;
      tripped = false;
    }
  }

  /**
   * Whether calls with an effect may be made now. While it is open, one worker at a time asks the
   * harmless question; an answer closes it.
   *
   * @param answered asks, and says whether there was an answer
   */
  public boolean admits(BooleanSupplier answered) {
    BreakerState before;
    synchronized (this) {
      if (closed()) {
        return true;
      }
      before = known;
    }
    var now = clock.instant();
    if (!store.claimProbe(now, now.plus(PROBE)) || !answered.getAsBoolean()) {
      return false;
    }
    BreakerState after = store.close(before.version());
    synchronized (this) {
      known = after;
      tripped = false;
      return !after.open();
    }
  }
}
