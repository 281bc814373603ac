package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The most memory that a function took so far, with as little as is asked of it. */
final class PeakMemory {
  private static final int SMALL_MEMORY = 512;
  private static final double MEGABYTE = 1024 * 1024;
  private static final double PEAK = SMALL_MEMORY * 2 / 3.0;
  private static final int SINGLE = 100;
  private static final int BATCHES = 20;

  private final Workshop workshop;
  private final Load load;

  PeakMemory(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (List<FunctionKind> pair : FunctionKind.PAIRS) {
      try (Rehearsed functions = new Rehearsed(pair, this::small)) {
        functions.forEach((function, sandbox) -> figures.add(figure(function, sandbox)));
      }
    }
    return figures;
  }

  private Sandbox small(FunctionKind function) {
    return workshop.startSnap(function, workshop.engines().addresses(), SMALL_MEMORY);
  }

  private Figure figure(FunctionKind function, Sandbox sandbox) {
    sandbox.restore();
    load.single(function, SINGLE).forEach(event -> sandbox.invoke(event, Load.checkOf(function)));
    heavy(function).forEach(event -> sandbox.invoke(event, Load.checkOf(function)));
    return Figure.atMost(
        PEAK,
        "memory at its peak, " + function.title,
        sandbox.peakMemory() / MEGABYTE,
        "MB",
        "resident, after "
            + SINGLE
            + " messages and "
            + BATCHES
            + " big events, with MemorySize "
            + SMALL_MEMORY);
  }

  private List<byte[]> heavy(FunctionKind function) {
    List<Integer> clients = IntStream.rangeClosed(1, Load.DIALOGS).boxed().toList();
    return IntStream.range(0, BATCHES)
        .mapToObj(
            _ ->
                switch (function) {
                  case EMPTY, PLAIN_DOOR, WAZZUP_WEBHOOK -> workshop.events().webhookOf(100);
                  case PLANFIX_WEBHOOK -> workshop.events().call(1);
                  case TASK_WORKER, MESSAGE_SENDER -> load.batch(function, clients);
                })
        .toList();
  }
}
