package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The first invocation of a function that went on from where its snapshot is taken: all hooks have
 * run, and nothing else. What Lambda needs for bringing the snapshot's memory back is not in it.
 */
final class AfterRestore {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int WARMING = Integer.getInteger("bench.warming", 300);
  private static final int MEASURED = 101;

  private final Workshop workshop;
  private final Load load;

  AfterRestore(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (FunctionKind function : FunctionKind.DEPLOYED) {
      figures.add(figure(function));
    }
    return figures;
  }

  private Figure figure(FunctionKind function) {
    List<Duration> first = new ArrayList<>();
    List<Duration> warm = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      try (Sandbox sandbox = workshop.startSnap(function)) {
        Duration afterRestore = first(sandbox, function);
        // What the engines do for the first time is not the function's.
        if (round > 0) {
          first.add(afterRestore);
        } else {
          time(sandbox, function, WARMING);
          warm.addAll(time(sandbox, function, MEASURED));
        }
      }
    }
    double afterRestore = new Times(first).medianMillis();
    double median = new Times(warm).medianMillis();
    return Figure.atMost(
        3,
        "first invocation after restoring, " + function.title,
        afterRestore / median,
        "×",
        String.format(
            Locale.ROOT, "%.1f ms against %.1f ms, the warm median", afterRestore, median));
  }

  private Duration first(Sandbox sandbox, FunctionKind function) {
    byte[] event = load.single(function, 1).getFirst();
    sandbox.awaitSnapshot();
    sandbox.restore();
    return sandbox.timed(event, Load.checkOf(function));
  }

  private List<Duration> time(Sandbox sandbox, FunctionKind function, int count) {
    return load.single(function, count).stream()
        .map(event -> sandbox.timed(event, Load.checkOf(function)))
        .toList();
  }
}
