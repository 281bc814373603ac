package io.taskwire.core.content;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file by its link, with the name it shall have in Planfix.
 *
 * @param url as the provider gave it
 */
public record FileLink(String name, URI url) {
  private static final Pattern NAME = Pattern.compile("(?:^|&)filename=([^&]*)");
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}/\\\\:*?\"<>|]");
  private static final int LONGEST = 200;

  /**
   * A link whose name stands in its {@code filename} parameter (Wazzup API, contentUri), or
   * nowhere.
   *
   * @param otherwise the name where the link tells none
   */
  public static FileLink of(URI url, String otherwise) {
    return new FileLink(named(url).orElse(otherwise), url);
  }

  private static Optional<String> named(URI url) {
    String query = url.getRawQuery();
    if (query == null) {
      return Optional.empty();
    }
    var parameter = NAME.matcher(query);
    if (!parameter.find()) {
      return Optional.empty();
    }
    String name = decoded(parameter.group(1));
    String safe = UNSAFE.matcher(name).replaceAll("_").strip();
    return safe.isEmpty()
        ? Optional.empty()
        : Optional.of(safe.substring(Math.max(0, safe.length() - LONGEST)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return text;
    }
  }

  /** Whether the name ends so, whatever its case, e.g. in {@code .was}. */
  public boolean hasExtension(String extension) {
    return name.toLowerCase(Locale.ROOT).endsWith(extension);
  }
}
