package io.taskwire.core.wazzup;

import io.taskwire.core.notice.CommentId;

/**
 * Our id of a part of a comment, which protects against sending it twice within 60 s (Wazzup API,
 * Idempotency). Computed from the comment, so the same part has the same id for ever.
 */
public record CrmMessageId(String value) {
  /** The id of a part, counted from 1. */
  public static CrmMessageId of(CommentId comment, int part) {
    // No providerId holds ~ (Planfix chat API, newMessage), so no two comments get the same.
    return new CrmMessageId(comment.providerId() + "~" + comment.messageId() + "~" + part);
  }

  @Override
  public String toString() {
    return value;
  }
}
