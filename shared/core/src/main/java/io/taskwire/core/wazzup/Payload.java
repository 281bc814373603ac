package io.taskwire.core.wazzup;

import java.net.URI;

/** What one message to a client holds: a text or a file, never both (Wazzup API, Sending). */
public sealed interface Payload {
  record Text(String text) implements Payload {
    public Text {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a text must not be blank");
      }
    }
  }

  /**
   * A file.
   *
   * @param link answers without redirects
   */
  record File(URI link) implements Payload {}
}
