package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A call that nobody took. */
public record MissedCall(Optional<String> words) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.text(ReadableForm.lines(wording.missedCall(), words));
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
