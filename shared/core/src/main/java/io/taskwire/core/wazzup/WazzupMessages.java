package io.taskwire.core.wazzup;

import io.taskwire.core.notice.MessageId;
import java.util.Optional;

/**
 * Wazzup's sending of messages ({@code POST /v3/message}). An answer is one of the things that
 * Wazzup can say, or that the outcome is unknown; never a guess. Every call ends within 10 s.
 */
public interface WazzupMessages {
  /** Sends: has an effect that can't be taken back. */
  SendAnswer send(Sending sending);

  /** What became of it. */
  sealed interface SendAnswer {
    /**
     * Wazzup has it (201).
     *
     * @param chatId the chat it went to, where Wazzup tells
     */
    record Taken(MessageId message, Optional<String> chatId) implements SendAnswer {}

    /** It was sent before with the same {@code crmMessageId}; nothing was sent now. */
    record Repeated() implements SendAnswer {}

    /**
     * Wazzup does not take it.
     *
     * @param code Wazzup's, e.g. {@code CHANNEL_BLOCKED}; {@code HTTP_404} and the like where it
     *     tells none
     */
    record Refused(String code) implements SendAnswer {}

    /** More than 500 requests in 5 s: refused before any work (429). */
    record TooMany() implements SendAnswer {}

    /** Wazzup rejects our key (401, 403): nothing was taken, a person has to mend the set-up. */
    record Rejected(String reason) implements SendAnswer {}

    /**
     * Timeout, broken connection, 5xx, or an answer that is not Wazzup's: it may have been sent.
     *
     * @param reason in words, without keys, texts or numbers of people
     */
    record Unknown(String reason) implements SendAnswer {}
  }
}
