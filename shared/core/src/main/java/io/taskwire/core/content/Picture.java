package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A picture, perhaps with a caption. */
public record Picture(Optional<String> words, Optional<FileLink> file) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.file(wording.picture(), wording.pictureWithoutFile(), words, file);
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
