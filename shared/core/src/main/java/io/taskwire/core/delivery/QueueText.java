package io.taskwire.core.delivery;

/** What a queue's message may be made of (Amazon SQS API, SendMessage). */
public final class QueueText {
  private QueueText() {}

  /** Whether the queue takes the text as it is. */
  public static boolean isTaken(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(QueueText::isTaken);
  }

  /** With any other, SQS refuses the message, or the whole batch. Surrogates here are lone ones. */
  private static boolean isTaken(int character) {
    return character < ' '
        ? character == '\t' || character == '\n' || character == '\r'
        : (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
            && character != 0xFFFE
            && character != 0xFFFF;
  }

  /** The same JSON without characters that the queue refuses: they can only stand in strings. */
  public static String escaped(String json) {
    if (json.codePoints().allMatch(QueueText::isTaken)) {
      return json;
    }
    StringBuilder escaped = new StringBuilder();
    json.codePoints()
        .forEach(
            character -> {
              if (isTaken(character)) {
                escaped.appendCodePoint(character);
              } else {
                escaped.append("\\u%04X".formatted(character));
              }
            });
    return escaped.toString();
  }
}
