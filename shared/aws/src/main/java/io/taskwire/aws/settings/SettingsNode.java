package io.taskwire.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One object of the settings document, read key by key; a key that nobody reads is refused. */
final class SettingsNode {
  private final JsonNode node;
  private final String path;
  private final Set<String> read = new HashSet<>();

  SettingsNode(JsonNode node, String path) {
    if (!node.isObject()) {
      throw new BrokenSettings(where(path) + " must be an object");
    }
    this.node = node;
    this.path = path;
  }

  SettingsNode object(String key) {
    return new SettingsNode(required(key), path(key));
  }

  /** An object that may be missing. */
  Optional<SettingsNode> optionalObject(String key) {
    read.add(key);
    return Optional.ofNullable(node.get(key)).map(value -> new SettingsNode(value, path(key)));
  }

  String text(String key) {
    return text(required(key), path(key));
  }

  /** A value that a domain type checks; what that says is told with the key. */
  <T> T value(String key, Function<String, T> type) {
    return checked(text(key), path(key), type);
  }

  /** A value that may be missing. */
  <T> Optional<T> ifThere(String key, Function<String, T> type) {
    return node.has(key) ? Optional.of(value(key, type)) : Optional.empty();
  }

  /** A value that may be null. */
  <T> Optional<T> optional(String key, Function<String, T> type) {
    JsonNode value = required(key);
    return value.isNull()
        ? Optional.empty()
        : Optional.of(checked(text(value, path(key)), path(key), type));
  }

  /** An address, https only unless http is allowed too; without a slash at its end. */
  URI address(String key, boolean httpAllowed) {
    return value(
        key,
        text -> {
          URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
          boolean scheme =
              "https".equals(uri.getScheme()) || (httpAllowed && "http".equals(uri.getScheme()));
          if (!scheme || uri.getHost() == null) {
            throw new IllegalArgumentException("it must be an https address");
          }
          return uri;
        });
  }

  <T> List<T> values(String key, Function<String, T> type) {
    return list(key, (value, at) -> checked(text(value, at), at, type));
  }

  List<SettingsNode> objects(String key) {
    return list(key, SettingsNode::new);
  }

  /** Refuses keys that were not read. */
  void noMore() {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!read.contains(entry.getKey())) {
        throw new BrokenSettings(
            "the key " + path(entry.getKey()) + " is unknown: remove it or correct its spelling");
      }
    }
  }

  private <T> List<T> list(String key, BiFunction<JsonNode, String, T> type) {
    JsonNode list = required(key);
    if (!list.isArray()) {
      throw new BrokenSettings("the key " + path(key) + " must be a list");
    }
    List<T> values = new ArrayList<>();
    for (JsonNode value : list) {
      values.add(type.apply(value, path(key) + "[" + values.size() + "]"));
    }
    return values;
  }

  private JsonNode required(String key) {
    read.add(key);
    JsonNode value = node.get(key);
    if (value == null) {
      throw new BrokenSettings("the key " + path(key) + " is missing");
    }
    return value;
  }

  private static String text(JsonNode value, String at) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new BrokenSettings("the key " + at + " must be a text that is not empty");
    }
    return value.textValue();
  }

  private static <T> T checked(String text, String at, Function<String, T> type) {
    try {
      return type.apply(text);
    } catch (IllegalArgumentException wrong) {
      // URI.create would quote the value.
      String reason =
          wrong.getCause() instanceof URISyntaxException
              ? "it must be an https address"
              : wrong.getMessage();
      throw new BrokenSettings("the key " + at + " is malformed: " + reason);
    }
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String where(String path) {
    return path.isEmpty() ? "the settings document" : "the key " + path;
  }
}
