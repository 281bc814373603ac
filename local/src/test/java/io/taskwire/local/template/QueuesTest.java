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

  @Test
  void theMappingReportsSingleMessagesAndHasNoDestination() {
    Template event = Template.properties("TaskWorkerFunction").at("Events").at("Inbound");
    assertThat(event.at("Type").text()).isEqualTo("SQS");
    Template mapping = event.at("Properties");
    assertThat(mapping.keys())
        .containsExactlyInAnyOrder("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig");
    assertThat(mapping.at("Queue").text()).isEqualTo("!GetAtt InboundQueue.Arn");
    assertThat(mapping.at("FunctionResponseTypes").items().stream().map(Template::text))
        .containsExactly("ReportBatchItemFailures");
    assertThat(Template.properties("TaskWorkerFunction").has("ReservedConcurrentExecutions"))
        .isFalse();
  }

  @Test
  void aMessageStaysHiddenForSixTimesTheWorkersTime() {
    int timeout = (int) Template.properties("TaskWorkerFunction").at("Timeout").value();
    assertThat(Template.properties("InboundQueue").at("VisibilityTimeout").value())
        .isEqualTo(6 * timeout);
  }
}
