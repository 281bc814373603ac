package io.taskwire.core.delivery;

import java.time.Duration;

/** Growing delays: the first, doubled at each attempt, up to 15 minutes. */
public record Backoff(Duration first) {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /**
   * The delay after a failed attempt.
   *
   * @param attempt its number, from 1
   */
  public Duration after(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts are counted from 1");
    }
    int doublings = Math.min(attempt - 1, 20);
    Duration delay = first.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
