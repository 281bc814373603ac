package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A place on the map. Where Wazzup puts it is not documented: as text, as a file, or nowhere. */
public record Location(Optional<String> words, Optional<FileLink> file) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return words.isPresent() || file.isPresent()
        ? new ReadableForm(ReadableForm.lines(wording.location(), words), file.stream().toList())
        : ReadableForm.text(wording.locationWithoutFile());
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
