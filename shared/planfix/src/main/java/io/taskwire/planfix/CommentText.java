package io.taskwire.planfix;

/**
 * A text as Planfix can hold it. Comments are kept as HTML of at most 64 KB (Planfix, Technical
 * limits); whether a longer one is refused or cut is not said, so it is cut here, visibly.
 */
final class CommentText {
  // The rest is left for the mark and for what Planfix puts around the text.
  private static final int LARGEST = 60 * 1024;
  private static final String CUT = "\n[…]";

  private CommentText() {}

  /** Never blank. */
  static String fitting(String text) {
    String holdable = Form.holdable(text);
    if (holdable.isBlank()) {
      return CUT.strip();
    }
    int size = 0;
    int end = 0;
    while (end < holdable.length()) {
      int c = holdable.codePointAt(end);
      size += sizeInHtml(c);
      if (size > LARGEST) {
        return holdable.substring(0, end) + CUT;
      }
      end += Character.charCount(c);
    }
    return holdable;
  }

  /** Bytes of a character in UTF-8, escaped. */
  private static int sizeInHtml(int c) {
    return switch (c) {
      case '\n' -> "<br />\n".length();
      case '&' -> "&amp;".length();
      case '<', '>' -> "&lt;".length();
      case '"' -> "&quot;".length();
      case '\'' -> "&#039;".length();
      default -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    };
  }
}
