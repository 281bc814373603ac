package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** Any other file. */
public record Document(Optional<String> words, Optional<FileLink> file) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.file(wording.document(), wording.documentWithoutFile(), words, file);
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
