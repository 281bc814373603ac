package io.taskwire.local.console;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.notice.NoticeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one message, edit or deletion has come on its way from the phone to the task. Its fields
 * are what the browser gets.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class Way {
  /** The places that it passes. */
  enum Station {
    WEBHOOK,
    DOOR,
    QUEUE,
    WORKER,
    PLANFIX,
    DONE
  }

  /** What is seen at a station. */
  enum Light {
    PASSED,
    HERE,
    FAILED
  }

  /** What travels. */
  enum Kind {
    MESSAGE,
    EDIT,
    DELETION,
    /** An entry that the door could not read. */
    UNREADABLE
  }

  /**
   * A station that was reached.
   *
   * @param note an HTTP status or a reason
   */
  record Stop(Light light, Instant at, @Nullable String note) {}

  final String key;
  final Instant at;
  final Map<Station, Stop> stops = new EnumMap<>(Station.class);
  final List<String> marks = new ArrayList<>();
  Kind kind = Kind.MESSAGE;
  String messageId = "";
  String channelId = "";
  String chatId = "";
  String type = "text";
  String text = "";
  String client = "";
  boolean fromUs;
  boolean comment;
  int duplicates;
  int attempts;
  int batch;
  @Nullable String state;
  @Nullable Integer task;
  List<Decision> decisions = List.of();

  /** How the table names it; null until a worker took it. */
  @JsonIgnore @Nullable NoticeKey notice;

  /** What the table says of it was not read since something happened. */
  @JsonIgnore boolean stale;

  /** The function itself said that it stays in the queue. */
  @JsonIgnore boolean reported;

  Way(String key, Instant at) {
    this.key = key;
    this.at = at;
  }

  /** The key of a message, or of what was done with it. */
  static String key(String messageId, boolean edited, boolean deleted, @Nullable String text) {
    String what = deleted ? " deleted" : edited ? " edited " + text : "";
    return messageId + what;
  }

  /** The key of a webhook's entry. */
  static String key(JsonNode entry) {
    return key(
        entry.path("messageId").asText(),
        entry.path("isEdited").asBoolean(),
        entry.path("isDeleted").asBoolean(),
        entry.path("text").textValue());
  }

  /** Takes over what an entry of a webhook tells. */
  void learn(JsonNode entry) {
    messageId = entry.path("messageId").asText();
    channelId = entry.path("channelId").asText();
    chatId = entry.path("chatId").asText();
    type = entry.path("type").asText("text");
    text = entry.path("text").asText(entry.path("oldInfo").path("oldText").asText(""));
    client = entry.path("contact").path("name").asText(chatId);
    fromUs = entry.path("isEcho").asBoolean();
    comment = entry.path("instPost").isObject();
    if (entry.path("isDeleted").asBoolean()) {
      kind = Kind.DELETION;
    } else if (entry.path("isEdited").asBoolean()) {
      kind = Kind.EDIT;
    }
  }

  void stop(Station station, Light light, Instant when, @Nullable String note) {
    stops.put(station, new Stop(light, when, note));
  }

  /** Passes the stations before one that are not known to be passed: what is here was there. */
  void reach(Station station, Light light, Instant when, @Nullable String note) {
    for (Station before : Station.values()) {
      if (before == station) {
        break;
      }
      Stop stop = stops.get(before);
      if (stop == null || stop.light() != Light.PASSED) {
        stop(before, Light.PASSED, when, null);
      }
    }
    stop(station, light, when, note);
  }

  /** Not there yet, or not any more. */
  void leave(Station station) {
    stops.remove(station);
  }
}
