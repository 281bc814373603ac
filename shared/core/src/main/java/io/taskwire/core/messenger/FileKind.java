package io.taskwire.core.messenger;

import java.util.Optional;

/** The kinds of file for which messengers have limits of their own. */
public enum FileKind {
  PICTURE,
  AUDIO,
  VIDEO,
  DOCUMENT;

  /**
   * The kind that a file's ending tells; empty where messengers do not agree on it, or do not know
   * it.
   */
  public static Optional<FileKind> ofName(String name) {
    return FileFormat.ofName(name).filter(format -> format != FileFormat.GIF).map(FileFormat::kind);
  }

  /** The kind that a media type's family tells, e.g. {@code image/…}. */
  static Optional<FileKind> ofFamily(String mediaType) {
    if (mediaType.startsWith("image/")) {
      return Optional.of(PICTURE);
    }
    if (mediaType.startsWith("audio/")) {
      return Optional.of(AUDIO);
    }
    return mediaType.startsWith("video/") ? Optional.of(VIDEO) : Optional.empty();
  }
}
