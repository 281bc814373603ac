package io.taskwire.wazzup;

import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.delivery.QueueText;
import io.taskwire.core.inbound.Webhook;
import io.taskwire.core.inbound.Webhook.BadEntry;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.QueueName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the body of a webhook apart (Wazzup API, Webhooks). It never throws: what can't be
 * understood is a bad entry, and harms none beside it.
 */
public final class WebhookReader {
  private WebhookReader() {}

  /**
   * Reads a body. Messages come first, in the order of their times, then statuses, then changes of
   * channels.
   *
   * @param receivedAt counts for entries that tell no time of their own
   */
  public static Webhook read(String body, Instant receivedAt) {
    Optional<WebhookScan> scan;
    try {
      scan = WebhookScan.of(body);
    } catch (IOException notJson) {
      return new Webhook.NotAnObject("the body is not JSON");
    }
    return scan.map(found -> read(found, receivedAt))
        .orElseGet(() -> new Webhook.NotAnObject("the body is not one JSON object"));
  }

  private static Webhook read(WebhookScan scan, Instant receivedAt) {
    if (scan.test && scan.entries.isEmpty() && scan.misplaced.isEmpty()) {
      return new Webhook.Test();
    }
    Map<EntryKind, List<Queued>> good = new EnumMap<>(EntryKind.class);
    List<BadEntry> bad = new ArrayList<>();
    int ignored = scan.ignoredKeys;
    for (WebhookScan.Part misplaced : scan.misplaced) {
      bad.add(bad(misplaced, "must be an array"));
    }
    for (WebhookScan.Part part : scan.entries) {
      // Read from what is going to be queued: so the worker reads the same.
      String queued = QueuedNotice.encode(part.kind(), part.json(), receivedAt);
      try {
        Optional<Notice> notice = QueuedNotice.read(queued);
        if (notice.isPresent()) {
          good.computeIfAbsent(part.kind(), _ -> new ArrayList<>())
              .add(new Queued(notice.get(), queued));
        } else {
          ignored++;
        }
      } catch (UnreadableNotice unreadable) {
        bad.add(bad(part, unreadable.reason()));
      }
    }
    good.computeIfPresent(EntryKind.MESSAGE, (_, messages) -> Chronology.inOrder(messages));
    List<QueueEntry> entries =
        good.values().stream()
            .flatMap(List::stream)
            .map(queued -> new QueueEntry(QueueName.of(queued.notice()), queued.body()))
            .toList();
    return new Webhook.Entries(entries, bad, ignored);
  }

  private static BadEntry bad(WebhookScan.Part part, String reason) {
    return new BadEntry(part.kind().key + ": " + reason, QueueText.escaped(part.json()));
  }

  /** A notice with the queue's body for it. */
  record Queued(Notice notice, String body) {}
}
