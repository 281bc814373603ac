package io.taskwire.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.local.console.Way.Direction;
import io.taskwire.local.console.Way.Light;
import io.taskwire.local.console.Way.Station;
import io.taskwire.local.sim.planfix.ConnectorCall;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.planfix.MarkView;
import io.taskwire.local.sim.planfix.TaskSummary;
import io.taskwire.local.sim.wazzup.ChatMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Employees' comments on their way to clients, known by Planfix's ids of their messages. A way
 * begins in Planfix; what is told of other messages is passed over. Belongs to one thread.
 */
final class OutboundWays {
  private static final String TAKEN = "200";
  private static final String READ = "read";
  private static final String ERROR = "error";

  private final WayList ways;
  private final InstantSource clock;
  private final Consumer<Way> changed;

  /**
   * @param ways where these ways are kept, among others
   * @param changed told of every change
   */
  OutboundWays(WayList ways, InstantSource clock, Consumer<Way> changed) {
    this.ways = ways;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Something was entered in a task; Planfix calls the door with it, unless it stays inside.
   *
   * @param first whether it is the description of a new task
   */
  void entered(TaskSummary task, EntryView entry, boolean first) {
    String messageId = entry.messageId();
    if (messageId == null) {
      return;
    }
    Way way = ways.of(key(messageId), Direction.TO_CLIENT, entry.time());
    way.messageId = messageId;
    way.providerId = task.providerId();
    way.chatId = task.chatId() == null ? "" : task.chatId();
    way.client = task.assignerName();
    way.employee = entry.author();
    way.text = entry.text();
    way.type = entry.text().isBlank() ? type(entry.files()) : "text";
    way.files = entry.files().size();
    way.task = task.number();
    way.first = first;
    way.stop(Station.COMMENT, Light.HERE, entry.time(), null);
    changed.accept(way);
  }

  private static String type(List<FileView> files) {
    String contentType = files.isEmpty() ? null : files.getFirst().contentType();
    String kind = contentType == null ? "" : contentType.substring(0, contentType.indexOf('/') + 1);
    return switch (kind) {
      case "image/" -> "image";
      case "audio/" -> "audio";
      case "video/" -> "video";
      default -> "document";
    };
  }

  /** The door has answered, or not. */
  void called(ConnectorCall call) {
    ways.find(key(call.messageId()))
        .ifPresent(
            way -> {
              Way.Stop door = way.stops.get(Station.DOOR);
              if (door != null && TAKEN.equals(door.note())) {
                way.duplicates++;
              } else if (TAKEN.equals(answer(call))) {
                way.reach(Station.DOOR, Light.PASSED, call.answeredAt(), TAKEN);
                // The queue may have been faster than the answer.
                if (!way.stops.containsKey(Station.QUEUE)) {
                  way.stop(Station.QUEUE, Light.HERE, call.answeredAt(), null);
                }
              } else if (!way.stops.containsKey(Station.SENDER)) {
                way.reach(Station.DOOR, Light.FAILED, call.answeredAt(), answer(call));
              }
              changed.accept(way);
            });
  }

  private static @Nullable String answer(ConnectorCall call) {
    return call.status() == null ? call.failure() : call.status().toString();
  }

  /** The sender has taken these bodies of the queue. */
  void taken(List<String> bodies) {
    for (String body : bodies) {
      of(body)
          .ifPresent(
              way -> {
                way.batch = bodies.size();
                way.attempts++;
                way.reach(Station.SENDER, Light.HERE, clock.instant(), null);
                changed.accept(way);
              });
    }
  }

  /** It has left the queue: the sender has nothing more to do with it. */
  void done(String body) {
    of(body)
        .filter(way -> !isError(way.mark))
        .ifPresent(
            way -> {
              way.reach(Station.SENDER, Light.PASSED, clock.instant(), null);
              changed.accept(way);
            });
  }

  /** It stays in the queue and comes again. */
  void failed(String body, String reason) {
    of(body)
        .ifPresent(
            way -> {
              way.stop(Station.QUEUE, Light.HERE, clock.instant(), null);
              way.stop(Station.SENDER, Light.FAILED, clock.instant(), reason);
              changed.accept(way);
            });
  }

  /**
   * It lies with the dead letters.
   *
   * @return whether the letter is one of these ways'
   */
  boolean parked(DeadLetter letter) {
    Optional<Way> found = of(letter.body());
    found.ifPresent(
        way -> {
          way.state = MessageRecord.State.PARKED.name();
          way.reach(Station.SENDER, Light.FAILED, clock.instant(), letter.reason());
          changed.accept(way);
        });
    return found.isPresent();
  }

  /** A message of ours is on its way from Wazzup to the client, or has another status. */
  void received(String channelId, String chatId, ChatMessage message) {
    String name = message.crmMessageId();
    if (name == null) {
      return;
    }
    ways.all().stream()
        .filter(way -> way.direction == Direction.TO_CLIENT && isPart(way, name))
        .findFirst()
        .ifPresent(
            way -> {
              way.channelId = channelId;
              way.chatId = chatId;
              way.parts.put(message.messageId(), message.status());
              boolean failed = way.parts.containsValue(ERROR);
              String note = message.errorCode();
              if (failed && note == null) {
                return; // Another part's status: the failure and its reason stay.
              }
              way.reach(
                  Station.CLIENT, failed ? Light.FAILED : Light.PASSED, clock.instant(), note);
              changed.accept(way);
            });
  }

  /** The parts of a comment are named after it, with their numbers at the end. */
  private static boolean isPart(Way way, String name) {
    String number = name.substring(name.lastIndexOf('~') + 1);
    if (!number.matches("\\d{1,4}")) {
      return false;
    }
    CommentId comment = new CommentId(way.providerId, way.messageId);
    return CrmMessageId.of(comment, Integer.parseInt(number)).value().equals(name);
  }

  /** Planfix shows another sign. */
  void marked(String messageId, MarkView mark) {
    ways.find(key(messageId))
        .ifPresent(
            way -> {
              way.mark = mark;
              if (mark.messageStatus().equals(READ)) {
                way.reach(Station.CLIENT, Light.PASSED, mark.time(), null);
              } else if (isError(mark) && !way.stops.containsKey(Station.CLIENT)) {
                way.reach(Station.SENDER, Light.FAILED, mark.time(), mark.text());
              }
              changed.accept(way);
            });
  }

  private static boolean isError(@Nullable MarkView mark) {
    return mark != null && mark.shown() == MarkView.Shown.ERROR;
  }

  /** The way of what lies in the queue. */
  private Optional<Way> of(String body) {
    JsonNode messageId = Json.read(body).findPath("messageId");
    return messageId.isTextual() ? ways.find(key(messageId.textValue())) : Optional.empty();
  }

  /** Planfix's ids are numbers, Wazzup's are not; still they are kept apart. */
  private static String key(String messageId) {
    return "comment " + messageId;
  }
}
