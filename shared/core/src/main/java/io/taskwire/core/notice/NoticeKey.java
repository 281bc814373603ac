package io.taskwire.core.notice;

import java.util.Optional;

/**
 * What makes a notice the same as one that came before: the message, and for an edit or a deletion
 * which one.
 *
 * @param change empty for the message itself
 */
public record NoticeKey(MessageId message, Optional<String> change) {
  public static NoticeKey of(MessageId message) {
    return new NoticeKey(message, Optional.empty());
  }

  /** The key of a notice about a message. Two edits with other texts or times are two. */
  public static NoticeKey of(Notice.Edit edit) {
    String what =
        Digest.of(edit.content().plainText(), edit.origin().at().toString()).substring(0, 16);
    return new NoticeKey(edit.origin().message(), Optional.of("edited:" + what));
  }

  /** The key of telling that a message of our side failed. */
  public static NoticeKey failureOf(MessageId message) {
    return new NoticeKey(message, Optional.of("failed"));
  }

  public static NoticeKey of(Notice.Deletion deletion) {
    return new NoticeKey(deletion.origin().message(), Optional.of("deleted"));
  }
}
