package io.taskwire.aws.function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.taskwire.core.delivery.BatchRun;
import io.taskwire.core.delivery.BatchRun.Handling;
import io.taskwire.core.delivery.BatchRun.Item;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.watch.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What all functions behind a FIFO queue have in common: a batch in, the ids of those messages that
 * stay in the queue out, each with its delay set.
 *
 * @param provider to whom the messages of the queue go
 * @param delays sets when messages that stay in the queue are seen again, by receipt handle
 * @param <S> the settings
 */
public record QueueWorker<S>(
    FunctionLog log,
    Meter meter,
    Provider provider,
    SettingsSource<S> settings,
    Consumer<Map<String, Duration>> delays,
    InstantSource clock) {
  private static final String RECEIVES = "ApproximateReceiveCount";
  private static final String GROUP = "MessageGroupId";
  private static final String SENT = "SentTimestamp";

  /** Begins an invocation: what handles each message in it. */
  public interface Work<S> {
    Handling begin(S settings, Budget budget);
  }

  /** Handles a batch. */
  public SQSBatchResponse handle(SQSEvent event, Work<S> work) {
    List<Item> batch = event.getRecords().stream().map(QueueWorker::item).toList();
    Map<String, Duration> staying = handled(batch, work);
    // Last thing before returning: the head and its followers alike, or the group would stall.
    Map<String, Duration> byReceipt = new LinkedHashMap<>();
    for (SQSMessage message : event.getRecords()) {
      Duration delay = staying.get(message.getMessageId());
      if (delay != null) {
        byReceipt.put(message.getReceiptHandle(), delay);
      }
    }
    delay(byReceipt);
    count(event.getRecords(), staying.keySet());
    return SQSBatchResponse.builder()
        .withBatchItemFailures(staying.keySet().stream().map(BatchItemFailure::new).toList())
        .build();
  }

  private Map<String, Duration> handled(List<Item> batch, Work<S> work) {
    // The invocation's time runs from here: settings and table are asked within it.
    Budget budget = new Budget(clock);
    try {
      Optional<S> known = settings.current();
      if (known.isPresent()) {
        Handling handling = work.begin(known.get(), budget);
        BatchRun run =
            new BatchRun((id, crash) -> log.crash("message " + id + " stays in the queue", crash));
        return run.run(batch, budget, told(handling)).waiting();
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

  private Handling told(Handling handling) {
    return new Handling() {
      @Override
      public Outcome handle(Item item) {
        Outcome outcome = handling.handle(item);
        if (outcome instanceof Outcome.Later(Duration delay, String reason, _)) {
          log.info("message " + item.id() + " waits " + delay.toMillis() + " ms: " + reason);
        }
        return outcome;
      }

      @Override
      public void staysBehind(Item item, Outcome.Later first) {
        handling.staysBehind(item, first);
      }
    };
  }

  /** Sets the delays; where that fails, the messages come back when their visibility ends. */
  private void delay(Map<String, Duration> byReceipt) {
    try {
      delays.accept(byReceipt);
    } catch (RuntimeException crash) {
      log.crash("the delays of " + byReceipt.size() + " messages could not be set", crash);
    }
  }

  private void count(List<SQSMessage> batch, Set<String> staying) {
    Instant now = clock.instant();
    batch.stream()
        .filter(message -> staying.contains(message.getMessageId()))
        .map(message -> Duration.between(sentAt(message, now), now))
        .max(Comparator.naturalOrder())
        .ifPresent(oldest -> meter.tell(new Measure.Waiting(provider, staying.size(), oldest)));
  }

  private static Instant sentAt(SQSMessage message, Instant otherwise) {
    return Optional.ofNullable(message.getAttributes().get(SENT))
        .map(Long::parseLong)
        .map(Instant::ofEpochMilli)
        .orElse(otherwise);
  }

  private static Item item(SQSMessage message) {
    String group =
        Objects.requireNonNull(
            message.getAttributes().get(GROUP), "a message of a FIFO queue has a group");
    int receives = Integer.parseInt(message.getAttributes().getOrDefault(RECEIVES, "1"));
    return new Item(message.getMessageId(), group, message.getBody(), receives);
  }
}
