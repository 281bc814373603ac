package io.taskwire.core.delivery;

import java.time.Duration;

/** What became of one queued message. */
public sealed interface Outcome {
  /** It may leave the queue. */
  record Done() implements Outcome {}

  /**
   * It stays, with all that follow it in its group, and comes back after the delay.
   *
   * @param outage whether the provider is in everybody's way: it is away, limits us, or rejects our
   *     set-up
   */
  record Later(Duration delay, String reason, boolean outage) implements Outcome {
    public Later(Duration delay, String reason) {
      this(delay, reason, false);
    }
  }
}
