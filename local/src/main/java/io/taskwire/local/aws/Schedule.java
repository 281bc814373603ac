package io.taskwire.local.aws;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Invokes a function every so often, as a rule of EventBridge does; first after one period. */
public final class Schedule implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedule").factory());

  private Schedule() {}

  /** Begins to invoke the function. */
  public static Schedule start(
      LambdaFunction<ScheduledEvent, String> function, Duration period, InstantSource clock) {
    Schedule schedule = new Schedule();
    var _ =
        schedule.thread.scheduleAtFixedRate(
            () -> invoke(function, clock),
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
    return schedule;
  }

  private static void invoke(LambdaFunction<ScheduledEvent, String> function, InstantSource clock) {
    String event =
        """
        {"version":"0","id":"%s","detail-type":"Scheduled Event","source":"aws.events",
         "account":"%s","time":"%s","region":"%s","resources":[],"detail":{}}
        """
            .formatted(
                UUID.randomUUID(),
                Account.ID,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Account.REGION);
    try {
      function.invoke(event.getBytes(StandardCharsets.UTF_8));
    } catch (InvocationFailed told) {
      // The function's log tells it; the next time comes anyway.
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
