package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuesTest {
  @Test
  void thereAreTwoQueuesEachWithItsDeadLetters() {
    assertThat(Template.resources("AWS::SQS::Queue"))
        .containsExactlyInAnyOrder(
            "InboundQueue", "InboundDeadLetters", "OutboundQueue", "OutboundDeadLetters");
  }

  @ParameterizedTest
  @CsvSource({
    "InboundQueue, inbound.fifo",
    "InboundDeadLetters, inbound-dead.fifo",
    "OutboundQueue, outbound.fifo",
    "OutboundDeadLetters, outbound-dead.fifo",
  })
  void everyQueueKeepsTheOrderOfAGroupAndItsMessagesForTwoWeeks(String queue, String name) {
    Map<String, Object> properties = new HashMap<>();
    Template template = Template.properties(queue);
    template.keys().forEach(key -> properties.put(key, template.at(key).value()));
    properties.remove("RedrivePolicy");
    assertThat(properties)
        .containsOnly(
            entry("QueueName", "!Sub ${AWS::StackName}-" + name),
            entry("FifoQueue", true),
            entry("ContentBasedDeduplication", false),
            entry("DeduplicationScope", "messageGroup"),
            entry("FifoThroughputLimit", "perMessageGroupId"),
            entry("VisibilityTimeout", 180),
            entry("MessageRetentionPeriod", 14 * 24 * 60 * 60),
            entry("SqsManagedSseEnabled", true));
  }

  @ParameterizedTest
  @CsvSource({"InboundQueue, InboundDeadLetters", "OutboundQueue, OutboundDeadLetters"})
  void aMessageIsTriedAThousandTimesBeforeItIsParkedUnread(String queue, String deadLetters) {
    Template redrive = Template.properties(queue).at("RedrivePolicy");
    assertThat(redrive.at("deadLetterTargetArn").text())
        .isEqualTo("!GetAtt " + deadLetters + ".Arn");
    assertThat(redrive.at("maxReceiveCount").value()).isEqualTo(1000);
    assertThat(Template.properties(deadLetters).has("RedrivePolicy")).isFalse();
  }

  @Test
  void noUpdateDeletesWhatWaits() {
    assertThat(Template.resources("AWS::SQS::Queue"))
        .allSatisfy(
            queue ->
                assertThat(Template.of("Resources").at(queue).at("UpdateReplacePolicy").text())
                    .isEqualTo("Retain"));
  }

  @ParameterizedTest
  @CsvSource({"TaskWorkerFunction, Inbound", "MessageSenderFunction, Outbound"})
  void aMappingReportsSingleMessagesAndHasNoDestination(String function, String way) {
    Template events = Template.properties(function).at("Events");
    assertThat(events.keys()).as("nothing else invokes it").containsExactly(way);
    Template event = events.at(way);
    assertThat(event.at("Type").text()).isEqualTo("SQS");
    Template mapping = event.at("Properties");
    assertThat(mapping.keys())
        .containsExactlyInAnyOrder("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig");
    assertThat(mapping.at("Queue").text()).isEqualTo("!GetAtt " + way + "Queue.Arn");
    assertThat(mapping.at("FunctionResponseTypes").items().stream().map(Template::text))
        .containsExactly("ReportBatchItemFailures");
    assertThat(Template.properties(function).has("ReservedConcurrentExecutions")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"TaskWorkerFunction, InboundQueue", "MessageSenderFunction, OutboundQueue"})
  void aMessageStaysHiddenForSixTimesTheTimeOfWhoeverTakesIt(String function, String queue) {
    int timeout = (int) Template.properties(function).at("Timeout").value();
    assertThat(Template.properties(queue).at("VisibilityTimeout").value()).isEqualTo(6 * timeout);
  }

  @ParameterizedTest
  @CsvSource({
    "WazzupWebhookFunction, TASKWIRE_INBOUND_QUEUE, InboundQueue",
    "WazzupWebhookFunction, TASKWIRE_INBOUND_DEAD_LETTERS, InboundDeadLetters",
    "PlanfixWebhookFunction, TASKWIRE_OUTBOUND_QUEUE, OutboundQueue",
    "TaskWorkerFunction, TASKWIRE_INBOUND_QUEUE, InboundQueue",
    "TaskWorkerFunction, TASKWIRE_INBOUND_DEAD_LETTERS, InboundDeadLetters",
    "MessageSenderFunction, TASKWIRE_OUTBOUND_QUEUE, OutboundQueue",
    "MessageSenderFunction, TASKWIRE_OUTBOUND_DEAD_LETTERS, OutboundDeadLetters",
    "MessageSenderFunction, TASKWIRE_INBOUND_QUEUE, InboundQueue",
  })
  void aFunctionFindsEachQueueUnderItsName(String function, String variable, String queue) {
    assertThat(Template.properties(function).at("Environment").at("Variables").at(variable).text())
        .isEqualTo("!Ref " + queue);
  }

  @Test
  void bothWorkersTogetherLeaveTheDoorsRoomInAnAccountsUsualLimit() {
    Template workers = Template.of("Parameters").at("WorkerConcurrency");
    int doors =
        (int)
            Template.properties("Api").at("DefaultRouteSettings").at("ThrottlingRateLimit").value();
    assertThat(2 * (int) workers.at("MaxValue").value() + doors).isLessThanOrEqualTo(1000);
    assertThat((int) workers.at("MinValue").value())
        .as("the least that a mapping takes")
        .isEqualTo(2);
    assertThat((int) workers.at("Default").value()).isBetween(2, 100);
  }
}
