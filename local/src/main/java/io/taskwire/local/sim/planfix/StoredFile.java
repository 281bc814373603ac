package io.taskwire.local.sim.planfix;

import org.jspecify.annotations.Nullable;

/** A file of a comment or description: an employee's, or one fetched from a connector's address. */
final class StoredFile {

  sealed interface Content {

    /** Not fetched yet. */
    record Pending() implements Content {}

    /** The bytes are never changed. */
    final class Ready implements Content {
      final String contentType;
      final byte[] bytes;

      Ready(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
      }
    }

    /** {@code status} is what the address answered, null when it did not answer. */
    record Failed(@Nullable Integer status) implements Content {}
  }

  final String hash;
  final String name;
  final @Nullable String sourceUrl;
  volatile Content content;

  StoredFile(String hash, String name, @Nullable String sourceUrl, Content content) {
    this.hash = hash;
    this.name = name;
    this.sourceUrl = sourceUrl;
    this.content = content;
  }
}
