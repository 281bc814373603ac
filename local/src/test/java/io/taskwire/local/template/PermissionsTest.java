package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each function may do, action by action. */
class PermissionsTest {
  /** What no function calls: the command line does, under the rights of whoever uses it. */
  private static final Set<String> OF_THE_COMMAND_LINE =
      Set.of(
          "dynamoDb.scanPaginator",
          "sqs.receiveMessage",
          "sqs.deleteMessage",
          "sqs.getQueueAttributes",
          "sqs.changeMessageVisibility");

  private static final Set<String> OF_THE_MAPPING =
      Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

  private static final Set<String> OF_THE_LOG = Set.of("logs:CreateLogStream", "logs:PutLogEvents");

  /** The SDK's calls and the actions that IAM knows them by. */
  private static final Map<String, Set<String>> ACTIONS =
      Map.of(
          "sqs.sendMessage", Set.of("sqs:SendMessage"),
          "sqs.sendMessageBatch", Set.of("sqs:SendMessage"),
          "sqs.changeMessageVisibilityBatch", Set.of("sqs:ChangeMessageVisibility"),
          "secrets.getSecretValue", Set.of("secretsmanager:GetSecretValue"),
          "dynamoDb.getItem", Set.of("dynamodb:GetItem"),
          "dynamoDb.batchGetItem", Set.of("dynamodb:BatchGetItem"),
          "dynamoDb.query", Set.of("dynamodb:Query"),
          "dynamoDb.queryPaginator", Set.of("dynamodb:Query"),
          "dynamoDb.updateItem", Set.of("dynamodb:UpdateItem"),
          "dynamoDb.transactWriteItems",
              Set.of("dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"));

  @Test
  void theDoorForWazzupMayQueueAndParkAndReadItsOwnSecret() {
    assertThat(allowed("WazzupWebhookFunction"))
        .containsOnly(
            entry(
                "sqs:SendMessage",
                Set.of("!GetAtt InboundQueue.Arn", "!GetAtt InboundDeadLetters.Arn")),
            entry("secretsmanager:GetSecretValue", Set.of("!Ref DoorsSecret")),
            entry("logs:CreateLogStream", Set.of("!GetAtt WazzupWebhookLog.Arn")),
            entry("logs:PutLogEvents", Set.of("!GetAtt WazzupWebhookLog.Arn")));
  }

  @Test
  void theDoorForPlanfixMayQueueAndReadItsOwnSecret() {
    assertThat(allowed("PlanfixWebhookFunction"))
        .containsOnly(
            entry("sqs:SendMessage", Set.of("!GetAtt OutboundQueue.Arn")),
            entry("secretsmanager:GetSecretValue", Set.of("!Ref DoorsSecret")),
            entry("logs:CreateLogStream", Set.of("!GetAtt PlanfixWebhookLog.Arn")),
            entry("logs:PutLogEvents", Set.of("!GetAtt PlanfixWebhookLog.Arn")));
  }

  @Test
  void theWorkerMayEmptyItsQueueAndParkAndKeepTheTableAndReadItsOwnSecret() {
    assertThat(allowed("TaskWorkerFunction"))
        .containsOnly(
            entry("sqs:ReceiveMessage", Set.of("!GetAtt InboundQueue.Arn")),
            entry("sqs:DeleteMessage", Set.of("!GetAtt InboundQueue.Arn")),
            entry("sqs:GetQueueAttributes", Set.of("!GetAtt InboundQueue.Arn")),
            entry("sqs:ChangeMessageVisibility", Set.of("!GetAtt InboundQueue.Arn")),
            entry("sqs:SendMessage", Set.of("!GetAtt InboundDeadLetters.Arn")),
            entry("dynamodb:GetItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:BatchGetItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:Query", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:UpdateItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:DeleteItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:ConditionCheckItem", Set.of("!GetAtt Table.Arn")),
            entry("secretsmanager:GetSecretValue", Set.of("!Ref WorkersSecret")),
            entry("logs:CreateLogStream", Set.of("!GetAtt TaskWorkerLog.Arn")),
            entry("logs:PutLogEvents", Set.of("!GetAtt TaskWorkerLog.Arn")));
  }

  @Test
  void theSenderMayEmptyItsQueueAndParkAndTellMarksAndKeepTheTableAndReadItsOwnSecret() {
    assertThat(allowed("MessageSenderFunction"))
        .containsOnly(
            entry("sqs:ReceiveMessage", Set.of("!GetAtt OutboundQueue.Arn")),
            entry("sqs:DeleteMessage", Set.of("!GetAtt OutboundQueue.Arn")),
            entry("sqs:GetQueueAttributes", Set.of("!GetAtt OutboundQueue.Arn")),
            entry("sqs:ChangeMessageVisibility", Set.of("!GetAtt OutboundQueue.Arn")),
            entry(
                "sqs:SendMessage",
                Set.of("!GetAtt OutboundDeadLetters.Arn", "!GetAtt InboundQueue.Arn")),
            entry("dynamodb:GetItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:BatchGetItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:Query", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:UpdateItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:DeleteItem", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:ConditionCheckItem", Set.of("!GetAtt Table.Arn")),
            entry("secretsmanager:GetSecretValue", Set.of("!Ref WorkersSecret")),
            entry("logs:CreateLogStream", Set.of("!GetAtt MessageSenderLog.Arn")),
            entry("logs:PutLogEvents", Set.of("!GetAtt MessageSenderLog.Arn")));
  }

  @Test
  void theCaretakerMayKeepChannelsAndReadBothSecrets() {
    assertThat(allowed("CaretakerFunction"))
        .containsOnly(
            entry("dynamodb:Query", Set.of("!GetAtt Table.Arn")),
            entry("dynamodb:UpdateItem", Set.of("!GetAtt Table.Arn")),
            entry(
                "secretsmanager:GetSecretValue", Set.of("!Ref WorkersSecret", "!Ref DoorsSecret")),
            entry("logs:CreateLogStream", Set.of("!GetAtt CaretakerLog.Arn")),
            entry("logs:PutLogEvents", Set.of("!GetAtt CaretakerLog.Arn")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WazzupWebhookFunction", "PlanfixWebhookFunction"})
  void whatFacesTheInternetCanNotReadTheWorkersSecret(String door) {
    assertThat(Template.of("Resources").at(role(door)).scalars())
        .noneMatch(text -> text.contains("WorkersSecret"));
    assertThat(Template.properties(door).scalars())
        .noneMatch(text -> text.contains("WorkersSecret"));
  }

  @Test
  void noPermissionHasAStar() {
    assertThat(Template.resources("AWS::IAM::Role"))
        .allSatisfy(
            role ->
                assertThat(Template.of("Resources").at(role).scalars())
                    .noneMatch(text -> text.contains("*")));
  }

  @Test
  void eachFunctionHasARoleOfItsOwnAndNothingBesides() {
    Set<String> functions = Template.resources("AWS::Serverless::Function");
    assertThat(functions.stream().map(PermissionsTest::role))
        .containsExactlyInAnyOrderElementsOf(Template.resources("AWS::IAM::Role"));
    assertThat(functions)
        .allSatisfy(
            function -> {
              assertThat(Template.properties(function).has("Policies")).isFalse();
              assertThat(Template.properties(role(function)).has("ManagedPolicyArns")).isFalse();
            });
  }

  @Test
  void theRolesTogetherAllowWhatTheCodeCallsAndTheRuntimeNeedsAndNoMore() {
    Pattern call = Pattern.compile("\\b(sqs|dynamoDb|secrets)\\s*\\.(\\w+)\\(");
    Set<String> calls =
        Stream.of("shared/aws/src/main", "functions")
            .flatMap(folder -> Repository.files(folder, ".java").stream())
            .filter(file -> file.toString().contains("main"))
            .map(Repository::text)
            .filter(source -> source.contains("import software.amazon.awssdk"))
            .flatMap(source -> call.matcher(source).results())
            .map(PermissionsTest::name)
            .collect(Collectors.toSet());
    assertThat(calls).containsAll(OF_THE_COMMAND_LINE);
    calls.removeAll(OF_THE_COMMAND_LINE);
    assertThat(calls).isEqualTo(ACTIONS.keySet());

    Set<String> needed = new TreeSet<>(OF_THE_MAPPING);
    needed.addAll(OF_THE_LOG);
    ACTIONS.values().forEach(needed::addAll);
    assertThat(
            Template.resources("AWS::Serverless::Function").stream()
                .flatMap(function -> allowed(function).keySet().stream())
                .collect(Collectors.toSet()))
        .isEqualTo(needed);
  }

  private static String name(MatchResult call) {
    return call.group(1) + "." + call.group(2);
  }

  private static String role(String function) {
    return Template.properties(function).at("Role").text().replaceAll("!GetAtt (\\w+)\\.Arn", "$1");
  }

  /** The resources of each action. */
  private static Map<String, Set<String>> allowed(String function) {
    Map<String, Set<String>> allowed = new TreeMap<>();
    for (Template policy : Template.properties(role(function)).at("Policies").items()) {
      for (Template statement : policy.at("PolicyDocument").at("Statement").items()) {
        assertThat(statement.keys())
            .containsExactlyInAnyOrder("Sid", "Effect", "Action", "Resource");
        assertThat(statement.at("Effect").text()).isEqualTo("Allow");
        for (Template action : statement.at("Action").items()) {
          allowed
              .computeIfAbsent(action.text(), _ -> new TreeSet<>())
              .addAll(statement.at("Resource").items().stream().map(Template::text).toList());
        }
      }
    }
    return allowed;
  }
}
