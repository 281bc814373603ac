package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.aws.settings.SecretDocument;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.local.template.Template;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What CloudFormation makes of the template's queues, table and secrets. */
class StackOnLocalStack {
  private static final Set<String> RESOURCES =
      Stream.of("AWS::SQS::Queue", "AWS::DynamoDB::Table", "AWS::SecretsManager::Secret")
          .map(Template::resources)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final Stack STACK = Stack.create(StackTemplate.of(RESOURCES));

  @ParameterizedTest
  @ValueSource(strings = {"Inbound", "Outbound"})
  void aQueueHasItsDeadLettersAndIsNamedAfterTheStack(String way) {
    String url = STACK.id(way + "Queue");
    String deadLetters = STACK.id(way + "DeadLetters");

    assertThat(url).endsWith("/" + STACK.name() + "-" + lowerCase(way) + ".fifo");
    assertThat(attributes(url))
        .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
        .containsEntry(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "180")
        .hasEntrySatisfying(
            QueueAttributeName.REDRIVE_POLICY,
            redrive ->
                assertThat(redrive)
                    .contains(FifoQueue.arn(LocalStack.SQS, deadLetters))
                    .contains("1000"));
  }

  @Test
  void theTableIsTheOneThatTheCodeAsksFor() {
    String name = STACK.id("Table");
    TableDescription table =
        LocalStack.DYNAMO_DB.describeTable(request -> request.tableName(name)).table();

    assertThat(table.keySchema()).isEqualTo(TaskwireTable.definition(name).keySchema());
    assertThat(table.attributeDefinitions())
        .isEqualTo(TaskwireTable.definition(name).attributeDefinitions());
    assertThat(
            LocalStack.DYNAMO_DB
                .describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription())
        .satisfies(
            expiry -> {
              assertThat(expiry.attributeName()).isEqualTo("expiresAt");
              assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
            });
  }

  @Test
  void settingsAreMissingUntilSomebodyWritesThemIntoTheSecret() {
    String secret = STACK.id("DoorsSecret");
    SecretDocument document = new SecretDocument(LocalStack.SECRETS, secret);

    assertThat(document.read()).isEmpty();

    String settings =
        """
        {
          "wazzup": {"webhookSecrets": ["a-secret-of-the-stack"], "crmKeys": []},
          "planfix": {
            "webhookSecrets": ["another-secret-of-the-stack"],
            "lines": [{"providerId": "taskwire", "token": "a-token", "channel": null}]
          }
        }
        """;
    LocalStack.SECRETS.putSecretValue(request -> request.secretId(secret).secretString(settings));

    assertThat(document.read().map(SettingsDocument::door))
        .hasValueSatisfying(
            door -> assertThat(door.webhookSecrets()).containsExactly("a-secret-of-the-stack"));
  }

  private static Map<QueueAttributeName, String> attributes(String url) {
    return LocalStack.SQS
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  private static String lowerCase(String way) {
    return way.toLowerCase(java.util.Locale.ROOT);
  }
}
