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
  void theMappingReportsSingleMessagesAndHasNoDestination(String worker, String way) {
    assertThat(Template.properties(worker).at("Events").keys()).containsExactly(way);
    Template event = Template.properties(worker).at("Events").at(way);
    assertThat(event.at("Type").text()).isEqualTo("SQS");
    Template mapping = event.at("Properties");
    assertThat(mapping.keys())
        .containsExactlyInAnyOrder("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig");
    assertThat(mapping.at("Queue").text()).isEqualTo("!GetAtt " + way + "Queue.Arn");
    assertThat(mapping.at("BatchSize").value()).isEqualTo(10);
    assertThat(mapping.at("ScalingConfig").at("MaximumConcurrency").text())
        .isEqualTo("!Ref WorkerConcurrency");
    assertThat(mapping.at("FunctionResponseTypes").items().stream().map(Template::text))
        .containsExactly("ReportBatchItemFailures");
    assertThat(Template.properties(worker).has("ReservedConcurrentExecutions")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"TaskWorkerFunction, InboundQueue", "MessageSenderFunction, OutboundQueue"})
  void aMessageStaysHiddenForSixTimesTheWorkersTime(String worker, String queue) {
    int timeout = (int) Template.properties(worker).at("Timeout").value();
    assertThat(timeout).isEqualTo(30);
    assertThat(Template.properties(queue).at("VisibilityTimeout").value()).isEqualTo(6 * timeout);
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
