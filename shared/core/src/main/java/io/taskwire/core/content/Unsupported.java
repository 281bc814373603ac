package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** Something that Wazzup cannot show: a reaction, some stickers, a video note. */
public record Unsupported(Optional<String> words) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.text(ReadableForm.lines(wording.unsupported(), words));
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
