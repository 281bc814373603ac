package io.taskwire.messagesender;

import io.taskwire.aws.function.FunctionLog;
import io.taskwire.core.delivery.BatchRun.Handling;
import io.taskwire.core.delivery.BatchRun.Item;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.outbound.SendComment;
import io.taskwire.core.outbound.SendComment.Invocation;
import io.taskwire.core.outbound.SendComment.Ports;
import io.taskwire.core.outbound.TaskDeleted;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Measure;
import io.taskwire.planfix.QueuedComment;
import io.taskwire.planfix.UnreadableComment;
import io.taskwire.wazzup.QueuedNotice;

/** Sends the comments of one invocation. */
final class SendBatch {
  private final SenderParts parts;
  private final FunctionLog log;

  SendBatch(SenderParts parts, FunctionLog log) {
    this.parts = parts;
    this.log = log;
  }

  Handling begin(WorkerSettings settings, Budget budget) {
    parts.directory().connectOnce(settings.channels());
    SendComment sendComment =
        new SendComment(
            new Ports(
                parts.outbox(),
                parts.channelStore(),
                parts.directory(),
                parts.channels().apply(settings),
                parts.wazzup().apply(settings),
                parts.files().apply(settings),
                parts.planfix().apply(settings),
                parts.breaker(),
                parts.rate(),
                parts.marks(),
                QueuedNotice::ofMark,
                QueuedNotice::ofEcho,
                parts.meter()),
            settings,
            new Invocation(
                parts.clock(),
                budget,
                parts.backoff(),
                parts.owners().get(),
                provider -> {
                  log.warning("Wazzup or Planfix rejects our set-up: check keys and tokens");
                  parts.meter().tell(new Measure.SetupRejected(provider));
                  parts.settings().again();
                }));
    return new Handling() {
      @Override
      public Outcome handle(Item item) {
        return send(item, sendComment);
      }

      @Override
      public void staysBehind(Item item, Outcome.Later first) {
        tellThatItWaits(item, first, sendComment);
      }
    };
  }

  private static void tellThatItWaits(Item item, Outcome.Later first, SendComment sendComment) {
    try {
      if (first.outage() && QueuedComment.decode(item.body()) instanceof Comment comment) {
        sendComment.tellThatItWaits(comment);
      }
    } catch (UnreadableComment unreadable) {
      // It is parked when its turn comes.
    }
  }

  private Outcome send(Item item, SendComment sendComment) {
    try {
      return switch (QueuedComment.decode(item.body())) {
        case Comment comment -> sendComment.send(comment);
        case TaskDeleted(_, long task, _) -> {
          parts.outbox().noteTaskGone(task);
          yield new Outcome.Done();
        }
      };
    } catch (UnreadableComment unreadable) {
      String reason = "the queued comment can't be read: " + unreadable.reason();
      String deduplication = QueueName.ofUnreadable(item.body()).deduplication();
      parts.deadLetters().park(new DeadLetter(item.group(), deduplication, item.body(), reason));
      return new Outcome.Done();
    }
  }
}
