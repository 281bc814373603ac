package io.taskwire.core.outbound;

import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.wazzup.Payload;
import java.time.Instant;
import java.util.Optional;

/**
 * One of the messages that a comment leaves as.
 *
 * @param payload what it holds; of a file the link that Planfix gave. Empty once the comment is
 *     settled: nothing of what was said is kept longer than it takes to send it
 * @param quoted the message that it quotes
 * @param message Wazzup's id, where it is known
 * @param triedAt when it was sent for the first time
 */
public record Part(
    Optional<Payload> payload,
    Optional<MessageId> quoted,
    State state,
    Optional<MessageId> message,
    Optional<Instant> triedAt,
    Optional<Refusal> refusal) {

  /** What became of it. */
  public enum State {
    /** It was not sent. */
    WAITING,
    /** It is being sent; where its sender is dead, its outcome is unknown. */
    PENDING,
    /** Wazzup has it; its id may still be unknown. */
    SENT,
    /** Wazzup does not take it. */
    REFUSED,
    /** Not sent, since a part before it was refused. */
    SKIPPED,
    /** It may have been sent. */
    UNKNOWN
  }

  static Part waiting(Payload payload, Optional<MessageId> quoted) {
    return new Part(
        Optional.of(payload),
        quoted,
        State.WAITING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Part pending(Instant now) {
    return with(State.PENDING, message, Optional.of(triedAt.orElse(now)), Optional.empty());
  }

  Part notTried() {
    return with(State.WAITING, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Part sent(Optional<MessageId> id) {
    return with(State.SENT, id, triedAt, Optional.empty());
  }

  Part refused(Refusal why) {
    return with(State.REFUSED, message, triedAt, Optional.of(why));
  }

  Part skipped() {
    return with(State.SKIPPED, message, triedAt, Optional.empty());
  }

  Part unknown() {
    return with(State.UNKNOWN, message, triedAt, Optional.empty());
  }

  Part withoutPayload() {
    return new Part(Optional.empty(), quoted, state, message, triedAt, refusal);
  }

  private Part with(
      State other, Optional<MessageId> id, Optional<Instant> tried, Optional<Refusal> why) {
    return new Part(payload, quoted, other, id, tried, why);
  }
}
