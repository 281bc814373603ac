package io.taskwire.local;

import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.local.aws.DynamoDb;
import io.taskwire.local.aws.FifoQueue;
import io.taskwire.local.aws.Sqs;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Shows tests of other packages what a local run keeps to itself. */
public record Backstage(
    ChannelStore channels,
    DialogStore dialogs,
    Sqs sqs,
    DynamoDb dynamoDb,
    String inbound,
    String deadLetters,
    String outbound,
    String webhookSecret) {

  private static final AtomicInteger RUNS = new AtomicInteger();

  /** Queues of one run among those of others. */
  private record NamedQueues(Sqs server, String run) implements Sqs {
    @Override
    public SqsClient client() {
      return server.client();
    }

    @Override
    public URI endpoint() {
      return server.endpoint();
    }

    @Override
    public String create(FifoQueue queue) {
      return server.create(
          new FifoQueue(run + "-" + queue.name(), queue.visibilityTimeout(), queue.redrive()));
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** The settings document of a local run that nobody gave one. */
  public static String settings() {
    return LocalSettings.document(URI.create("http://localhost:8080"));
  }

  /** Starts a local run: on embedded engines, or on those that the class path offers. */
  public static LocalRun start(LocalOptions options) {
    return Engines.offered()
        .map(engines -> on(engines, options))
        .orElseGet(() -> LocalRun.start(options));
  }

  private static LocalRun on(Engines engines, LocalOptions options) {
    String name = "run-" + RUNS.incrementAndGet();
    DynamoDb dynamoDb = engines.dynamoDb();
    dynamoDb.create(TaskwireTable.definition(name));
    Clock clock = Clock.systemUTC();
    Sqs sqs = new NamedQueues(engines.sqs(), name);
    return new LocalRun(options, new Deployment(dynamoDb, name, sqs, options, clock), clock);
  }

  public static Backstage of(LocalRun run) {
    Deployment deployment = run.deployment();
    return new Backstage(
        deployment.channels(),
        deployment.dialogs(),
        deployment.sqs(),
        deployment.dynamoDb(),
        deployment.inboundQueue(),
        deployment.inboundDeadLetters(),
        deployment.outboundQueue(),
        LocalSettings.WEBHOOK_SECRET);
  }
}
