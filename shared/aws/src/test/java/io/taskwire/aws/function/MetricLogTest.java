package io.taskwire.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");

  private final List<String> lines = new ArrayList<>();
  private final MetricLog meter =
      new MetricLog("Taskwire/test", InstantSource.fixed(NOW), lines::add);

  static List<Measure> oneOfEach() {
    return List.of(
        new Measure.Received(Provider.WAZZUP, 3),
        new Measure.Delivered(Provider.PLANFIX, 1, Optional.of(Duration.ofMillis(1500))),
        Measure.Refused.of("BAD_CONTACT"),
        new Measure.Unknown(Provider.WAZZUP, 2),
        new Measure.Waiting(Provider.PLANFIX, 4, Duration.ofMinutes(2)),
        new Measure.SetupRejected(Provider.PLANFIX),
        new Measure.Subscription(Provider.WAZZUP, true),
        new Measure.Channels(Provider.WAZZUP, 1, 12));
  }

  @Test
  void everyKindIsTriedHere() {
    assertThat(oneOfEach().stream().map(measure -> (Object) measure.getClass()))
        .containsExactlyInAnyOrder((Object[]) Measure.class.getPermittedSubclasses());
  }

  @Test
  void aLineIsWrittenAsCloudWatchReadsIt() throws JsonProcessingException {
    meter.tell(new Measure.Delivered(Provider.PLANFIX, 1, Optional.of(Duration.ofMillis(1500))));

    assertThat(lines).hasSize(1).noneMatch(line -> line.contains("\n"));
    assertThat(JSON.readTree(lines.getFirst()))
        .isEqualTo(
            JSON.readTree(
                """
                {"_aws": {
                   "Timestamp": 1768469400000,
                   "CloudWatchMetrics": [{
                     "Namespace": "Taskwire/test",
                     "Dimensions": [["Provider"]],
                     "Metrics": [{"Name": "Delivered", "Unit": "Count"},
                                 {"Name": "TimeToTask", "Unit": "Milliseconds"}]}]},
                 "Provider": "planfix", "Delivered": 1, "TimeToTask": 1500}
                """));
  }

  @Test
  void aRefusalIsCountedInAllAndByItsReason() throws JsonProcessingException {
    meter.tell(Measure.Refused.of("BAD_CONTACT"));

    JsonNode line = JSON.readTree(lines.getFirst());
    assertThat(directive(line).path("Dimensions"))
        .isEqualTo(JSON.readTree("[[\"Provider\"], [\"Provider\", \"Reason\"]]"));
    assertThat(line.path("Reason").asText()).isEqualTo("BAD_CONTACT");
  }

  @ParameterizedTest
  @MethodSource("oneOfEach")
  void everyDimensionAndMetricThatIsNamedIsThere(Measure measure) throws JsonProcessingException {
    meter.tell(measure);

    JsonNode line = JSON.readTree(lines.getFirst());
    List<String> named = new ArrayList<>(List.of("_aws"));
    directive(line)
        .path("Dimensions")
        .get(directive(line).path("Dimensions").size() - 1)
        .forEach(dimension -> named.add(dimension.asText()));
    directive(line).path("Metrics").forEach(metric -> named.add(metric.path("Name").asText()));
    assertThat(line.properties().stream().map(field -> field.getKey()))
        .containsExactlyInAnyOrderElementsOf(named);
    assertThat(StreamSupport.stream(directive(line).path("Metrics").spliterator(), false))
        .isNotEmpty()
        .allMatch(metric -> line.path(metric.path("Name").asText()).isIntegralNumber());
  }

  @Test
  void aMessengersClockThatIsAheadMakesNoNegativeTime() throws JsonProcessingException {
    meter.tell(new Measure.Delivered(Provider.PLANFIX, 1, Optional.of(Duration.ofSeconds(-3))));

    assertThat(JSON.readTree(lines.getFirst()).path("TimeToTask").asLong(-1)).isZero();
  }

  private static JsonNode directive(JsonNode line) {
    return line.path("_aws").path("CloudWatchMetrics").path(0);
  }
}
