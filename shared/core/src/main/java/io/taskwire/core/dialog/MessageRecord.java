package io.taskwire.core.dialog;

import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * What the table knows of a notice.
 *
 * @param attempts how many times handling it failed so far
 * @param unanswered how many of its own calls with an effect ended without an answer
 * @param comment the comment of which it is a part
 * @param redrivenAt when an operator last let it be tried again: it comes later than its neighbours
 * @param status the furthest status seen of it; of messages of our side only
 */
public record MessageRecord(
    State state,
    Optional<DialogId> dialog,
    boolean fromUs,
    String snippet,
    int attempts,
    int unanswered,
    Optional<Progress> progress,
    Optional<Status> status,
    Optional<DeliveryError> error,
    Optional<CommentId> comment,
    Optional<Instant> redrivenAt) {
  /** Whether anything is left to do. */
  public enum State {
    /** It was tried, or a status of it came, but it is not in Planfix yet. */
    PENDING,
    /** It is in Planfix. */
    DONE,
    /** It lies with the dead letters. */
    PARKED,
    /** It came on a channel that was not connected, and was counted. */
    UNCONNECTED,
    /** It is a part of a comment, which stands in Planfix anyway. */
    OWN
  }

  /** Whether nothing is left to do. */
  public boolean isSettled() {
    return state != State.PENDING;
  }
}
