package io.taskwire.core.planfix;

import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;

/**
 * Planfix's chat API. An answer is one of the things Planfix can say, or that it could not be
 * asked; never a guess. Every call ends within 10 s.
 */
public interface PlanfixChat {
  /** Asks for the task of a chat: harmless, may be repeated. */
  TaskAnswer taskOf(Line line, PlanfixChatId chat);

  /** Posts a message: has an effect, and a second post makes a second comment. */
  PostAnswer post(Line line, TaskMessage message);

  /** Shows what became of a comment: has an effect, and may be repeated. */
  PostAnswer mark(Line line, CommentId comment, Mark mark);

  /** What Planfix says of a dialog's task. */
  sealed interface TaskAnswer {
    /**
     * There is one.
     *
     * @param active whether its status is an active one; true where Planfix does not tell
     */
    record Found(long number, boolean active) implements TaskAnswer {}

    /** There is none, or none any more. */
    record NoTask() implements TaskAnswer {}

    /** Planfix gave no answer that can be understood. */
    record CouldNotAsk(Trouble trouble) implements TaskAnswer {}
  }

  /** What Planfix made of a message. */
  sealed interface PostAnswer {
    record Taken() implements PostAnswer {}

    /** It will never take this message; the reason is Planfix's own word for it. */
    record Refused(String reason) implements PostAnswer {}

    /** Whether it took the message is unknown, or it surely did not but may later. */
    record NotNow(Trouble trouble) implements PostAnswer {}
  }

  /**
   * Why there was no answer.
   *
   * @param reason in words, without tokens, texts or addresses
   */
  record Trouble(Kind kind, String reason) {
    /** What kind of trouble decides what has to happen before the next call. */
    public enum Kind {
      /** Timeout, dropped connection, 5xx: Planfix is away, and what was sent may have arrived. */
      OUTAGE,
      /** 401 and its like: our set-up is wrong. Nothing arrived; a person has to mend it. */
      SETUP
    }
  }
}
