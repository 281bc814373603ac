package io.taskwire.local.aws;

import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A server of queues: {@link EmbeddedSqs} in a local run. Tests may run on another one. */
public interface Sqs extends AutoCloseable {
  /** A client of this server. It is closed together with the server. */
  SqsClient client();

  /** Where the server listens, for {@code AWS_ENDPOINT_URL_SQS}. */
  URI endpoint();

  /** Creates a queue, if there is none of that name, and returns its URL. */
  String create(FifoQueue queue);

  /** Stops the server. The messages are gone then. */
  @Override
  void close();
}
