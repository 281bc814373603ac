package io.taskwire.aws.queue;

import io.taskwire.aws.Elsewhere;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues, in ElasticMQ within the test's JVM unless they are offered elsewhere. */
@NullMarked
final class Engine implements AutoCloseable {
  private final Optional<Elsewhere> elsewhere = Elsewhere.offered();
  private final Optional<SQSRestServer> local =
      elsewhere.isPresent()
          ? Optional.empty()
          : Optional.of(SQSRestServerBuilder.withInterface("localhost").withDynamicPort().start());

  final SqsClient sqs =
      elsewhere.map(Elsewhere::sqs).or(() -> local.map(Engine::client)).orElseThrow();

  private static SqsClient client(SQSRestServer server) {
    return SqsClient.builder()
        .endpointOverride(
            URI.create("http://localhost:" + server.waitUntilStarted().localAddress().getPort()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** A queue that nobody else has. */
  String newQueue() {
    return elsewhere.map(Elsewhere::newQueue).orElseGet(this::newLocalQueue);
  }

  private String newLocalQueue() {
    return sqs.createQueue(
            request ->
                request
                    .queueName(UUID.randomUUID() + ".fifo")
                    .attributes(
                        Map.of(
                            QueueAttributeName.FIFO_QUEUE, "true",
                            QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
        .queueUrl();
  }

  @Override
  public void close() {
    if (local.isPresent()) {
      sqs.close();
      local.get().stopAndWait();
    }
  }
}
