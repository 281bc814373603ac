package io.taskwire.core.fakes;

import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.content.FileSource;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.BatchRun;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.BreakerStore;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.RatePause;
import io.taskwire.core.outbound.SendComment;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.wazzup.WazzupMessages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A process that sends comments: what it remembers by itself is its own, the world is shared. */
public final class Sender {
  private final Scene scene;
  private final SendComment.Ports ports;

  Sender(Scene scene, Witness witness) {
    this.scene = scene;
    ChannelStore channels = witness.beside(ChannelStore.class, scene.table);
    this.ports =
        new SendComment.Ports(
            witness.beside(Outbox.class, scene.table),
            channels,
            new ChannelDirectory(channels, scene.clock),
            witness.beside(ChannelList.class, scene.wazzup),
            witness.beside(WazzupMessages.class, scene.messages),
            witness.beside(FileSource.class, scene.files),
            witness.beside(PlanfixChat.class, scene.planfix),
            new Breaker(
                witness.beside(BreakerStore.class, scene.table.wazzupBreaker()), scene.clock),
            new RatePause(scene.clock, new Random(scene.nextSeed())),
            witness.beside(NoticeQueue.class, scene.queue),
            (comment, at) -> scene.body(new Notice.MarkDue(comment, at)),
            scene::body,
            scene.meter);
  }

  /** One invocation of the function. */
  public SendComment invocation(Budget budget) {
    return new SendComment(
        ports,
        scene.settings(),
        new SendComment.Invocation(
            scene.clock,
            budget,
            new Backoff(Worker.FIRST_RETRY),
            scene.nextOwner(),
            _ -> scene.setupTroubles.incrementAndGet()));
  }

  /** Sends one comment in an invocation of its own. */
  public Outcome send(Comment comment) {
    return invocation(new Budget(scene.clock)).send(comment);
  }

  private BatchRun.Handling handling(SendComment invocation) {
    return new BatchRun.Handling() {
      @Override
      public Outcome handle(BatchRun.Item item) {
        return invocation.send(scene.comment(item.body()));
      }

      @Override
      public void staysBehind(BatchRun.Item item, Outcome.Later first) {
        if (first.outage()) {
          invocation.tellThatItWaits(scene.comment(item.body()));
        }
      }
    };
  }

  /** Sends one batch in one invocation, as the function does, and tells the queue. */
  public void handle(List<Received> batch) {
    Budget budget = new Budget(scene.clock);
    SendComment invocation = invocation(budget);
    BatchRun run = new BatchRun((_, crash) -> scene.crashes.add(crash));
    List<BatchRun.Item> items =
        batch.stream().map(m -> new BatchRun.Item(m.id(), m.group(), m.body(), m.times())).toList();
    Map<String, Duration> waiting = run.run(items, budget, handling(invocation)).waiting();
    for (Received received : batch) {
      Duration delay = waiting.get(received.id());
      if (delay == null) {
        scene.outbound.delete(received);
      } else {
        scene.outbound.showAfter(received, delay);
      }
    }
  }
}
