package io.taskwire.core.content;

/** What is kept and shown of a text: all of a short one, the beginning of a long one. */
public final class Snippet {
  /** How much is kept of a message, in code points. */
  private static final int LENGTH = 200;

  private static final String MORE = "…";

  private Snippet() {}

  /** What is kept of a message, to quote it and to recognise what quotes it. */
  public static String of(String text) {
    return of(text, LENGTH);
  }

  /**
   * The beginning, with a sign that there is more.
   *
   * @param length the most that it may have before that sign, in code points
   */
  public static String of(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length)) + MORE;
  }

  /** Whether a message went on after what is kept of it. */
  public static boolean isCut(String snippet) {
    return snippet.endsWith(MORE) && snippet.codePointCount(0, snippet.length()) == LENGTH + 1;
  }

  /** The words of a message in what is kept of it. */
  public static String words(String snippet) {
    return isCut(snippet) ? snippet.substring(0, snippet.length() - MORE.length()) : snippet;
  }
}
