package io.taskwire.core.outbound;

import io.taskwire.core.content.Audio;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Video;
import io.taskwire.core.messenger.FileKind;
import io.taskwire.core.notice.Digest;
import io.taskwire.core.wazzup.Payload;
import java.util.List;
import java.util.Locale;

/** What a message of ours looks like when it comes back. */
final class Fingerprint {
  private static final String FILE = "file";

  private Fingerprint() {}

  /**
   * That of a part.
   *
   * @param files of its comment
   */
  static String of(Payload payload, List<FileLink> files) {
    return switch (payload) {
      case Payload.Text(String text) -> text(text);
      // How an echo names a file is Wazzup's affair; what kind it is can be relied on.
      case Payload.File(var link) ->
          files.stream()
              .filter(file -> file.url().equals(link))
              .flatMap(file -> FileKind.ofName(file.name()).stream())
              .map(Fingerprint::file)
              .findFirst()
              .orElse(FILE);
    };
  }

  /** That of a comment in Planfix which our side may have posted. */
  static String ofComment(String text) {
    return Digest.of("comment", CommentText.own(text));
  }

  static boolean isOfFile(String fingerprint) {
    return fingerprint.startsWith(FILE);
  }

  /** Whether an echo looks like that. A file of ours has no words; one of no known kind is any. */
  static boolean matches(String fingerprint, Content echo) {
    String seen =
        switch (echo) {
          case Picture _ -> file(FileKind.PICTURE);
          case Audio _ -> file(FileKind.AUDIO);
          case Video _ -> file(FileKind.VIDEO);
          case Document _ -> file(FileKind.DOCUMENT);
          default -> text(echo.plainText());
        };
    boolean words = isOfFile(seen) && !echo.plainText().isBlank();
    return !words && (seen.equals(fingerprint) || (isOfFile(seen) && fingerprint.equals(FILE)));
  }

  private static String file(FileKind kind) {
    return FILE + " " + kind.name().toLowerCase(Locale.ROOT);
  }

  private static String text(String text) {
    return Digest.of("text", CommentText.normalised(text));
  }
}
