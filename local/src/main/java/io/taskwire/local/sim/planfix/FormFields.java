package io.taskwire.local.sim.planfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form-encoded body in the order of the wire. A name may come several times:
 * attachments are the two names {@code attachments[name]} and {@code attachments[url]}, each
 * repeated for every file and paired by position.
 */
record FormFields(List<Field> fields) {

  private static final Set<String> SECRETS = Set.of("planfix_token", "token");

  record Field(String name, String value) {}

  FormFields {
    fields = List.copyOf(fields);
  }

  /** Throws {@link IllegalArgumentException} for a broken percent sequence. */
  static FormFields decode(byte[] body) {
    List<Field> fields = new ArrayList<>();
    for (String pair : new String(body, UTF_8).strip().split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.add(new Field(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8)));
      }
    }
    return new FormFields(fields);
  }

  String encode() {
    return fields.stream()
        .map(
            field ->
                URLEncoder.encode(field.name(), UTF_8)
                    + '='
                    + URLEncoder.encode(field.value(), UTF_8))
        .collect(joining("&"));
  }

  @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return null;
  }

  List<String> all(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
  }

  /** For logs that people read. */
  Map<String, List<String>> withoutTokens() {
    Map<String, List<String>> readable = new LinkedHashMap<>();
    for (Field field : fields) {
      if (!SECRETS.contains(field.name())) {
        readable.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.value());
      }
    }
    return readable;
  }
}
