package io.taskwire.core.delivery;

import java.time.Duration;

/** What became of one queued message. */
public sealed interface Outcome {
  /** It may leave the queue. */
  record Done() implements Outcome {}

  /** It stays, with all that follow it in its group, and comes back after the delay. */
  record Later(Duration delay, String reason) implements Outcome {}
}
