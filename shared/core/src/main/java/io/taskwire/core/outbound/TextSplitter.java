package io.taskwire.core.outbound;

final class TextSplitter {
  private TextSplitter() {}

  static java.util.List<String> split(String text, int longest) {
    return text.isBlank() ? java.util.List.of() : java.util.List.of(text);
  }
}
