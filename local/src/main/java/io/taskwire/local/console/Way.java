package io.taskwire.local.console;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.local.sim.planfix.MarkView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one message, edit or deletion has come on its way from the phone to the task, or a
 * comment on its way from the task to the phone. Its fields are what the browser gets.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class Way {
  /** The places on the ways. */
  enum Station {
    WEBHOOK,
    COMMENT,
    DOOR,
    QUEUE,
    WORKER,
    PLANFIX,
    DONE,
    SENDER,
    WAZZUP,
    CLIENT
  }

  /** Whereto, and by which stations. */
  enum Direction {
    TO_PLANFIX,
    TO_CLIENT;

    private List<Station> stations() {
      return switch (this) {
        case TO_PLANFIX ->
            List.of(
                Station.WEBHOOK,
                Station.DOOR,
                Station.QUEUE,
                Station.WORKER,
                Station.PLANFIX,
                Station.DONE);
        case TO_CLIENT ->
            List.of(
                Station.COMMENT,
                Station.DOOR,
                Station.QUEUE,
                Station.SENDER,
                Station.WAZZUP,
                Station.CLIENT);
      };
    }
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
  final Direction direction;
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

  /** Who wrote a comment. */
  String employee = "";

  /** Whether a comment is the description of a task by which its employee writes first. */
  boolean first;

  /** How many files a comment has. */
  int files;

  /** The sign that Planfix shows at a comment; null before the first. */
  @Nullable MarkView mark;

  /** The messages that a comment became for Wazzup, by Wazzup's ids, with their statuses. */
  final Map<String, String> parts = new LinkedHashMap<>();

  /** The line by which a comment leaves Planfix. */
  @JsonIgnore String providerId = "";

  /** How the table names it; null until a worker took it. */
  @JsonIgnore @Nullable NoticeKey notice;

  /** What the table says of it was not read since something happened. */
  @JsonIgnore boolean stale;

  /** The function itself said that it stays in the queue. */
  @JsonIgnore boolean reported;

  Way(String key, Direction direction, Instant at) {
    this.key = key;
    this.direction = direction;
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
    for (Station before : direction.stations()) {
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

  boolean isAt(Station station, Light light) {
    Stop stop = stops.get(station);
    return stop != null && stop.light() == light;
  }

  /** Not there yet, or not any more. */
  void leave(Station station) {
    stops.remove(station);
  }
}
