package io.taskwire.core.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A content as an employee reads it: a text that is never empty, and files. */
public record ReadableForm(String text, List<FileLink> files) {
  public ReadableForm {
    files = List.copyOf(files);
    if (text.isBlank()) {
      throw new IllegalArgumentException("a message in Planfix must have a text");
    }
  }

  static ReadableForm text(String text) {
    return new ReadableForm(text, List.of());
  }

  /**
   * A file with the words that came with it; a note says what came where there are no words, and
   * where the file's link is missing.
   */
  static ReadableForm file(
      String what, String whatWithoutFile, Optional<String> words, Optional<FileLink> file) {
    String note = file.isPresent() ? what : whatWithoutFile;
    boolean wordsSuffice = file.isPresent() && words.filter(text -> !text.isBlank()).isPresent();
    return new ReadableForm(
        wordsSuffice ? words.get() : lines(note, words), file.stream().toList());
  }

  /** A note that says what came, and the words that came with it. */
  static String lines(String note, Optional<String> words) {
    return String.join("\n", Stream.concat(Stream.of(note), words.stream()).toList());
  }
}
