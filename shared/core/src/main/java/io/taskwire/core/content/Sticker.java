package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** A sticker: WhatsApp sends it as an image whose file ends in .was. */
public record Sticker(Optional<String> words, Optional<FileLink> file) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.file(wording.sticker(), wording.stickerWithoutFile(), words, file);
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }
}
