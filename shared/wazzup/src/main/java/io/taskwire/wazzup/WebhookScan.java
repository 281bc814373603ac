package io.taskwire.wazzup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the entries of a webhook begin and end. What is in them is not looked at. */
final class WebhookScan {
  /** Entries in the order of the body, each as it came. */
  final List<Part> entries = new ArrayList<>();

  /** Values that should be lists of entries and are not. */
  final List<Part> misplaced = new ArrayList<>();

  /** How many keys we have no use for. */
  int ignoredKeys;

  /** Whether it says {@code "test":true}. */
  boolean test;

  private final String body;

  /** A piece of the body. */
  record Part(EntryKind kind, String json) {}

  private WebhookScan(String body) {
    this.body = body;
  }

  /** Empty when the body is JSON but not one object. */
  static Optional<WebhookScan> of(String body) throws IOException {
    WebhookScan scan = new WebhookScan(body);
    try (JsonParser parser = Json.SCANNER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        scan.value(parser.currentName(), parser);
      }
      return parser.nextToken() == null ? Optional.of(scan) : Optional.empty();
    }
  }

  private void value(String key, JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    Optional<EntryKind> kind = EntryKind.ofKey(key);
    if (first == JsonToken.VALUE_NULL) {
      return;
    }
    if (kind.isEmpty()) {
      boolean isTest = key.equals("test") && first == JsonToken.VALUE_TRUE;
      test |= isTest;
      ignoredKeys += isTest ? 0 : 1;
      parser.skipChildren();
    } else if (first == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          entries.add(new Part(kind.get(), slice(parser)));
        }
      }
    } else if (first == JsonToken.START_OBJECT) {
      entries.add(new Part(kind.get(), slice(parser)));
    } else {
      misplaced.add(new Part(kind.get(), slice(parser)));
    }
  }

  /** The value that the parser stands on, as it is written in the body. */
  private String slice(JsonParser parser) throws IOException {
    int begin = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    parser.skipChildren();
    parser.finishToken();
    int end = Math.toIntExact(parser.currentLocation().getCharOffset());
    return body.substring(begin, end);
  }
}
