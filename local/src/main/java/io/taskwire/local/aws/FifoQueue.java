package io.taskwire.local.aws;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A FIFO queue as the template declares Taskwire's: deduplication within a message group, high
 * throughput, no content-based deduplication, messages kept for 14 days.
 *
 * @param name ends in {@code .fifo}
 * @param visibilityTimeout how long a received message stays hidden if nobody says otherwise, in
 *     whole seconds
 * @param redrive what becomes of messages that are received too often; empty for a dead-letter
 *     queue itself
 */
public record FifoQueue(String name, Duration visibilityTimeout, Optional<Redrive> redrive) {

  /**
   * Where messages go that nobody could finish.
   *
   * @param deadLetterQueueUrl a FIFO queue
   * @param maxReceiveCount a message that was received so often is moved to the dead-letter queue
   *     instead of being received once more; 1 to 1000
   */
  public record Redrive(String deadLetterQueueUrl, int maxReceiveCount) {}

  /** Creates the queue, if there is none of that name, and returns its URL. */
  public String createWith(SqsClient sqs) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "false");
    attributes.put(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup");
    attributes.put(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
    attributes.put(
        QueueAttributeName.MESSAGE_RETENTION_PERIOD, "" + Duration.ofDays(14).toSeconds());
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "" + visibilityTimeout.toSeconds());
    redrive.ifPresent(
        to -> attributes.put(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(sqs, to)));
    return sqs.createQueue(
            CreateQueueRequest.builder().queueName(name).attributes(attributes).build())
        .queueUrl();
  }

  private static String redrivePolicy(SqsClient sqs, Redrive to) {
    return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
        .formatted(arn(sqs, to.deadLetterQueueUrl()), to.maxReceiveCount());
  }

  static String arn(SqsClient sqs, String queueUrl) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes();
    String arn = attributes.get(QueueAttributeName.QUEUE_ARN);
    if (arn == null) {
      throw new IllegalStateException("The queue has no ARN: " + queueUrl);
    }
    return arn;
  }
}
