package io.taskwire.bench;

import java.time.Duration;
import java.util.List;

/** Many measurements of one thing. */
record Times(List<Duration> all) {
  private static final double NANOS = 1e6;

  /** The middle one, in milliseconds. */
  double medianMillis() {
    return all.stream().sorted().toList().get(all.size() / 2).toNanos() / NANOS;
  }
}
