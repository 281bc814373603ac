package io.taskwire.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
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

  private BreakerState known = BreakerState.NEVER_OPENED;

  // Calls without an answer are numbered; here are those that the table does not know of yet, so
  // that this process holds back even before it could write them down.
  private final Set<Long> unwritten = new HashSet<>();
  private long failures;
  private Instant tookAt = Instant.MIN;

  public Breaker(BreakerStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A call with an effect was answered. */
  public synchronized void took() {
    tookAt = clock.instant();
  }

  /** Whether this process saw the provider answer a call with an effect since then. */
  public synchronized boolean tookSince(Instant then) {
    return tookAt.isAfter(then);
  }

  /** Takes in what was read from the table, unless something newer is known. */
  public synchronized void learn(BreakerState read) {
    if (read.version() >= known.version()) {
      known = read;
    }
  }

  /** Whether a call with an effect may be made now, as far as this process knows. */
  public synchronized boolean closed() {
    return unwritten.isEmpty() && !known.open();
  }

  /** A call ended without an answer. Nobody makes another until a harmless one succeeds. */
  public void opened(String reason) {
    long failure;
    synchronized (this) {
      failure = ++failures;
      unwritten.add(failure);
    }
    BreakerState written = store.open(clock.instant(), reason);
    synchronized (this) {
      unwritten.remove(failure);
      learn(written);
    }
  }

  /**
   * Whether calls with an effect may be made now. While it is open, one worker at a time asks the
   * harmless question; an answer closes it, unless another call failed meanwhile.
   *
   * @param answered asks, and says whether there was an answer
   */
  public boolean admits(BooleanSupplier answered) {
    BreakerState before;
    long failuresBefore;
    synchronized (this) {
      if (closed()) {
        return true;
      }
      before = known;
      failuresBefore = failures;
    }
    var now = clock.instant();
    if (!store.claimProbe(now, now.plus(PROBE)) || !answered.getAsBoolean()) {
      return false;
    }
    BreakerState after = store.close(before.version());
    synchronized (this) {
      unwritten.removeIf(failure -> failure <= failuresBefore);
      learn(after);
      return closed();
    }
  }
}
