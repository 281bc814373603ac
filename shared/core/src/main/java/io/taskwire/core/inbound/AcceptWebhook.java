package io.taskwire.core.inbound;

import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.delivery.Utf8;
import io.taskwire.core.inbound.Webhook.BadEntry;
import io.taskwire.core.notice.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a webhook in: everything in it that can be queued is queued, everything else goes to the
 * dead letters, and only then may the provider forget it.
 */
public final class AcceptWebhook {
  private static final String TOO_BIG = "the entry is larger than the queue takes";

  private static final String REFUSED = "the queue refuses the entry";

  private final NoticeQueue queue;
  private final DeadLetters deadLetters;

  public AcceptWebhook(NoticeQueue queue, DeadLetters deadLetters) {
    this.queue = queue;
    this.deadLetters = deadLetters;
  }

  /** What became of a webhook's entries. */
  public sealed interface Result {
    /** All are in the queue, or with the dead letters. A repetition can't mend those. */
    record Accepted(int queued, int parked) implements Result {}

    /** Something could not be put anywhere: the provider should repeat. */
    record NotAccepted(String reason) implements Result {}
  }

  /**
   * Puts every entry where it belongs.
   *
   * @param deadline until when refusals of the queue are retried
   */
  public Result accept(Webhook.Entries entries, Instant deadline) {
    List<QueueEntry> fitting = new ArrayList<>();
    List<BadEntry> bad = new ArrayList<>(entries.bad());
    for (QueueEntry entry : entries.good()) {
      if (Utf8.length(entry.body()) <= queue.largestBody()) {
        fitting.add(entry);
      } else {
        bad.add(new BadEntry(TOO_BIG, entry.body()));
      }
    }
    // The good ones first: they must not wait for the bad ones.
    switch (queue.put(fitting, deadline)) {
      case NoticeQueue.Answer.NotAll(String reason) -> {
        return new Result.NotAccepted(reason);
      }
      case NoticeQueue.Answer.Taken(List<QueueEntry> unacceptable) ->
          unacceptable.forEach(entry -> bad.add(new BadEntry(REFUSED, entry.body())));
    }
    for (BadEntry entry : bad) {
      QueueName name = QueueName.ofUnreadable(entry.body());
      deadLetters.park(
          new DeadLetter(name.group(), name.deduplication(), entry.body(), entry.reason()));
    }
    return new Result.Accepted(
        entries.good().size() + entries.bad().size() - bad.size(), bad.size());
  }
}
