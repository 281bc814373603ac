package io.taskwire.core.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Holds this process back after Wazzup said that there were too many requests: at most 500 in 5 s,
 * counted anew every 5 s (Wazzup API, rate limit). Each process waits a time of its own, so that
 * they do not come back all at once.
 */
public final class RatePause {
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile Instant until = Instant.MIN;

  /**
   * A pause.
   *
   * @param random used by several threads at once
   */
  public RatePause(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** How long to wait; empty when nothing is in the way. */
  Optional<Duration> left() {
    Duration left = Duration.between(clock.instant(), until);
    return left.isPositive() ? Optional.of(spread(left)) : Optional.empty();
  }

  /** Wazzup said that it was too much. How long to wait now. */
  Duration begin() {
    until = clock.instant().plus(WINDOW);
    return spread(WINDOW);
  }

  private Duration spread(Duration atLeast) {
    return atLeast.plusMillis(random.nextLong(WINDOW.toMillis()));
  }
}
