package io.taskwire.wazzup;

import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads an entry of {@code statuses}. Words that say nothing about delivery, such as {@code
 * edited}, are of no use: that entry brings no new text (Wazzup API, Statuses).
 */
final class StatusReader {
  private static final int LONGEST_CODE = 100;
  private static final int LONGEST_DESCRIPTION = 500;

  private StatusReader() {}

  static Optional<Notice> read(Fields entry, Instant receivedAt) {
    return Status.named(entry.required("status"))
        .map(
            status ->
                new Notice.StatusChange(
                    new MessageId(entry.required("messageId")),
                    status,
                    entry.time("timestamp").orElse(receivedAt),
                    error(entry)));
  }

  /** The error of a status, or of a message that failed. */
  static Optional<DeliveryError> error(Fields entry) {
    return entry
        .extraObject("error")
        .flatMap(
            error ->
                error
                    .extra("error", LONGEST_CODE)
                    .map(
                        code ->
                            new DeliveryError(
                                code, error.extra("description", LONGEST_DESCRIPTION).orElse(""))));
  }
}
