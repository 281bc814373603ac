package io.taskwire.core.outbound;

import io.taskwire.core.content.Audio;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Sticker;
import io.taskwire.core.content.Video;
import io.taskwire.core.notice.Digest;
import io.taskwire.core.wazzup.Payload;

/** What a message of ours looks like when it comes back as an echo. */
final class Fingerprint {
  private static final String FILE = "file";

  private Fingerprint() {}

  static String of(Payload payload) {
    return switch (payload) {
      case Payload.Text(String text) -> text(text);
      // How an echo names a file is Wazzup's affair; that it is one is all that can be relied on.
      case Payload.File _ -> FILE;
    };
  }

  static String of(Content content) {
    return switch (content) {
      case Picture _, Sticker _, Audio _, Video _, Document _ -> FILE;
      default -> text(content.plainText());
    };
  }

  private static String text(String text) {
    return Digest.of("text", CommentText.normalised(text));
  }
}
