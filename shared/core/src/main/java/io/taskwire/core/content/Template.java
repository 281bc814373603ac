package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A WABA template that our side sent. */
public record Template(Optional<String> words) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.text(words.filter(text -> !text.isBlank()).orElseGet(wording::template));
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
