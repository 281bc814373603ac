package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.net.URI;
import java.util.Optional;

/** Contents as employees read them, and a file to put into them. */
final class Readers {
  static final FileLink FILE =
      new FileLink("file.bin", URI.create("https://files.example.org/1/?filename=file.bin"));
  static final Optional<FileLink> A_FILE = Optional.of(FILE);
  static final Optional<FileLink> NO_FILE = Optional.empty();
  static final Optional<String> NO_WORDS = Optional.empty();

  private Readers() {}

  static ReadableForm inRussian(Content content) {
    return content.readable(Wording.of("ru").orElseThrow());
  }

  static ReadableForm inEnglish(Content content) {
    return content.readable(Wording.of("en").orElseThrow());
  }
}
