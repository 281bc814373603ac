package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A function after many invocations, with the memory that is asked of it: what a message costs the
 * whole process in processor's time, runtime included, and the most memory that it ever took.
 */
final class Warm {
  private static final int SMALL_MEMORY = 512;
  private static final double MEGABYTE = 1024 * 1024;
  private static final double PEAK = SMALL_MEMORY * 2 / 3.0;
  private static final int WARMING = Integer.getInteger("bench.warming", 1000);
  private static final int MEASURED = 500;
  private static final int BATCHES = 50;

  private final Workshop workshop;
  private final Load load;

  Warm(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (FunctionKind function : FunctionKind.DEPLOYED) {
      figures.addAll(of(function));
    }
    return figures;
  }

  private List<Figure> of(FunctionKind function) {
    try (Sandbox sandbox =
        workshop.startSnap(function, workshop.engines().addresses(), SMALL_MEMORY)) {
      sandbox.restore();
      run(sandbox, function, load.single(function, WARMING));
      List<byte[]> events = load.single(function, MEASURED);
      Duration before = sandbox.cpu();
      run(sandbox, function, events);
      double perMessage = sandbox.cpu().minus(before).toNanos() / 1e6 / MEASURED;
      heavy(function).forEach(event -> sandbox.invoke(event, Load.checkOf(function)));
      return List.of(
          cpu(function, perMessage),
          Figure.atMost(
              PEAK,
              "memory at its peak, " + function.title,
              sandbox.peakMemory() / MEGABYTE,
              "MB",
              "resident, after "
                  + (WARMING + MEASURED)
                  + " messages and "
                  + BATCHES
                  + " big events, with MemorySize "
                  + SMALL_MEMORY));
    }
  }

  private static Figure cpu(FunctionKind function, double millis) {
    boolean door = FunctionKind.DOORS.contains(function);
    String what = door ? "CPU per webhook, whole process, " : "CPU per message, ";
    String detail =
        String.format(
            Locale.ROOT,
            "all threads of the process, %d messages one by one after %d",
            MEASURED,
            WARMING);
    return door
        ? Figure.plain(what + function.title, millis, "ms", detail)
        : Figure.atMost(2, what + function.title, millis, "ms", detail);
  }

  private static void run(Sandbox sandbox, FunctionKind function, List<byte[]> events) {
    events.forEach(event -> sandbox.invoke(event, Load.checkOf(function)));
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
