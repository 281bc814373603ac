package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Workers at a provider that takes its time: dialogs side by side, and one dialog in a row. */
final class SlowProvider {
  static final Duration LATENCY = Duration.ofMillis(300);

  private static final int ROUNDS = 5;
  private static final int BACKLOG = 50;
  private static final int BATCH = 10;

  private final Workshop workshop;
  private final Load load;

  SlowProvider(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
  }

  /** Those of a worker that is warm. */
  List<Figure> figures(Sandbox sandbox, FunctionKind worker) {
    workshop.engines().providersAnswerAfter(LATENCY);
    try {
      return List.of(sideBySide(sandbox, worker), inARow(sandbox, worker));
    } finally {
      workshop.engines().providersAnswerAfter(Duration.ZERO);
    }
  }

  private Figure sideBySide(Sandbox sandbox, FunctionKind worker) {
    List<Integer> clients = IntStream.rangeClosed(1, BATCH).boxed().toList();
    Duration before = sandbox.cpu();
    List<Duration> times =
        IntStream.range(0, ROUNDS)
            .mapToObj(_ -> sandbox.timed(load.batch(worker, clients), Load.checkOf(worker)))
            .toList();
    double median = new Times(times).medianMillis();
    long cpu = sandbox.cpu().minus(before).toMillis() / ROUNDS;
    return Figure.atMost(
        1.3,
        "batch of 10 dialogs, " + worker.title,
        median / LATENCY.toMillis(),
        "×",
        String.format(
            Locale.ROOT,
            "%.0f ms, where one call of the provider takes %d; the function used %d ms of CPU",
            median,
            LATENCY.toMillis(),
            cpu));
  }

  private Figure inARow(Sandbox sandbox, FunctionKind worker) {
    Duration sum = Duration.ZERO;
    for (int batch = 0; batch < BACKLOG / BATCH; batch++) {
      byte[] event = load.batch(worker, Collections.nCopies(BATCH, 1));
      sum = sum.plus(sandbox.timed(event, Load.checkOf(worker)));
    }
    double seconds = sum.toNanos() / 1e9;
    double most = 1.0 / LATENCY.toMillis() * 1000;
    return Figure.atLeast(
        0.8,
        "one dialog with 50 waiting messages, " + worker.title,
        BACKLOG / seconds / most,
        "×",
        String.format(
            Locale.ROOT,
            "%.2f messages in a second, of %.2f that the provider allows",
            BACKLOG / seconds,
            most));
  }
}
