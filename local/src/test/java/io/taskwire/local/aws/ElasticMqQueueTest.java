package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The facts on ElasticMQ. The overridden ones state where it differs from SQS. */
class ElasticMqQueueTest extends QueueCharacterization {

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedSqs server;

  @BeforeAll
  static void start() {
    server = EmbeddedSqs.start(0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected SqsClient sqs() {
    return server.client();
  }

  /** SQS would have two messages: ElasticMQ ignores the deduplication scope. */
  @Test
  @Override
  void theSameIdInAnotherGroupIsAnotherMessage() {
    String queue = queue(Duration.ofSeconds(30));
    String inOneGroup = send(queue, "A", "a1", "id");
    String inAnother = send(queue, "B", "b1", "id");

    assertThat(inAnother).isEqualTo(inOneGroup);
    assertThat(bodies(receiveAndDelete(queue, 1))).containsExactly("a1");
    assertThat(receive(queue, 10, 1)).isEmpty();
  }

  /** SQS would wait for the follower: ElasticMQ looks only at the oldest message of a group. */
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

  /** SQS would refuse it: ElasticMQ counts UTF-16 units. */
  @Test
  @Override
  void theSizeOfAMessageIsCountedInBytesOfUtf8() {
    String queue = queue(Duration.ofSeconds(30));
    String body = "я".repeat(1024 * 1024 / 2 + 1);

    send(queue, "A", body);

    assertThat(bodies(receive(queue, 10, 1))).containsExactly(body);
  }
}
