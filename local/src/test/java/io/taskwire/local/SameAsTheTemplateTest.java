package io.taskwire.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.aws.function.Environment;
import io.taskwire.local.aws.FifoQueue;
import io.taskwire.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The local run stands in for what is deployed: so its limits are those of the template. */
class SameAsTheTemplateTest {
  private static final Map<String, QueueAttributeName> ATTRIBUTES =
      Map.of(
          "FifoQueue", QueueAttributeName.FIFO_QUEUE,
          "ContentBasedDeduplication", QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
          "DeduplicationScope", QueueAttributeName.DEDUPLICATION_SCOPE,
          "FifoThroughputLimit", QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
          "VisibilityTimeout", QueueAttributeName.VISIBILITY_TIMEOUT,
          "MessageRetentionPeriod", QueueAttributeName.MESSAGE_RETENTION_PERIOD);

  @Test
  void functionsHaveTheSameTime() {
    assertThat(timeout("WazzupWebhookFunction")).isEqualTo(LocalRun.DOOR_TIMEOUT);
    assertThat(timeout("PlanfixWebhookFunction")).isEqualTo(LocalRun.DOOR_TIMEOUT);
    assertThat(timeout("TaskWorkerFunction")).isEqualTo(LocalRun.WORKER_TIMEOUT);
    assertThat(timeout("MessageSenderFunction")).isEqualTo(LocalRun.WORKER_TIMEOUT);
    assertThat(timeout("CaretakerFunction")).isEqualTo(LocalRun.CARETAKER_TIMEOUT);
  }

  @Test
  void theCaretakerComesAsOften() {
    Template rule = Template.properties("CaretakerFunction").at("Events").at("Hourly");
    assertThat(rule.at("Type").text()).isEqualTo("Schedule");
    assertThat(rule.at("Properties").at("Schedule").text()).isEqualTo("rate(1 hour)");
    assertThat(LocalRun.CARETAKER_PERIOD).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({"TaskWorkerFunction, Inbound", "MessageSenderFunction, Outbound"})
  void theMappingsHaveTheSameBatchesAndWorkers(String function, String way) {
    Template mapping = Template.properties(function).at("Events").at(way).at("Properties");
    assertThat(mapping.at("BatchSize").value()).isEqualTo(LocalRun.BATCH);
    assertThat(mapping.at("ScalingConfig").at("MaximumConcurrency").text())
        .isEqualTo("!Ref WorkerConcurrency");
    assertThat(Template.of("Parameters").at("WorkerConcurrency").at("Default").value())
        .isEqualTo(LocalOptions.WORKERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TaskWorkerFunction", "MessageSenderFunction"})
  void theFirstRetryComesAsSoon(String function) {
    assertThat(
            Template.properties(function)
                .at("Environment")
                .at("Variables")
                .at("TASKWIRE_FIRST_RETRY")
                .text())
        .isEqualTo(LocalOptions.FIRST_RETRY.toString());
  }

  @Test
  void sampleEventsComeThroughItsDoors() throws IOException {
    assertThat(Files.readString(Path.of("../events/text.json")))
        .contains("/wazzup/" + LocalSettings.WEBHOOK_SECRET + "\"");
    assertThat(Files.readString(Path.of("../events/planfix-reply.json")))
        .contains("/planfix/" + LocalSettings.PLANFIX_SECRET + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inbound", "Outbound"})
  void queuesAreMadeWithTheSameAttributes(String way) {
    AskedQueues sqs = new AskedQueues();
    new FifoQueue("any.fifo", LocalOptions.VISIBILITY, Optional.empty()).createWith(sqs);
    assertThat(sqs.asked).containsExactlyInAnyOrderEntriesOf(attributes(way + "Queue"));
    assertThat(sqs.asked).containsExactlyInAnyOrderEntriesOf(attributes(way + "DeadLetters"));
  }

  @Test
  void queuesAndTheirDeadLettersAreTiedInTheSameWay() {
    LocalOptions options = LocalOptions.of(new Environment(Map.of("TASKWIRE_PORT", "0")));
    try (Deployment deployment = Deployment.start(options, Clock.systemUTC())) {
      tied(deployment, "Inbound", deployment.inboundQueue(), deployment.inboundDeadLetters());
      tied(deployment, "Outbound", deployment.outboundQueue(), deployment.outboundDeadLetters());
    }
  }

  private static void tied(Deployment deployment, String way, String queue, String deadLetters) {
    String name = way.toLowerCase(Locale.ROOT);
    assertThat(queue).endsWith("/" + name + ".fifo");
    assertThat(attributes(deployment, queue))
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, visibility(way + "Queue"))
        .hasEntrySatisfying(
            QueueAttributeName.REDRIVE_POLICY,
            redrive ->
                assertThat(redrive)
                    .contains(":" + name + "-dead.fifo\"")
                    .contains("\"maxReceiveCount\":" + receives(way + "Queue") + "}"));
    assertThat(attributes(deployment, deadLetters))
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, visibility(way + "DeadLetters"))
        .doesNotContainKey(QueueAttributeName.REDRIVE_POLICY);
  }

  private static String visibility(String queue) {
    return Template.properties(queue).at("VisibilityTimeout").text();
  }

  /** Remembers what a queue was to be like; ElasticMQ does not tell all of it. */
  private static final class AskedQueues implements SqsClient {
    Map<QueueAttributeName, String> asked = Map.of();

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
      asked = request.attributes();
      return CreateQueueResponse.builder().queueUrl("http://localhost/inbound.fifo").build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static String receives(String queue) {
    return Template.properties(queue).at("RedrivePolicy").at("maxReceiveCount").text();
  }

  private static Duration timeout(String function) {
    return Duration.ofSeconds((int) Template.properties(function).at("Timeout").value());
  }

  private static Map<QueueAttributeName, String> attributes(String queue) {
    return ATTRIBUTES.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getValue,
                attribute -> Template.properties(queue).at(attribute.getKey()).text()));
  }

  private static Map<QueueAttributeName, String> attributes(Deployment deployment, String queue) {
    return deployment
        .sqs()
        .client()
        .getQueueAttributes(
            request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }
}
