package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A voice message or other sound; Wazzup does not tell them apart. */
public record Audio(Optional<String> words, Optional<FileLink> file) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.file(wording.audio(), wording.audioWithoutFile(), words, file);
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
