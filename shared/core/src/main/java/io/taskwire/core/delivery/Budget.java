package io.taskwire.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of one invocation: nothing new is started after a while, and a lease lives until the
 * process that held it is surely dead.
 */
public final class Budget {
  private final InstantSource clock;
  private final Times times;
  private final Instant start;

  public Budget(InstantSource clock) {
    this(clock, Times.OF_THE_FUNCTION);
  }

  public Budget(InstantSource clock, Times times) {
    this.clock = clock;
    this.times = times;
    this.start = clock.instant();
  }

  /**
   * When things end, counted from the start.
   *
   * @param starts nothing new is started later
   * @param ends nothing is waited for later
   * @param surelyDead nobody of the invocation acts later
   */
  public record Times(Duration starts, Duration ends, Duration surelyDead) {
    /**
     * For a function with a timeout of 30 s: a call started last ends after 25 s, its outcome is
     * noted, and the answer leaves in time.
     */
    public static final Times OF_THE_FUNCTION =
        new Times(Duration.ofSeconds(15), Duration.ofSeconds(27), Duration.ofSeconds(35));
  }

  /** Whether there is time to start another call or message. */
  public boolean allowsMore() {
    return clock.instant().isBefore(startsEnd());
  }

  /** Until when something may be started. */
  public Instant startsEnd() {
    return start.plus(times.starts());
  }

  /** How long to wait for what was started, at most. */
  public Duration untilEnd() {
    Duration left = Duration.between(clock.instant(), start.plus(times.ends()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** When nobody of this invocation can act any more. */
  public Instant surelyDead() {
    return start.plus(times.surelyDead());
  }
}
