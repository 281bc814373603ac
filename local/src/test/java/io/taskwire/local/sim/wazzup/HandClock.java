package io.taskwire.local.sim.wazzup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test advances by hand. */
final class HandClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-01-15T09:30:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }
}
