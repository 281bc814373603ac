package io.taskwire.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.fakes.FakeMeter;
import io.taskwire.core.fakes.HandClock;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueWorkerTest {
  private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");

  private final FakeMeter meter = new FakeMeter();
  private final Map<String, Duration> delays = new HashMap<>();
  private Optional<String> settings = Optional.of("settings");
  private final QueueWorker<String> worker =
      new QueueWorker<>(
          new FunctionLog("test"),
          meter,
          Provider.PLANFIX,
          new SettingsSource<>() {
            @Override
            public Optional<String> current() {
              return settings;
            }

            @Override
            public Optional<String> again() {
              return settings;
            }
          },
          delays::putAll,
          new HandClock(NOW));

  @Test
  void whatIsDoneLeavesTheQueueAndNothingWaits() {
    assertThat(failures(handled(new Outcome.Done()))).isEmpty();
    assertThat(delays).isEmpty();
    assertThat(meter.told()).isEmpty();
  }

  @Test
  void whatStaysIsDelayedAndCountedWithTheAgeOfTheOldest() {
    SQSBatchResponse answer = handled(new Outcome.Later(Duration.ofSeconds(8), "away"));

    assertThat(failures(answer)).containsExactlyInAnyOrder("1", "2");
    assertThat(delays)
        .isEqualTo(Map.of("receipt 1", Duration.ofSeconds(8), "receipt 2", Duration.ofSeconds(8)));
    assertThat(meter.told())
        .containsExactly(new Measure.Waiting(Provider.PLANFIX, 2, Duration.ofSeconds(90)));
  }

  @Test
  void untilTheSettingsAreCompleteAllMessagesWait() {
    settings = Optional.empty();

    assertThat(failures(handled(new Outcome.Done()))).containsExactlyInAnyOrder("1", "2");
    assertThat(delays).hasSize(2).allSatisfy((_, delay) -> assertThat(delay).isPositive());
    assertThat(meter.told())
        .containsExactly(new Measure.Waiting(Provider.PLANFIX, 2, Duration.ofSeconds(90)));

    settings = Optional.of("settings");
    assertThat(failures(handled(new Outcome.Done()))).isEmpty();
  }

  private SQSBatchResponse handled(Outcome outcome) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message("1", "a", 60), message("2", "b", 90)));
    return worker.handle(event, (_, _) -> _ -> outcome);
  }

  private static List<String> failures(SQSBatchResponse answer) {
    return answer.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static SQSMessage message(String id, String group, int ageSeconds) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setReceiptHandle("receipt " + id);
    message.setBody("body");
    message.setAttributes(
        Map.of(
            "MessageGroupId",
            group,
            "ApproximateReceiveCount",
            "1",
            "SentTimestamp",
            Long.toString(NOW.minusSeconds(ageSeconds).toEpochMilli())));
    return message;
  }
}
