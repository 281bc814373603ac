package io.taskwire.taskworker;

import io.taskwire.aws.function.FunctionLog;
import io.taskwire.core.delivery.BatchRun.Handling;
import io.taskwire.core.delivery.BatchRun.Item;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.inbound.DeliverNotice;
import io.taskwire.core.inbound.DeliverNotice.Invocation;
import io.taskwire.core.inbound.DeliverNotice.Ports;
import io.taskwire.core.inbound.DeliverNotice.Queued;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Provider;
import io.taskwire.wazzup.QueuedNotice;
import io.taskwire.wazzup.UnreadableNotice;

/** Delivers the notices of one invocation. */
final class DeliverBatch {
  private final WorkerParts parts;
  private final FunctionLog log;

  DeliverBatch(WorkerParts parts, FunctionLog log) {
    this.parts = parts;
    this.log = log;
  }

  Handling begin(WorkerSettings settings, Budget budget) {
    parts.directory().connectOnce(settings.channels());
    DeliverNotice deliverNotice =
        new DeliverNotice(
            new Ports(
                parts.dialogs(),
                parts.directory(),
                parts.channels().apply(settings),
                parts.planfix().apply(settings),
                parts.breaker(),
                parts.deadLetters(),
                parts.outbox(),
                parts.meter()),
            settings,
            new Invocation(
                parts.clock(),
                budget,
                parts.backoff(),
                parts.owners().get(),
                () -> {
                  log.warning(
                      "Planfix or the settings reject our set-up: check the tokens of the lines");
                  parts.meter().tell(new Measure.SetupRejected(Provider.PLANFIX));
                  parts.settings().again();
                },
                () -> log.warning("a message on a channel that is not connected")));
    return item -> deliver(item, deliverNotice);
  }

  private Outcome deliver(Item item, DeliverNotice deliverNotice) {
    try {
      return deliverNotice.deliver(
          new Queued(item.group(), item.body(), QueuedNotice.decode(item.body())));
    } catch (UnreadableNotice unreadable) {
      String reason = "the queued notice can't be read: " + unreadable.reason();
      String deduplication = QueueName.ofUnreadable(item.body()).deduplication();
      parts.deadLetters().park(new DeadLetter(item.group(), deduplication, item.body(), reason));
      return new Outcome.Done();
    }
  }
}
