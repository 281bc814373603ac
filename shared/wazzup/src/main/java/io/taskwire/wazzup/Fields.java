package io.taskwire.wazzup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * An object of Wazzup's, read field by field. Null is absent everywhere. What can't be read is
 * refused with an {@link IllegalArgumentException} that names the field and never its value.
 */
record Fields(JsonNode object) {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private Optional<JsonNode> field(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  /** A string; an integral number counts as its digits, anything else is refused. */
  Optional<String> text(String name) {
    return field(name)
        .map(
            value -> {
              if (!isText(value)) {
                throw new IllegalArgumentException(name + " must be a string");
              }
              return value.asText();
            });
  }

  String required(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  /** A string that a message can do without: a blank or misshapen one counts as absent. */
  Optional<String> extra(String name) {
    return field(name).filter(Fields::isText).map(JsonNode::asText).filter(text -> !text.isBlank());
  }

  /**
   * The same, cut after so many characters (code points): an item of the table holds only so much.
   */
  Optional<String> extra(String name, int longest) {
    return extra(name).map(text -> cut(text, longest)).filter(text -> !text.isBlank());
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest));
  }

  Optional<Boolean> flag(String name) {
    return field(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw new IllegalArgumentException(name + " must be true or false");
              }
              return value.booleanValue();
            });
  }

  /** An object; anything else is refused. */
  Optional<Fields> object(String name) {
    return field(name)
        .map(
            value -> {
              if (!value.isObject()) {
                throw new IllegalArgumentException(name + " must be an object");
              }
              return new Fields(value);
            });
  }

  /** An object that a message can do without: a misshapen one counts as absent. */
  Optional<Fields> extraObject(String name) {
    return field(name).filter(JsonNode::isObject).map(Fields::new);
  }

  /**
   * A time: ISO 8601, in UTC where it names no zone, or milliseconds. Wazzup's page writes {@code
   * yyyy-mm-ddThh:mm:ss.ms}, its examples end in Z (Wazzup API, Webhooks). What can't be read, or
   * lies beyond the year 9999, counts as absent.
   */
  Optional<Instant> time(String name) {
    return field(name)
        .flatMap(
            value ->
                value.isIntegralNumber() && value.canConvertToLong()
                    ? Optional.of(Instant.ofEpochMilli(value.longValue()))
                    : parsed(value.asText()))
        .filter(time -> !time.isBefore(EARLIEST) && time.isBefore(LATEST));
  }

  private static Optional<Instant> parsed(String text) {
    try {
      var time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
      return Optional.of(
          time instanceof ZonedDateTime zoned
              ? zoned.toInstant()
              : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() || value.isIntegralNumber();
  }
}
