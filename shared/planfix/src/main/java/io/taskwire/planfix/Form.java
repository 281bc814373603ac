package io.taskwire.planfix;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of a command in their order; a key may come again (Planfix chat API, attachments).
 * Characters that no HTML or XML can hold are left out, whatever field they came in.
 */
final class Form {
  private static final Pattern UNHOLDABLE =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final List<String> pairs = new ArrayList<>();

  static Form command(String name) {
    return new Form().with("cmd", name);
  }

  Form with(String key, String value) {
    pairs.add(encoded(key) + "=" + encoded(holdable(value)));
    return this;
  }

  Form with(String key, Optional<String> value) {
    value.ifPresent(present -> with(key, present));
    return this;
  }

  static String holdable(String text) {
    return UNHOLDABLE.matcher(text).replaceAll("");
  }

  /** As {@code application/x-www-form-urlencoded} in UTF-8. */
  String encoded() {
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
