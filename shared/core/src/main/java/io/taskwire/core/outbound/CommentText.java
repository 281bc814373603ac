package io.taskwire.core.outbound;

record CommentText(java.util.Optional<String> quoted, String text) {
  static CommentText of(String text) {
    return new CommentText(java.util.Optional.empty(), text);
  }

  static String normalised(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  boolean quotes(String snippet) {
    return quoted.map(snippet::equals).orElse(false);
  }
}
