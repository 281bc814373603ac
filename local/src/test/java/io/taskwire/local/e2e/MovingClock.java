package io.taskwire.local.e2e;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The real time, ahead by what a test lets pass. */
final class MovingClock implements InstantSource {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }

  void pass(Duration time) {
    ahead.accumulateAndGet(time, Duration::plus);
  }
}
