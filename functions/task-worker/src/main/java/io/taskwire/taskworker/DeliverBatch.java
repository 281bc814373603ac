package io.taskwire.taskworker;

import io.taskwire.aws.function.FunctionLog;
import io.taskwire.core.delivery.BatchRun;
import io.taskwire.core.delivery.BatchRun.Item;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.inbound.DeadLetters.DeadLetter;
import io.taskwire.core.inbound.DeliverNotice;
import io.taskwire.core.inbound.DeliverNotice.Invocation;
import io.taskwire.core.inbound.DeliverNotice.Ports;
import io.taskwire.core.inbound.DeliverNotice.Queued;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.wazzup.QueuedNotice;
import io.taskwire.wazzup.UnreadableNotice;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Delivers the notices of one invocation. */
final class DeliverBatch {
  private final WorkerParts parts;
  private final FunctionLog log = new FunctionLog("task-worker");
  private final BatchRun run =
      new BatchRun((id, crash) -> log.crash("message " + id + " stays in the queue", crash));

  DeliverBatch(WorkerParts parts) {
    this.parts = parts;
  }

  /** Answers the items that stay in the queue, in their order, each with its delay. */
  Map<String, Duration> deliver(List<Item> batch) {
    // The invocation's time runs from here: settings and table are asked within it.
    Budget budget = new Budget(parts.clock());
    try {
      Optional<WorkerSettings> settings = parts.settings().current();
      if (settings.isPresent()) {
        return deliver(batch, settings.get(), budget);
      }
      log.warning("settings are incomplete: " + batch.size() + " messages wait");
    } catch (RuntimeException crash) {
      // Lambda would write the exception's own message into the log.
      log.crash("the batch stays in the queue", crash);
    }
    Map<String, Duration> all = new LinkedHashMap<>();
    batch.forEach(item -> all.put(item.id(), item.delayAfterCrash()));
    return all;
  }

  private Map<String, Duration> deliver(List<Item> batch, WorkerSettings settings, Budget budget) {
    AtomicInteger unconnected = new AtomicInteger();
    parts.directory().connectOnce(settings.channels());
    DeliverNotice deliverNotice =
        new DeliverNotice(
            new Ports(
                parts.dialogs(),
                parts.directory(),
                parts.channels().apply(settings),
                parts.planfix().apply(settings),
                parts.breaker(),
                parts.deadLetters()),
            settings,
            new Invocation(
                parts.clock(),
                budget,
                parts.backoff(),
                parts.owners().get(),
                () -> {
                  log.warning(
                      "Planfix or the settings reject our set-up: check the tokens of the lines");
                  parts.settings().again();
                },
                unconnected::incrementAndGet));
    Map<String, Duration> staying =
        run.run(batch, budget, item -> deliver(item, deliverNotice)).waiting();
    if (unconnected.get() > 0) {
      log.warning("messages on channels that are not connected: " + unconnected.get());
    }
    return staying;
  }

  private Outcome deliver(Item item, DeliverNotice deliverNotice) {
    Outcome outcome;
    try {
      outcome =
          deliverNotice.deliver(
              new Queued(item.group(), item.body(), QueuedNotice.decode(item.body())));
    } catch (UnreadableNotice unreadable) {
      String reason = "the queued notice can't be read: " + unreadable.reason();
      String deduplication = QueueName.ofUnreadable(item.body()).deduplication();
      parts.deadLetters().park(new DeadLetter(item.group(), deduplication, item.body(), reason));
      outcome = new Outcome.Done();
    }
    if (outcome instanceof Outcome.Later(Duration delay, String reason)) {
      log.info("message " + item.id() + " waits " + delay.toMillis() + " ms: " + reason);
    }
    return outcome;
  }

  /** Sets the delays; where that fails, the messages come back when their visibility ends. */
  void delay(Map<String, Duration> byReceipt) {
    try {
      parts.delays().accept(byReceipt);
    } catch (RuntimeException crash) {
      log.crash("the delays of " + byReceipt.size() + " messages could not be set", crash);
    }
  }
}
