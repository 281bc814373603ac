package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A type that this version does not know, under its name. */
public record Unknown(String type, Optional<String> words, Optional<FileLink> file)
    implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return new ReadableForm(
        ReadableForm.lines(wording.unknown(type), words), file.stream().toList());
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
