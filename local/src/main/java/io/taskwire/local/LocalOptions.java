package io.taskwire.local;

import io.taskwire.aws.function.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a local run is started.
 *
 * @param port of the web server; the table is at the next one, the queues at the one after that; 0
 *     takes any free ones
 * @param settingsFile the settings document; without one, everything leads to the simulators
 * @param firstRetry the delay after a first failure; production: 1 s
 * @param visibility how long a received message is hidden from other workers; production: 180 s
 * @param workers how many task-workers run at once at most; production: 10
 */
public record LocalOptions(
    int port, Optional<Path> settingsFile, Duration firstRetry, Duration visibility, int workers) {
  static final int PORT = 8080;
  static final int WORKERS = 10;
  static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  static final Duration VISIBILITY = Duration.ofMinutes(3);

  /**
   * Reads {@code TASKWIRE_PORT}, {@code TASKWIRE_SETTINGS_FILE}, {@code TASKWIRE_FIRST_RETRY},
   * {@code TASKWIRE_VISIBILITY} and {@code TASKWIRE_WORKERS}.
   */
  static LocalOptions of(Environment environment) {
    return new LocalOptions(
        environment.number("TASKWIRE_PORT", PORT),
        environment.optional("TASKWIRE_SETTINGS_FILE").map(Path::of),
        environment.duration("TASKWIRE_FIRST_RETRY", FIRST_RETRY),
        environment.duration("TASKWIRE_VISIBILITY", VISIBILITY),
        environment.number("TASKWIRE_WORKERS", WORKERS));
  }

  /** The port of the table. */
  int tablePort() {
    return port == 0 ? 0 : port + 1;
  }

  /** The port of the queues. */
  int queuesPort() {
    return port == 0 ? 0 : port + 2;
  }
}
