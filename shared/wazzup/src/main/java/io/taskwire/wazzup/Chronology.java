package io.taskwire.wazzup;

import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.wazzup.WebhookReader.Queued;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of the messages of a webhook: that of their times, since they can come in any (Wazzup
 * API, Webhooks). A message goes before its edits, and all of them before its deletion, whatever
 * their times say: which time an edit carries is not documented.
 */
final class Chronology {
  private Chronology() {}

  /** What goes first among notices about one message. */
  private enum Step {
    WRITTEN,
    EDITED,
    DELETED
  }

  private record Dated(Queued queued, Origin origin, Step step) {
    static Dated of(Queued queued) {
      return switch (queued.notice()) {
        case Notice.Message message -> new Dated(queued, message.origin(), Step.WRITTEN);
        case Notice.Edit edit -> new Dated(queued, edit.origin(), Step.EDITED);
        case Notice.Deletion deletion -> new Dated(queued, deletion.origin(), Step.DELETED);
        case Notice.StatusChange _, Notice.ChannelChange _, Notice.MarkDue _ ->
            throw new IllegalArgumentException("a status or a channel has no place among messages");
      };
    }
  }

  private record Timed(Dated dated, Instant at) {}

  /** The same notices in their order; those of one time and step stay as they came. */
  static List<Queued> inOrder(List<Queued> messages) {
    List<Dated> bySteps =
        messages.stream().map(Dated::of).sorted(Comparator.comparing(Dated::step)).toList();
    // Nothing happens to a message before the step that must have gone first.
    Map<MessageId, Instant> latest = new HashMap<>();
    List<Timed> timed = new ArrayList<>();
    for (Dated dated : bySteps) {
      Instant at =
          latest.merge(
              dated.origin().message(),
              dated.origin().at(),
              (before, own) -> own.isBefore(before) ? before : own);
      timed.add(new Timed(dated, at));
    }
    return timed.stream()
        .sorted(Comparator.comparing(Timed::at))
        .map(entry -> entry.dated().queued())
        .toList();
  }
}
