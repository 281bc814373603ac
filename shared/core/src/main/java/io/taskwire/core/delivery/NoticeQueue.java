package io.taskwire.core.delivery;

import java.time.Instant;
import java.util.List;

/** A FIFO queue between a door and its worker. */
public interface NoticeQueue {
  /** The largest body that it takes, in bytes of UTF-8. */
  int largestBody();

  /**
   * Puts all entries, each group's in order. What is not taken at once is retried until the
   * deadline.
   *
   * @return only once every entry was taken, or could not be
   */
  Answer put(List<QueueEntry> entries, Instant deadline);

  /** Whether the queue has everything. */
  sealed interface Answer {
    /**
     * It has all but these, which it will never take as they are.
     *
     * @param unacceptable usually none
     */
    record Taken(List<QueueEntry> unacceptable) implements Answer {
      public Taken {
        unacceptable = List.copyOf(unacceptable);
      }
    }

    /** Some may have been taken; a repetition of all adds nothing. */
    record NotAll(String reason) implements Answer {}
  }
}
