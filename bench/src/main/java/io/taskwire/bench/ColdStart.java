package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * From the start of the JVM to the first answer, which a door gives when the queue has its message,
 * and a worker when the provider has it. Every function is started in turn, so that a slow moment
 * of the machine hits all of them.
 */
final class ColdStart {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final double DOOR = 2.5;
  private static final double WORKER = 4;

  private final Workshop workshop;
  private final Load load;

  ColdStart(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
  }

  /**
   * One start.
   *
   * @param time from the start of the JVM to the answer
   * @param cpu what all threads of the process had used by then
   */
  private record Start(Duration time, Duration cpu) {}

  List<Figure> figures() {
    Map<FunctionKind, List<Start>> starts = new EnumMap<>(FunctionKind.class);
    for (int round = 0; round < ROUNDS; round++) {
      for (FunctionKind function : FunctionKind.values()) {
        starts.computeIfAbsent(function, _ -> new ArrayList<>()).add(once(function));
      }
    }
    List<Figure> figures = new ArrayList<>();
    starts.forEach((function, all) -> figures.add(figure(function, all, starts)));
    return figures;
  }

  private Figure figure(
      FunctionKind function, List<Start> starts, Map<FunctionKind, List<Start>> all) {
    double time = median(starts, Start::time);
    double ratio = time / median(all.getOrDefault(FunctionKind.EMPTY, starts), Start::time);
    LoadedClasses classes = classes(function);
    String name = "cold start, " + function.title;
    String detail =
        String.format(
            Locale.ROOT,
            "%.0f ms, %.0f ms of CPU; %d classes from Java's archive, %d others: %s",
            time,
            median(starts, Start::cpu),
            classes.archived(),
            classes.others(),
            classes.inWords());
    return switch (function) {
      case EMPTY, PLAIN_DOOR -> Figure.plain(name, ratio, "×", detail);
      case WAZZUP_WEBHOOK, PLANFIX_WEBHOOK -> Figure.atMost(DOOR, name, ratio, "×", detail);
      case TASK_WORKER, MESSAGE_SENDER -> Figure.atMost(WORKER, name, ratio, "×", detail);
    };
  }

  private static double median(List<Start> starts, Function<Start, Duration> what) {
    return new Times(starts.stream().map(what).toList()).medianMillis();
  }

  private LoadedClasses classes(FunctionKind function) {
    byte[] event = load.single(function, 1).getFirst();
    try (Sandbox sandbox = workshop.start(function, LoadedClasses.ARGUMENT)) {
      sandbox.invoke(event, Load.checkOf(function));
      return LoadedClasses.of(sandbox);
    }
  }

  private Start once(FunctionKind function) {
    byte[] event = load.single(function, 1).getFirst();
    try (Sandbox sandbox = workshop.start(function)) {
      Duration time = sandbox.sinceStart(event, Load.checkOf(function));
      return new Start(time, sandbox.cpu());
    }
  }
}
