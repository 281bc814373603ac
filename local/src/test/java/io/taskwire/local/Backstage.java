package io.taskwire.local;

import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.local.aws.EmbeddedDynamoDb;
import io.taskwire.local.aws.EmbeddedSqs;
import java.net.URI;

/** Shows tests of other packages what a local run keeps to itself. */
public record Backstage(
    ChannelStore channels,
    DialogStore dialogs,
    EmbeddedSqs sqs,
    EmbeddedDynamoDb dynamoDb,
    String inbound,
    String deadLetters,
    String outbound,
    String webhookSecret) {

  /** The settings document of a local run that nobody gave one. */
  public static String settings() {
    return LocalSettings.document(URI.create("http://localhost:8080"));
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
