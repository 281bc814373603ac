package io.taskwire.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What lies in a queue, as the events in which Lambda hands it to a worker. */
final class Batches {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String queue;

  Batches(SqsClient sqs, String queue) {
    this.sqs = sqs;
    this.queue = queue;
  }

  /** Takes everything out of the queue. */
  List<Message> drained() {
    List<Message> all = new ArrayList<>();
    for (List<Message> some = some(); !some.isEmpty(); some = some()) {
      all.addAll(some);
    }
    return all;
  }

  private List<Message> some() {
    List<Message> some =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(queue)
                        .maxNumberOfMessages(BATCH)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    if (!some.isEmpty()) {
      List<DeleteMessageBatchRequestEntry> taken =
          some.stream()
              .map(
                  message ->
                      DeleteMessageBatchRequestEntry.builder()
                          .id(message.messageId())
                          .receiptHandle(message.receiptHandle())
                          .build())
              .toList();
      sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(taken));
    }
    return some;
  }

  /** Throws everything away that is in the queue. */
  void clear() {
    sqs.purgeQueue(request -> request.queueUrl(queue));
  }

  /** One event with these messages. */
  static byte[] event(List<Message> messages) {
    ArrayNode records = JSON.createArrayNode();
    for (Message message : messages) {
      ObjectNode record = records.addObject();
      record.put("messageId", message.messageId());
      record.put("receiptHandle", message.receiptHandle());
      record.put("body", message.body());
      record.put("md5OfBody", message.md5OfBody());
      record.set("attributes", JSON.valueToTree(message.attributesAsStrings()));
      record.set("messageAttributes", JSON.valueToTree(Map.of()));
      record.put("eventSource", "aws:sqs");
      record.put("eventSourceARN", "arn:aws:sqs:eu-central-1:000000000000:bench.fifo");
      record.put("awsRegion", "eu-central-1");
    }
    return JSON.createObjectNode()
        .set("Records", records)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
