package io.taskwire.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.local.aws.EventSourceMapping;
import io.taskwire.local.console.Way.Direction;
import io.taskwire.local.console.Way.Kind;
import io.taskwire.local.console.Way.Light;
import io.taskwire.local.console.Way.Station;
import io.taskwire.local.sim.wazzup.WazzupEvent;
import io.taskwire.local.sim.wazzup.WebhookPost;
import io.taskwire.wazzup.QueuedNotice;
import io.taskwire.wazzup.UnreadableNotice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Clients' messages on their way to Planfix. Where they are is told by the simulators and the
 * queue; what was decided about them is read from the product's own table. Belongs to one thread.
 */
final class Ways {
  private final WayList ways;
  private final DialogStore dialogs;
  private final Function<DialogId, Optional<Integer>> taskOf;
  private final InstantSource clock;
  private final Consumer<Way> changed;

  /**
   * @param ways where these ways are kept, among others
   * @param taskOf the task of a dialog, where Planfix has one
   * @param changed told of every change
   */
  Ways(
      WayList ways,
      DialogStore dialogs,
      Function<DialogId, Optional<Integer>> taskOf,
      InstantSource clock,
      Consumer<Way> changed) {
    this.ways = ways;
    this.dialogs = dialogs;
    this.taskOf = taskOf;
    this.clock = clock;
    this.changed = changed;
  }

  /** On the phone; its webhook follows. */
  void written(WazzupEvent.ClientWrote event) {
    var message = event.message();
    Way way =
        way(
            Way.key(message.messageId(), message.edited(), message.deleted(), message.text()),
            event.at());
    if (!way.stops.containsKey(Station.WEBHOOK)) {
      way.messageId = message.messageId();
      way.channelId = event.channelId();
      way.chatId = event.chatId();
      way.type = message.type();
      way.text = message.text() == null ? "" : message.text();
      way.comment = message.postUrl() != null;
      way.kind = message.deleted() ? Kind.DELETION : message.edited() ? Kind.EDIT : Kind.MESSAGE;
      way.stop(Station.WEBHOOK, Light.HERE, event.at(), null);
      changed.accept(way);
    }
  }

  /** The door has answered, or not. */
  void posted(WebhookPost post) {
    Integer status = post.lastStatus();
    Instant now = clock.instant();
    for (JsonNode entry : Json.read(post.body()).path("messages")) {
      if (isOwn(entry)) {
        continue;
      }
      Way way = way(entry, post.at());
      if (post.duplicate()) {
        way.duplicates++;
      } else if (status != null && status == 200) {
        way.stop(Station.WEBHOOK, Light.PASSED, post.at(), null);
        way.stop(Station.DOOR, Light.PASSED, now, "200");
        if (!way.stops.containsKey(Station.QUEUE)) {
          way.stop(Station.QUEUE, Light.HERE, now, null);
        }
      } else {
        String why = status == null ? reason(post) : status.toString();
        way.reach(Station.DOOR, Light.FAILED, now, why);
      }
      changed.accept(way);
    }
  }

  private static String reason(WebhookPost post) {
    String fault = post.attempts().isEmpty() ? null : post.attempts().getLast().fault();
    return fault == null ? post.outcome().name() : fault;
  }

  /** A worker has taken these bodies of the queue. */
  void taken(List<String> bodies) {
    for (String body : bodies) {
      of(body)
          .ifPresent(
              way -> {
                way.batch = bodies.size();
                way.notice = key(body).orElse(null);
                way.leave(Station.PLANFIX);
                way.reach(Station.WORKER, Light.HERE, clock.instant(), null);
                changed.accept(way);
              });
    }
  }

  /** Planfix was called in a chat, and doesn't answer at once. */
  void planfixAsked(String chat) {
    ways.all().stream()
        .filter(way -> way.isAt(Station.WORKER, Light.HERE) && chat.contains(way.chatId))
        .findFirst()
        .ifPresent(
            way -> {
              way.reach(Station.PLANFIX, Light.HERE, clock.instant(), null);
              changed.accept(way);
            });
  }

  /** It has left the queue: it is done, in whatever sense. */
  void done(String body) {
    of(body)
        .ifPresentOrElse(
            way -> {
              way.reach(Station.DONE, Light.PASSED, clock.instant(), null);
              way.stale = true;
              changed.accept(way);
            },
            () -> marked(Json.read(body)));
  }

  /** A status of one of our side's messages is done. */
  private void marked(JsonNode queued) {
    JsonNode entry = queued.path("entry");
    String status = entry.path("status").asText();
    ways.find(Way.key(entry))
        .filter(way -> way.fromUs && !way.marks.contains(status))
        .ifPresent(
            way -> {
              way.marks.add(status);
              changed.accept(way);
            });
  }

  /** It stays in the queue and comes again. */
  void failed(String body, String reason) {
    of(body)
        .ifPresent(
            way -> {
              Instant now = clock.instant();
              way.stop(Station.QUEUE, Light.HERE, now, null);
              way.stop(Station.WORKER, Light.FAILED, now, reason);
              way.reported = reason.equals(EventSourceMapping.REPORTED);
              way.leave(Station.PLANFIX);
              way.stale = true;
              changed.accept(way);
            });
  }

  /** It lies with the dead letters. */
  void parked(DeadLetter letter) {
    Instant now = clock.instant();
    if (of(letter.body()).isPresent()) {
      return; // Its way ends when it leaves the queue; the table has the reason.
    }
    JsonNode entry = Json.read(letter.body());
    Way way =
        entry.path("messageId").isTextual()
            ? way(entry, now)
            : way("letter " + letter.deduplication(), now);
    way.kind = way.messageId.isEmpty() ? Kind.UNREADABLE : way.kind;
    way.state = MessageRecord.State.PARKED.name();
    way.reach(Station.QUEUE, Light.FAILED, now, letter.reason());
    changed.accept(way);
  }

  /** Reads from the table what was decided. */
  void refresh(Way way) {
    NoticeKey notice = way.notice;
    if (!way.stale || notice == null) {
      return;
    }
    way.stale = false;
    Optional<MessageRecord> record =
        dialogs
            .look(
                new Look(
                    notice, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
            .notice();
    way.attempts = record.map(MessageRecord::attempts).orElse(0);
    way.state = record.map(known -> known.state().name()).orElse(null);
    way.task = record.flatMap(MessageRecord::dialog).flatMap(taskOf).orElse(way.task);
    // The table keeps what was decided about a message with that about its changes.
    way.decisions =
        dialogs.decisions(notice.message()).stream()
            .filter(decision -> way.kind == Kind.MESSAGE || !decision.at().isBefore(way.at))
            .toList();
    if (way.isAt(Station.WORKER, Light.FAILED)) {
      tellFailure(way);
    } else if (way.state != null && way.state.equals(MessageRecord.State.UNCONNECTED.name())) {
      way.leave(Station.PLANFIX);
    }
  }

  /**
   * What was tried and failed is in the table; what was not even tried, because its chat has an
   * earlier message that failed, is not.
   */
  private void tellFailure(Way way) {
    Instant now = clock.instant();
    if (way.attempts > 0 && !way.decisions.isEmpty()) {
      way.stop(Station.WORKER, Light.PASSED, now, null);
      way.stop(Station.PLANFIX, Light.FAILED, now, way.decisions.getLast().what());
    } else if (way.reported) {
      way.leave(Station.WORKER);
      way.stop(Station.QUEUE, Light.HERE, now, "behind");
    }
  }

  /** The way of what lies in the queue, unless that is a status or a channel. */
  private Optional<Way> of(String body) {
    JsonNode queued = Json.read(body);
    return queued.path("kind").asText().equals("message") && !isOwn(queued.path("entry"))
        ? Optional.of(way(queued.path("entry"), clock.instant()))
        : Optional.empty();
  }

  /** An echo of what came from Planfix: it has a way already, the other way round. */
  private boolean isOwn(JsonNode entry) {
    return ways.isOfComment(entry.path("messageId").asText());
  }

  private Way way(JsonNode entry, Instant at) {
    Way way = way(Way.key(entry), at);
    way.learn(entry);
    return way;
  }

  private Way way(String key, Instant at) {
    return ways.of(key, Direction.TO_PLANFIX, at);
  }

  private static Optional<NoticeKey> key(String body) {
    try {
      return switch (QueuedNotice.decode(body)) {
        case Notice.Message message -> Optional.of(NoticeKey.of(message.origin().message()));
        case Notice.Edit edit -> Optional.of(NoticeKey.of(edit));
        case Notice.Deletion deletion -> Optional.of(NoticeKey.of(deletion));
        case Notice.StatusChange _, Notice.ChannelChange _, Notice.MarkDue _ -> Optional.empty();
      };
    } catch (UnreadableNotice e) {
      return Optional.empty();
    }
  }
}
