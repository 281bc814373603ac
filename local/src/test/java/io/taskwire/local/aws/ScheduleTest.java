package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

  private final BlockingQueue<ScheduledEvent> events = new LinkedBlockingQueue<>();

  @Test
  void aFunctionIsInvokedAgainAndAgainEvenIfItFails() throws InterruptedException {
    var failing =
        new LambdaFunction<>(
            "failing",
            () ->
                (event, _) -> {
                  events.add(event);
                  throw new IllegalStateException("as often as it is invoked");
                },
            ScheduledEvent.class,
            String.class,
            Duration.ofSeconds(10),
            InstantSource.fixed(NOW));
    try (var _ = Schedule.start(failing, Duration.ofMillis(1), InstantSource.fixed(NOW))) {
      ScheduledEvent first = next();
      ScheduledEvent second = next();

      assertThat(first.getDetailType()).isEqualTo("Scheduled Event");
      assertThat(first.getTime().getMillis()).isEqualTo(NOW.toEpochMilli());
      assertThat(second.getId()).isNotEqualTo(first.getId());
    }
  }

  private ScheduledEvent next() throws InterruptedException {
    return Objects.requireNonNull(events.poll(30, TimeUnit.SECONDS), "it was not invoked");
  }
}
