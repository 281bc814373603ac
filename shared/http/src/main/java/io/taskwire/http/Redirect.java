package io.taskwire.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a {@code Location} leads to, as browsers read it (RFC 9110, Location; RFC 3986, 5.2). */
final class Redirect {
  // Square brackets too: unlike in names of files, they mean nothing useful in a host.
  private static final Pattern UNESCAPED =
      Pattern.compile("[^!#$%&'()*+,\\-./0-9:;=?@A-Z_a-z~]|%(?![0-9A-Fa-f]{2})");

  private Redirect() {}

  /**
   * The link, without a fragment; empty when it can't be understood.
   *
   * @param location one char for each byte
   */
  static Optional<URI> target(URI from, String location) {
    String escaped =
        UNESCAPED
            .matcher(location.strip())
            .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
    int fragment = escaped.indexOf('#');
    String reference = fragment < 0 ? escaped : escaped.substring(0, fragment);
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    try {
      // URI.resolve takes an empty path for none, and loses the last part of a path before a query.
      String path = from.getRawPath().isEmpty() ? "/" : from.getRawPath();
      String base = from.getScheme() + "://" + from.getRawAuthority() + path;
      return Optional.of(
          reference.startsWith("?")
              ? new URI(base + reference)
              : new URI(base).resolve(new URI(reference)));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
