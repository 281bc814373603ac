package io.taskwire.cli.aws;

import io.taskwire.aws.queue.SqsDepth;
import io.taskwire.aws.queue.SqsLetters;
import io.taskwire.aws.table.DynamoDbChannelStore;
import io.taskwire.aws.table.DynamoDbOutbox;
import io.taskwire.aws.table.DynamoDbRecords;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.cli.CouldNotAsk;
import io.taskwire.cli.Installation;
import io.taskwire.cli.Installation.Way;
import io.taskwire.cli.Installations;
import io.taskwire.cli.Place;
import io.taskwire.cli.SettingsPlace;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Installations in AWS or LocalStack, found by their stack's outputs, and local runs, which tell
 * the same by themselves.
 */
public final class AwsInstallations implements Installations {
  /** The shortest that asks all servers of a queue. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final InstantSource clock = Clock.systemUTC();

  @Override
  public Installation open(Place place) {
    return place.localPort().isPresent()
        ? local(LocalOutputs.ask(place.localPort().get()))
        : stack(place);
  }

  private Installation stack(Place place) {
    OperatorClients clients = OperatorClients.of(place);
    Map<String, String> outputs = outputs(clients.cloudFormation(), place.stack());
    Outputs known = new Outputs("the stack " + place.stack(), outputs);
    SettingsPlace settings =
        new SecretSettings(
            clients.secrets(), known.get("DoorsSecretArn"), known.get("WorkersSecretArn"));
    return installation(
        known.of(),
        known,
        new TaskwireTable(clients.dynamoDb(), known.get("TableName")),
        clients.sqs(),
        settings,
        Optional.of(new StackAccount(clients, outputs)));
  }

  private Installation local(LocalOutputs local) {
    OperatorClients clients = OperatorClients.local(local.dynamoDb(), local.sqs());
    return installation(
        local.outputs().of(),
        local.outputs(),
        new TaskwireTable(clients.dynamoDb(), local.outputs().get("TableName")),
        clients.sqs(),
        local.settings(),
        Optional.empty());
  }

  private Installation installation(
      String name,
      Outputs outputs,
      TaskwireTable table,
      SqsClient sqs,
      SettingsPlace settings,
      Optional<Installation.Account> account) {
    return new Installation(
        name,
        new DynamoDbChannelStore(table),
        new DynamoDbOutbox(table, clock),
        new DynamoDbRecords(table, clock),
        way("inbound", sqs, outputs.get("InboundQueueUrl"), outputs.get("InboundDeadLettersUrl")),
        way(
            "outbound",
            sqs,
            outputs.get("OutboundQueueUrl"),
            outputs.get("OutboundDeadLettersUrl")),
        settings,
        () -> URI.create(outputs.get("WazzupWebhookBase")),
        () -> URI.create(outputs.get("PlanfixWebhookBase")),
        account);
  }

  private static Way way(String name, SqsClient sqs, String queue, String dead) {
    return new Way(
        name,
        new SqsLetters(sqs, dead, queue, LOOK),
        () -> SqsDepth.of(sqs, queue),
        () -> SqsDepth.of(sqs, dead));
  }

  private static Map<String, String> outputs(CloudFormationClient cloudFormation, String stack) {
    try {
      return cloudFormation
          .describeStacks(request -> request.stackName(stack))
          .stacks()
          .getFirst()
          .outputs()
          .stream()
          .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    } catch (CloudFormationException refused) {
      if ("ValidationError".equals(refused.awsErrorDetails().errorCode())) {
        throw new CouldNotAsk(
            "there is no stack "
                + stack
                + " in this account and region. Name it with --stack, and the region with"
                + " --region; for the local run say --local");
      }
      throw refused;
    }
  }
}
