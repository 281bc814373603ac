package io.taskwire.local.aws;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Queues that CloudFormation makes in LocalStack as {@code template.yaml} declares them; only the
 * name, the visibility timeout and the redrive policy may be others.
 */
final class LocalStackSqs implements Sqs {
  @Override
  public SqsClient client() {
    return LocalStack.SQS;
  }

  @Override
  public URI endpoint() {
    return LocalStack.ENDPOINT;
  }

  @Override
  public String create(FifoQueue queue) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("QueueName", queue.name());
    properties.put("VisibilityTimeout", queue.visibilityTimeout().toSeconds());
    queue
        .redrive()
        .ifPresent(
            redrive ->
                properties.put(
                    "RedrivePolicy",
                    Map.of(
                        "deadLetterTargetArn",
                        FifoQueue.arn(client(), redrive.deadLetterQueueUrl()),
                        "maxReceiveCount",
                        redrive.maxReceiveCount())));
    String resource = queue.redrive().isPresent() ? "InboundQueue" : "InboundDeadLetters";
    return Stack.create(StackTemplate.of(List.of(resource)).with(resource, properties))
        .id(resource);
  }

  /** Leaves the server to the other tests. */
  @Override
  public void close() {}
}
