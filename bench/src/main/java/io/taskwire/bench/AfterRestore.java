package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The first invocation of a function that went on from where its snapshot is taken: all hooks have
 * run, and nothing else. What Lambda needs for bringing the snapshot's memory back is not in it.
 * The functions that were brought there first serve on until they are warm, and the workers then at
 * a slow provider.
 */
final class AfterRestore {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int WARMING = Integer.getInteger("bench.warming", 200);
  private static final int MEASURED = 51;

  private final Workshop workshop;
  private final Load load;
  private final Map<FunctionKind, List<Duration>> first = new EnumMap<>(FunctionKind.class);
  private final Map<FunctionKind, List<Duration>> warm = new EnumMap<>(FunctionKind.class);
  private final List<Figure> atSlowProvider = new ArrayList<>();

  AfterRestore(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
  }

  List<Figure> figures() {
    FunctionKind.PAIRS.forEach(this::measure);
    return Stream.concat(FunctionKind.DEPLOYED.stream().map(this::figure), atSlowProvider.stream())
        .toList();
  }

  private void measure(List<FunctionKind> pair) {
    for (int round = 1; round <= ROUNDS; round++) {
      // The engines get warm with it, so the other rounds' first messages do not wait for them.
      boolean stays = round == 1;
      try (Rehearsed functions = new Rehearsed(pair, workshop::startSnap)) {
        functions.forEach(
            (function, sandbox) -> {
              first.computeIfAbsent(function, _ -> new ArrayList<>()).add(first(sandbox, function));
              if (stays) {
                warm(sandbox, function);
              }
            });
      }
    }
  }

  private void warm(Sandbox sandbox, FunctionKind function) {
    time(sandbox, function, WARMING);
    warm.put(function, time(sandbox, function, MEASURED));
    if (FunctionKind.WORKERS.contains(function)) {
      atSlowProvider.addAll(new SlowProvider(workshop, load).figures(sandbox, function));
    }
  }

  private Figure figure(FunctionKind function) {
    double afterRestore = median(first, function);
    double median = median(warm, function);
    return Figure.atMost(
        3,
        "first invocation after restoring, " + function.title,
        afterRestore / median,
        "×",
        String.format(
            Locale.ROOT, "%.1f ms against %.1f ms, the warm median", afterRestore, median));
  }

  private static double median(Map<FunctionKind, List<Duration>> times, FunctionKind function) {
    return new Times(times.getOrDefault(function, List.of())).medianMillis();
  }

  private Duration first(Sandbox sandbox, FunctionKind function) {
    byte[] event = load.single(function, 1).getFirst();
    sandbox.restore();
    return sandbox.timed(event, Load.checkOf(function));
  }

  private List<Duration> time(Sandbox sandbox, FunctionKind function, int count) {
    return load.single(function, count).stream()
        .map(event -> sandbox.timed(event, Load.checkOf(function)))
        .toList();
  }
}
