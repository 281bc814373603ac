package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedSqsTest {

  @Test
  void theUrlOfAQueueLeadsToTheServerThatHasIt() {
    try (EmbeddedSqs sqs = EmbeddedSqs.start(0)) {
      String url =
          sqs.create(new FifoQueue("inbound.fifo", Duration.ofSeconds(30), Optional.empty()));

      assertThat(url).isEqualTo(sqs.endpoint() + "/000000000000/inbound.fifo");
      assertThat(sqs.client().getQueueUrl(get -> get.queueName("inbound.fifo")).queueUrl())
          .isEqualTo(url);
    }
  }

  @Test
  void aTakenPortIsRefused() {
    try (EmbeddedSqs sqs = EmbeddedSqs.start(0)) {
      int port = sqs.endpoint().getPort();

      assertThatThrownBy(() -> EmbeddedSqs.start(port))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + port);
    }
  }
}
