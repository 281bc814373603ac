package io.taskwire.wazzup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Bodies as Wazzup sends them. */
final class Fixtures {
  private static final String JSON = ".json";

  private Fixtures() {}

  static String webhook(String name) {
    return text("webhooks/" + name + JSON);
  }

  static String channels(String name) {
    return text("channels/" + name + JSON);
  }

  /** What is posted to send a message, or what comes back. */
  static String message(String name) {
    return text("messages/" + name + JSON);
  }

  /** The names of all sample webhooks. */
  static List<String> webhooks() {
    return names("webhooks");
  }

  /** The names of all sample answers that take no message. */
  static List<String> messageErrors() {
    return names("messages").stream().filter(name -> name.startsWith("error-")).toList();
  }

  private static List<String> names(String folder) {
    try (var files = Files.list(path(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - JSON.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String resource) {
    try {
      return Files.readString(path(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String resource) {
    try {
      return Path.of(Objects.requireNonNull(Fixtures.class.getResource("/" + resource)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
