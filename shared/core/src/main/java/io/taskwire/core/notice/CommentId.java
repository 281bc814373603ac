package io.taskwire.core.notice;

import java.util.regex.Pattern;

/**
 * A comment that Planfix addressed to a client, or the description of a task by which an employee
 * writes first: Planfix's {@code messageId}, with the line it left by.
 */
public record CommentId(String providerId, String messageId) {
  private static final Pattern FORM = Pattern.compile("\\p{Graph}{1,128}");

  private static final String NAMELESS = "taskwire-";

  public CommentId {
    if (providerId.isBlank() || providerId.length() > 100) {
      throw new IllegalArgumentException("providerId must have 1 to 100 characters");
    }
    if (!FORM.matcher(messageId).matches()) {
      throw new IllegalArgumentException("messageId must be 1 to 128 visible ASCII characters");
    }
  }

  /** Of something that was written by a scenario, for which Planfix has no id. */
  public static CommentId nameless(String providerId, String digest) {
    return new CommentId(providerId, NAMELESS + digest);
  }

  /** Whether Planfix knows it, so that it can show a mark at it. */
  public boolean isNamedByPlanfix() {
    return !messageId.startsWith(NAMELESS);
  }
}
