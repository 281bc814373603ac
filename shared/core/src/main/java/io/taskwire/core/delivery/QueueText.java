package io.taskwire.core.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a queue's message may be made of (Amazon SQS API, SendMessage). */
public final class QueueText {
  // With one of these, SQS refuses the message, or the whole batch.
  private static final Pattern REFUSED =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private QueueText() {}

  /** Whether the queue takes the text as it is. */
  public static boolean isTaken(String text) {
    return !text.isEmpty() && !REFUSED.matcher(text).find();
  }

  /** The same JSON without characters that the queue refuses: they can only stand in strings. */
  public static String escaped(String json) {
    return REFUSED
        .matcher(json)
        .replaceAll(
            match -> Matcher.quoteReplacement("\\u%04X".formatted((int) match.group().charAt(0))));
  }
}
