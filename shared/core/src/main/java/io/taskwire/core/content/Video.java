package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A film. */
public record Video(Optional<String> words, Optional<FileLink> file) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.file(wording.video(), wording.videoWithoutFile(), words, file);
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
