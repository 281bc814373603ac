package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * The facts on LocalStack, with queues as the template declares them. The overridden ones state
 * where it differs from SQS.
 */
class QueuesOnLocalStack extends QueueCharacterization {
  @Override
  protected SqsClient sqs() {
    return LocalStack.SQS;
  }

  @Override
  protected String create(FifoQueue queue) {
    return new LocalStackSqs().create(queue);
  }

  /** SQS would wait for the follower: LocalStack looks only at what is visible in a group. */
  @Test
  @Override
  void afterTheHeadAloneIsMadeVisibleItsFollowersBlockTheGroupUntilTheirTimeoutEnds() {
    String queue = queue(Duration.ofSeconds(3));
    send(queue, "A", "a1");
    send(queue, "A", "a2");
    Message head = receive(queue, 10, 1).getFirst();

    changeVisibility(queue, head, 0);

    assertThat(bodies(receive(queue, 10, 1))).containsExactly("a1");
  }

  /** SQS would call it the sender's fault: LocalStack takes every refusal upon itself. */
  @Test
  @Override
  void aRefusedEntryOfABatchLeavesTheOthersInAndComesLastWhenRepeated() {
    String queue = queue(Duration.ofSeconds(30));

    SendMessageBatchResponse response =
        sendBatch(
            queue,
            List.of(entry("1", "A", "a1"), entry("2", "A", "a2\u0001"), entry("3", "A", "a3")));

    assertThat(response.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::senderFault)
        .containsExactly(tuple("2", false));

    send(queue, "A", "a2");
    assertThat(bodies(receiveAndDelete(queue, 3))).containsExactly("a1", "a3", "a2");
  }
}
