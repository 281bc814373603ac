package io.taskwire.core.notice;

import java.util.regex.Pattern;

/** Wazzup's {@code messageId}. */
public record MessageId(String value) {
  private static final Pattern FORM = Pattern.compile("\\p{Graph}{1,128}");

  public MessageId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("messageId must be 1 to 128 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
