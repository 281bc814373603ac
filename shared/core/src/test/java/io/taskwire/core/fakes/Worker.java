package io.taskwire.core.fakes;

import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.BatchRun;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.BreakerStore;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.inbound.DeliverNotice;
import io.taskwire.core.inbound.DeliverNotice.Invocation;
import io.taskwire.core.inbound.DeliverNotice.Ports;
import io.taskwire.core.inbound.DeliverNotice.Queued;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.planfix.PlanfixChat;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process that delivers notices: what it remembers by itself is its own, the world is shared. */
public final class Worker {
  public static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  private final Scene scene;
  private final Ports ports;

  Worker(Scene scene, Witness witness) {
    this.scene = scene;
    this.ports =
        new Ports(
            witness.beside(DialogStore.class, scene.table),
            new ChannelDirectory(witness.beside(ChannelStore.class, scene.table), scene.clock),
            witness.beside(ChannelList.class, scene.wazzup),
            witness.beside(PlanfixChat.class, scene.planfix),
            new Breaker(witness.beside(BreakerStore.class, scene.table), scene.clock),
            witness.beside(DeadLetters.class, scene.deadLetters),
            witness.beside(Outbox.class, scene.table),
            scene.meter);
  }

  /** One invocation of the function. */
  public DeliverNotice invocation(Budget budget) {
    return new DeliverNotice(
        ports,
        scene.settings(),
        new Invocation(
            scene.clock,
            budget,
            new Backoff(FIRST_RETRY),
            scene.nextOwner(),
            scene.setupTroubles::incrementAndGet,
            scene.unconnected::incrementAndGet));
  }

  /** Delivers one notice in an invocation of its own. */
  public Outcome deliver(Notice notice) {
    return invocation(new Budget(scene.clock)).deliver(queued(notice));
  }

  /**
   * Delivers one notice in invocations of their own, waiting as it is told to, until it is done.
   */
  public void deliverUntilDone(Notice notice) {
    for (int i = 0; i < 100; i++) {
      switch (deliver(notice)) {
        case Outcome.Done _ -> {
          return;
        }
        case Outcome.Later(Duration delay, _, _) -> scene.clock.advance(delay);
      }
    }
    throw new AssertionError("not done after 100 attempts");
  }

  private Queued queued(Notice notice) {
    return new Queued(QueueName.of(notice).group(), scene.body(notice), notice);
  }

  /** Delivers one batch in one invocation, as the function does, and tells the queue. */
  public void handle(List<Received> batch) {
    Budget budget = new Budget(scene.clock);
    DeliverNotice invocation = invocation(budget);
    BatchRun run = new BatchRun((_, crash) -> scene.crashes.add(crash));
    List<BatchRun.Item> items =
        batch.stream().map(m -> new BatchRun.Item(m.id(), m.group(), m.body(), 1)).toList();
    BatchRun.Result result = run.run(items, budget, item -> invocation.deliver(queued(item)));
    tell(batch, result.waiting());
  }

  /** A queued item with the notice that its body stands for. */
  public Queued queued(BatchRun.Item item) {
    return new Queued(item.group(), item.body(), scene.notice(item.body()));
  }

  private void tell(List<Received> batch, Map<String, Duration> waiting) {
    for (Received received : batch) {
      Duration delay = waiting.get(received.id());
      if (delay == null) {
        scene.queue.delete(received);
      } else {
        scene.queue.showAfter(received, delay);
      }
    }
  }
}
