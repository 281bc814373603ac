package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What wakes an operator, and what he is told to do. */
class AlarmsTest {
  private static final String OWN = "!Sub Taskwire/${AWS::StackName}";

  /** What the command line offers to an operator. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "taskwire (setup|doctor|channels (add|remove|list)|dialogs (list|close)|status|why"
              + "|dead (list|show|redrive))\\b");

  static Stream<String> alarms() {
    return Template.resources("AWS::CloudWatch::Alarm").stream().sorted();
  }

  static Stream<String> functions() {
    return Template.resources("AWS::Serverless::Function").stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void itSaysWhatToDoAndTellsItToWhoeverListens(String alarm) {
    Template properties = Template.properties(alarm);
    String description = properties.at("AlarmDescription").text();
    assertThat(description).doesNotContain("\n").hasSizeLessThan(1024);
    assertThat(Pattern.compile("taskwire \\w+").matcher(description).results().count())
        .as("commands in: %s", description)
        .isPositive()
        .isEqualTo(COMMAND.matcher(description).results().count());
    for (String kind : List.of("AlarmActions", "OKActions")) {
      assertThat(properties.at(kind).items().stream().map(Template::text))
          .containsExactly("!Ref Alarms");
    }
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void itSaysWhatMissingDataMeanAndHasNoNameThatAnotherStackCouldHave(String alarm) {
    assertThat(Template.properties(alarm).keys())
        .contains("TreatMissingData")
        .doesNotContain("AlarmName");
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void thePageForOperatorsTellsMoreOfIt(String alarm) {
    assertThat(Repository.text("docs/operation.md").lines().map(String::strip))
        .anyMatch(line -> line.startsWith("| `" + alarm + "`"));
  }

  @Test
  void thePageForOperatorsTellsOfNoAlarmThatIsNotThere() {
    assertThat(
            Pattern.compile("`(\\w+Alarm)`")
                .matcher(Repository.text("docs/operation.md"))
                .results()
                .map(AlarmsTest::name))
        .isSubsetOf(alarms().toList());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionHasAnAlarmForItsErrorsAndOneForItsThrottles(String function) {
    String name = function.replaceFirst("Function$", "");
    for (String metric : List.of("Errors", "Throttles")) {
      String alarm = name + metric + "Alarm";
      assertThat(metric(alarm))
          .isEqualTo("AWS/Lambda " + metric + " FunctionName=!Ref " + function);
      assertThat(aboveZero(alarm)).isTrue();
    }
  }

  @Test
  void everyDeadLetterIsTold() {
    Set<String> told =
        alarms()
            .filter(alarm -> alarm.endsWith("DeadLettersAlarm"))
            .filter(AlarmsTest::aboveZero)
            .map(AlarmsTest::metric)
            .collect(Collectors.toSet());
    assertThat(told)
        .isEqualTo(
            Template.resources("AWS::SQS::Queue").stream()
                .filter(queue -> queue.endsWith("DeadLetters"))
                .map(
                    queue ->
                        "AWS/SQS ApproximateNumberOfMessagesVisible QueueName=!GetAtt "
                            + queue
                            + ".QueueName")
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource({"Inbound, planfix", "Outbound, wazzup"})
  void aMessageThatWaitsForLongIsToldWhoeverSeesIt(String way, String provider) {
    Template alarm = Template.properties(way + "AgeAlarm");
    assertThat(alarm.at("Metrics").items()).hasSize(3);
    assertThat(item(alarm, "oldest").at("Expression").text())
        .isEqualTo("MAX([FILL(inQueue, 0), FILL(seen, 0)])");
    assertThat(stat(item(alarm, "inQueue")))
        .isEqualTo(
            "AWS/SQS ApproximateAgeOfOldestMessage QueueName=!GetAtt " + way + "Queue.QueueName");
    assertThat(stat(item(alarm, "seen"))).isEqualTo(OWN + " OldestWaiting Provider=" + provider);
    for (String metric : List.of("inQueue", "seen")) {
      assertThat(item(alarm, metric).at("MetricStat").at("Period").value())
          .as("a worker puts a message back at least so often")
          .isEqualTo(15 * 60);
    }
    assertThat(alarm.at("DatapointsToAlarm").value()).isEqualTo(1);
    assertThat(alarm.at("ComparisonOperator").text()).isEqualTo("GreaterThanThreshold");
    assertThat(alarm.at("Threshold").value()).as("seconds: the longest delay").isEqualTo(15 * 60);
  }

  @Test
  void doorsThatTurnWebhooksAwayAreTold() {
    assertThat(metric("DoorsAlarm")).isEqualTo("AWS/ApiGateway 5xx ApiId=!Ref Api");
    assertThat(aboveZero("DoorsAlarm")).isTrue();
  }

  @Test
  void silenceIsToldAfterAsManyHoursAsAreWanted() {
    Template alarm = Template.properties("NoWebhookAlarm");
    // Calls would count those of whoever tries whether the door opens, too.
    assertThat(metric("NoWebhookAlarm")).isEqualTo(OWN + " Received Provider=wazzup");
    assertThat(alarm.at("ComparisonOperator").text()).isEqualTo("LessThanThreshold");
    assertThat(alarm.at("Threshold").value()).isEqualTo(1);
    assertThat(alarm.at("Period").value()).isEqualTo(60 * 60);
    assertThat(alarm.at("EvaluationPeriods").text()).isEqualTo("!Ref QuietHours");
    assertThat(alarm.at("TreatMissingData").text()).isEqualTo("breaching");
    Template hours = Template.of("Parameters").at("QuietHours");
    assertThat((int) hours.at("MaxValue").value())
        .as("CloudWatch looks back a week at most")
        .isLessThanOrEqualTo(7 * 24);
    assertThat((int) hours.at("Default").value()).isBetween(1, 48);
  }

  @ParameterizedTest
  @CsvSource({
    "SubscriptionAlarm, SubscriptionLost, wazzup",
    "ChannelsAlarm, ChannelsDown, wazzup",
    "WazzupRejectsAlarm, SetupRejected, wazzup",
    "PlanfixRejectsAlarm, SetupRejected, planfix",
  })
  void whatTheFunctionsSeeForThemselvesIsTold(String alarm, String metric, String provider) {
    assertThat(metric(alarm)).isEqualTo(OWN + " " + metric + " Provider=" + provider);
    assertThat(aboveZero(alarm)).isTrue();
  }

  @Test
  void alarmsGoToAnEmailAddressWhereOneIsGiven() {
    Template subscription = Template.of("Resources").at("AlarmsByEmail");
    assertThat(subscription.at("Condition").text()).isEqualTo("HasAlarmEmail");
    assertThat(properties(subscription))
        .containsOnly(
            entry("TopicArn", "!Ref Alarms"),
            entry("Protocol", "email"),
            entry("Endpoint", "!Ref AlarmEmail"));
    assertThat(Template.of("Parameters").at("AlarmEmail").at("Default").text()).isEmpty();
    assertThat(Template.of("Conditions").at("HasAlarmEmail").scalars())
        .containsExactly("!Ref AlarmEmail", "");
  }

  @Test
  void thereIsAnAlarmForEveryThingAboveAndForNothingElse() {
    long functions = functions().count();
    assertThat(alarms()).hasSize(Math.toIntExact(2 * functions + 2 + 2 + 2 + 4));
  }

  private static Map<String, String> properties(Template resource) {
    Map<String, String> properties = new TreeMap<>();
    Template all = resource.at("Properties");
    all.keys().forEach(key -> properties.put(key, all.at(key).text()));
    return properties;
  }

  private static boolean aboveZero(String alarm) {
    Template properties = Template.properties(alarm);
    return properties.at("ComparisonOperator").text().equals("GreaterThanThreshold")
        && properties.at("Threshold").value().equals(0);
  }

  private static String metric(String alarm) {
    return metric(Template.properties(alarm));
  }

  private static Template item(Template alarm, String id) {
    return alarm.at("Metrics").items().stream()
        .filter(item -> item.at("Id").text().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String stat(Template metric) {
    return metric(metric.at("MetricStat").at("Metric"));
  }

  private static String metric(Template properties) {
    return properties.at("Namespace").text()
        + " "
        + properties.at("MetricName").text()
        + " "
        + properties.at("Dimensions").items().stream()
            .map(dimension -> dimension.at("Name").text() + "=" + dimension.at("Value").text())
            .collect(Collectors.joining(" "));
  }

  private static String name(MatchResult match) {
    return match.group(1);
  }
}
