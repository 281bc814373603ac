package io.taskwire.bench;

import io.taskwire.bench.CostSheet.Row;
import io.taskwire.bench.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The calls of a message on its whole way, and what a million of them cost. Each function runs at a
 * provider that answers after 300 ms, with its calls to AWS counted; an answer's way includes its
 * mark and, on a sheet of its own, the echo and the statuses that Wazzup posts about it.
 */
final class Costs implements AutoCloseable {
  private static final int ROUNDS = 10;
  private static final int FULLER = 5;
  private static final List<Integer> OTHER_SIZES = List.of(256, 512, 768, 1024, 1769);
  private static final int WARMING = Integer.getInteger("bench.warming", 200);

  private final Workshop workshop;
  private final Load load;
  private final CallCounter counter;
  private final Batches inbound;
  private final Batches outbound;
  private final Prices prices = Prices.current();
  private final Map<FunctionKind, Sandbox> functions = new EnumMap<>(FunctionKind.class);

  Costs(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
    var engines = workshop.engines();
    this.counter = new CallCounter(engines.addresses());
    this.inbound = new Batches(engines.sqs(), engines.addresses().inbound());
    this.outbound = new Batches(engines.sqs(), engines.addresses().outbound());
    for (FunctionKind function : FunctionKind.DEPLOYED) {
      Sandbox sandbox = workshop.startSnap(function, counter.addresses(), Workshop.MEMORY);
      sandbox.restore();
      functions.put(function, sandbox);
    }
  }

  /** What was found. */
  record Found(List<Figure> figures, List<CostSheet> sheets) {}

  Found found() {
    for (FunctionKind function : FunctionKind.DEPLOYED) {
      load.single(function, WARMING).forEach(event -> invoke(function, event));
    }
    List<Figure> figures = new ArrayList<>(counted());
    List<CostSheet> sheets = new ArrayList<>();
    workshop.engines().providersAnswerAfter(SlowProvider.LATENCY);
    try {
      for (int fill : List.of(1, FULLER)) {
        add("a million inbound messages, fill " + fill, inbound(fill), fill, figures, sheets);
        add("a million answers, fill " + fill, answers(fill), fill, figures, sheets);
      }
    } finally {
      workshop.engines().providersAnswerAfter(Duration.ZERO);
    }
    return new Found(figures, sheets);
  }

  private void add(
      String title,
      List<Expense> expenses,
      int fill,
      List<Figure> figures,
      List<CostSheet> sheets) {
    CostSheet sheet = sheet(title, expenses, fill, Workshop.MEMORY);
    sheets.add(sheet);
    String others =
        OTHER_SIZES.stream()
            .map(
                memory ->
                    String.format(
                        Locale.ROOT,
                        "$%.2f with MemorySize %d",
                        sheet(title, expenses, fill, memory).dollars(),
                        memory))
            .collect(Collectors.joining(", ", "rows below; ", ""));
    figures.add(Figure.atMost(fill == 1 ? 7 : 4, "cost of " + title, sheet.dollars(), "$", others));
    if (fill == 1) {
      figures.add(Figure.atMost(1, "of it ours, " + title, sheet.ours(), "$", "our own time"));
    }
  }

  private CostSheet sheet(String title, List<Expense> expenses, int fill, int memory) {
    String basis =
        String.format(
            Locale.ROOT,
            "MemorySize %d, arm64; the provider answers after %d ms; one message in a webhook, %d in"
                + " a batch. Prices of %s, read %s: %s. Our time is as measured here with a whole"
                + " processor, and its CPU part lengthened to the share that the MemorySize gives.",
            memory,
            SlowProvider.LATENCY.toMillis(),
            fill,
            prices.region(),
            prices.read(),
            prices.source());
    List<Row> rows =
        expenses.stream()
            .flatMap(expense -> expense.rows(prices, memory, ROUNDS * fill).stream())
            .filter(row -> row.amount() > 0)
            .toList();
    return new CostSheet(title, basis, rows);
  }

  /** The calls of one message, first and later in its dialog. */
  private List<Figure> counted() {
    var _ = counter.taken();
    int stranger = 5_000;
    List<Figure> figures = new ArrayList<>();
    figures.addAll(counted("first inbound message", inboundOnce(stranger)));
    figures.addAll(counted("further inbound message", inboundOnce(stranger)));
    figures.addAll(counted("first answer", answerOnce(stranger)));
    figures.addAll(counted("further answer", answerOnce(stranger)));
    return figures;
  }

  private static List<Figure> counted(String what, Map<FunctionKind, Calls> calls) {
    List<Figure> figures = new ArrayList<>();
    calls.forEach(
        (function, made) -> {
          String name = "calls of a " + what + ", " + function.title;
          String detail =
              String.format(
                  Locale.ROOT,
                  "%s; %.1f write units, %.1f read units",
                  made.inWords(),
                  made.writeUnits(),
                  made.readUnits());
          figures.add(
              FunctionKind.WORKERS.contains(function) && what.startsWith("further")
                  ? Figure.atMost(4, name, made.all(), "calls", detail)
                  : Figure.plain(name, made.all(), "calls", detail));
        });
    return figures;
  }

  private Map<FunctionKind, Calls> inboundOnce(int client) {
    Map<FunctionKind, Calls> calls = new EnumMap<>(FunctionKind.class);
    inbound.clear();
    invoke(FunctionKind.WAZZUP_WEBHOOK, workshop.events().webhook(client));
    calls.put(FunctionKind.WAZZUP_WEBHOOK, counter.taken());
    invoke(FunctionKind.TASK_WORKER, Batches.event(inbound.drained()));
    calls.put(FunctionKind.TASK_WORKER, counter.taken());
    return calls;
  }

  private Map<FunctionKind, Calls> answerOnce(int client) {
    Map<FunctionKind, Calls> calls = new EnumMap<>(FunctionKind.class);
    outbound.clear();
    inbound.clear();
    invoke(FunctionKind.PLANFIX_WEBHOOK, workshop.events().call(client));
    calls.put(FunctionKind.PLANFIX_WEBHOOK, counter.taken());
    invoke(FunctionKind.MESSAGE_SENDER, Batches.event(outbound.drained()));
    calls.put(FunctionKind.MESSAGE_SENDER, counter.taken());
    List<Message> marks = inbound.drained();
    if (!marks.isEmpty()) {
      invoke(FunctionKind.TASK_WORKER, Batches.event(marks));
      calls.put(FunctionKind.TASK_WORKER, counter.taken());
    }
    return calls;
  }

  private List<Expense> inbound(int fill) {
    List<byte[]> webhooks = new ArrayList<>();
    List<byte[]> batches = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      clients(fill).forEach(client -> webhooks.add(workshop.events().webhook(client)));
      batches.add(load.batch(FunctionKind.TASK_WORKER, clients(fill)));
    }
    return List.of(
        door(FunctionKind.WAZZUP_WEBHOOK, webhooks), worker(FunctionKind.TASK_WORKER, batches, 1));
  }

  private List<Expense> answers(int fill) {
    List<byte[]> calls = new ArrayList<>();
    List<byte[]> batches = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      clients(fill).forEach(client -> calls.add(workshop.events().call(client)));
      batches.add(load.batch(FunctionKind.MESSAGE_SENDER, clients(fill)));
    }
    Expense door = door(FunctionKind.PLANFIX_WEBHOOK, calls);
    inbound.clear();
    Expense sender = worker(FunctionKind.MESSAGE_SENDER, batches, 1);
    List<Message> marks = inbound.drained();
    List<byte[]> told = new ArrayList<>();
    for (int from = 0; from < marks.size(); from += fill) {
      told.add(Batches.event(marks.subList(from, Math.min(marks.size(), from + fill))));
    }
    return List.of(door, sender, worker(FunctionKind.TASK_WORKER, told, 1));
  }

  private static List<Integer> clients(int fill) {
    return IntStream.rangeClosed(1, fill).boxed().toList();
  }

  private Expense door(FunctionKind function, List<byte[]> events) {
    return expense(function, events, events.size(), 0, 0);
  }

  /** A worker waits for the provider once in an invocation: its dialogs run side by side. */
  private Expense worker(FunctionKind function, List<byte[]> events, int waits) {
    return expense(function, events, 0, events.size(), waits);
  }

  private Expense expense(
      FunctionKind function, List<byte[]> events, int posts, int batches, int waits) {
    Sandbox sandbox = running(function);
    var _ = counter.taken();
    Duration before = sandbox.cpu();
    Duration time =
        events.stream()
            .map(event -> sandbox.timed(event, Load.checkOf(function)))
            .reduce(Duration.ZERO, Duration::plus);
    return new Expense(
        function,
        events.size(),
        posts,
        batches,
        time,
        SlowProvider.LATENCY.multipliedBy((long) events.size() * waits),
        sandbox.cpu().minus(before),
        counter.taken());
  }

  private void invoke(FunctionKind function, byte[] event) {
    running(function).invoke(event, Load.checkOf(function));
  }

  private Sandbox running(FunctionKind function) {
    return Objects.requireNonNull(functions.get(function));
  }

  @Override
  public void close() {
    functions.values().forEach(Sandbox::close);
    counter.close();
  }
}
