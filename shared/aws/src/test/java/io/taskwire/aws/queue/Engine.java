package io.taskwire.aws.queue;

import java.net.URI;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ within the test's JVM. */
@NullMarked
final class Engine implements AutoCloseable {
  private final SQSRestServer server =
      SQSRestServerBuilder.withInterface("localhost").withDynamicPort().start();

  final SqsClient sqs =
      SqsClient.builder()
          .endpointOverride(
              URI.create("http://localhost:" + server.waitUntilStarted().localAddress().getPort()))
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  String queue(String name) {
    return sqs.createQueue(
            request ->
                request
                    .queueName(name)
                    .attributes(
                        Map.of(
                            QueueAttributeName.FIFO_QUEUE, "true",
                            QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
        .queueUrl();
  }

  @Override
  public void close() {
    sqs.close();
    server.stopAndWait();
  }
}
