package io.taskwire.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of one invocation. Nothing new is started after 20 s; a call takes at most 10 s, so the
 * function's timeout of 30 s is never reached; and a lease lives until the process that held it is
 * surely dead.
 */
public final class Budget {
  private static final Duration STARTS = Duration.ofSeconds(20);
  private static final Duration ENDS = Duration.ofSeconds(29);
  private static final Duration SURELY_DEAD = Duration.ofSeconds(35);

  private final InstantSource clock;
  private final Instant start;

  public Budget(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Whether there is time to start another call or message. */
  public boolean allowsMore() {
    return clock.instant().isBefore(start.plus(STARTS));
  }

  /** How long to wait for what was started, at most. */
  public Duration untilEnd() {
    Duration left = Duration.between(clock.instant(), start.plus(ENDS));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** When nobody of this invocation can act any more. */
  public Instant surelyDead() {
    return start.plus(SURELY_DEAD);
  }
}
