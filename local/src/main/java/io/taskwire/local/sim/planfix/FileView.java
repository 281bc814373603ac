package io.taskwire.local.sim.planfix;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file of a comment or description.
 *
 * @param sourceUrl where it was fetched from, null for an employee's file
 * @param httpStatus what the source answered when fetching failed; null without an answer
 * @param size in bytes, null until it is there
 * @param link opens the file, null until it is there
 * @param preview the link of a picture that is there, else null
 */
public record FileView(
    String hash,
    String name,
    @Nullable String sourceUrl,
    State state,
    @Nullable Integer httpStatus,
    @Nullable String contentType,
    @Nullable Integer size,
    @Nullable URI link,
    @Nullable URI preview) {

  /** Whether the file is there. */
  public enum State {
    PENDING,
    READY,
    FAILED
  }

  static FileView of(StoredFile file, URI link) {
    return switch (file.content) {
      case StoredFile.Content.Pending() -> absent(file, State.PENDING, null);
      case StoredFile.Content.Failed(Integer status) -> absent(file, State.FAILED, status);
      case StoredFile.Content.Ready ready ->
          new FileView(
              file.hash,
              file.name,
              file.sourceUrl,
              State.READY,
              null,
              ready.contentType,
              ready.bytes.length,
              link,
              ready.contentType.startsWith("image/") && ready.bytes.length > 0 ? link : null);
    };
  }

  private static FileView absent(StoredFile file, State state, @Nullable Integer httpStatus) {
    return new FileView(
        file.hash, file.name, file.sourceUrl, state, httpStatus, null, null, null, null);
  }
}
