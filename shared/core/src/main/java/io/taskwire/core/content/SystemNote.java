package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A note of the messenger's own. */
public record SystemNote(Optional<String> words) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.text(ReadableForm.lines(wording.systemNote(), words));
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
