package io.taskwire.core.content;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A link as a provider writes it. */
public final class WebLink {
  private static final Pattern UNESCAPED =
      Pattern.compile("[\\p{Cntrl}\\p{Z}\"<>\\\\^`{|}\\[\\]]|%(?![0-9A-Fa-f]{2})");

  private WebLink() {}

  /** The link, with what is not allowed in one escaped; empty when it leads nowhere on the web. */
  public static Optional<URI> read(String text) {
    String escaped =
        UNESCAPED
            .matcher(text.strip())
            .replaceAll(
                match ->
                    URLEncoder.encode(match.group(), StandardCharsets.UTF_8).replace("+", "%20"));
    try {
      URI link = new URI(escaped);
      String scheme = link.getScheme() == null ? "" : link.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("https") || scheme.equals("http");
      return web && link.getHost() != null ? Optional.of(link) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
