package io.taskwire.local.aws;

import java.net.URI;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SQS in this process: ElasticMQ, in memory, on a loopback port.
 *
 * <p>Where ElasticMQ 1.7.1 differs from SQS as far as Taskwire is concerned:
 *
 * <ul>
 *   <li>Deduplication ids count for the whole queue; {@code DeduplicationScope: messageGroup} is
 *       ignored. The same id in another group is taken for a repetition, answered with success and
 *       dropped.
 *   <li>A group is locked only by its oldest message. When that one is visible again while its
 *       followers are still in flight, ElasticMQ hands it out; SQS waits for the followers.
 *   <li>The entries of a {@code SendMessageBatch} are taken in side by side. They were never seen
 *       to change places, but nothing in ElasticMQ guarantees it.
 *   <li>Sizes are counted in UTF-16 units instead of UTF-8 bytes, and message attributes don't
 *       count. The limit itself is SQS's, 1 MiB for a message and for a batch, but the refusal is
 *       called {@code InvalidAttributeValue} instead of {@code InvalidParameterValue} or {@code
 *       AWS.SimpleQueueService.BatchRequestTooLong}.
 *   <li>Messages never expire ({@code MessageRetentionPeriod} is ignored), the number of messages
 *       in flight is not limited, and nothing is throttled ({@code FifoThroughputLimit} is
 *       ignored).
 *   <li>A message whose deduplication id is known to the dead-letter queue is not moved there but
 *       dropped, and a long poll under way on the dead-letter queue doesn't notice what is moved
 *       there.
 *   <li>A receipt handle is good until the message is received again, even if its visibility
 *       timeout has run out.
 *   <li>{@code SenderId} is an address, and sequence numbers are missing from the answer to a
 *       batch.
 * </ul>
 *
 * The characters that a body may hold are the same as SQS's ("SendMessage").
 */
public final class EmbeddedSqs implements Sqs {

  private final ActorSystem actors;
  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient client;

  private EmbeddedSqs(ActorSystem actors, SQSRestServer server, URI endpoint) {
    this.actors = actors;
    this.server = server;
    this.endpoint = endpoint;
    this.client =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Account.REGION)
            .credentialsProvider(Account.CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /**
   * Starts the server, with no queues.
   *
   * @param port the port to listen on, 0 for any free one
   * @throws IllegalStateException if the server can't start, for example because the port is taken
   */
  public static EmbeddedSqs start(int port) {
    ActorSystem actors = ActorSystem.create("sqs");
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withInterface("127.0.0.1")
            .withPort(port)
            // "*": queue URLs name the host and port that the client asked, known only after the
            // start.
            .withServerAddress(new NodeAddress("http", "*", port, ""))
            .withSQSLimits(StrictSQSLimits$.MODULE$)
            .withAWSRegion(Account.REGION.id())
            .withAWSAccountId(Account.ID)
            .start();
    try {
      int actualPort = server.waitUntilStarted().localAddress().getPort();
      return new EmbeddedSqs(actors, server, URI.create("http://127.0.0.1:" + actualPort));
    } catch (Exception e) {
      stop(actors);
      throw new IllegalStateException("SQS could not be started on port " + port, e);
    }
  }

  private static void stop(ActorSystem actors) {
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
  }

  @Override
  public String create(FifoQueue queue) {
    return queue.createWith(client);
  }

  @Override
  public SqsClient client() {
    return client;
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    client.close();
    server.stopAndWait();
    stop(actors);
  }
}
