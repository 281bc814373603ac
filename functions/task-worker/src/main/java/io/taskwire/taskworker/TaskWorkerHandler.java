package io.taskwire.taskworker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.taskwire.core.delivery.BatchRun.Item;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings queued notices to Planfix: a batch of {@code inbound.fifo} in, the ids of those that stay
 * in the queue out.
 */
public final class TaskWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final String RECEIVES = "ApproximateReceiveCount";
  private static final String GROUP = "MessageGroupId";

  private final DeliverBatch deliverBatch;

  public TaskWorkerHandler() {
    this(WorkerParts.fromEnvironment());
  }

  public TaskWorkerHandler(WorkerParts parts) {
    this.deliverBatch = new DeliverBatch(parts);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<Item> batch = event.getRecords().stream().map(TaskWorkerHandler::item).toList();
    Map<String, Duration> staying = deliverBatch.deliver(batch);
    // Last thing before returning: the head and its followers alike, or the group would stall.
    Map<String, Duration> delays = new LinkedHashMap<>();
    for (SQSMessage message : event.getRecords()) {
      Duration delay = staying.get(message.getMessageId());
      if (delay != null) {
        delays.put(message.getReceiptHandle(), delay);
      }
    }
    deliverBatch.delay(delays);
    return SQSBatchResponse.builder()
        .withBatchItemFailures(staying.keySet().stream().map(BatchItemFailure::new).toList())
        .build();
  }

  private static int receives(SQSMessage message) {
    return Integer.parseInt(message.getAttributes().getOrDefault(RECEIVES, "1"));
  }

  private static Item item(SQSMessage message) {
    String group =
        Objects.requireNonNull(
            message.getAttributes().get(GROUP), "a message of a FIFO queue has a group");
    return new Item(message.getMessageId(), group, message.getBody(), receives(message));
  }
}
