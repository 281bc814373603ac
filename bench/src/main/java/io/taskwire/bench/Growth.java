package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a message costs while the table fills up with other dialogs. Calls and the units that
 * DynamoDB charges are what counts; the time is that of DynamoDB Local, whose table is one of
 * SQLite with an index, and says nothing of DynamoDB's.
 */
final class Growth {
  private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
  private static final int MOST = Integer.getInteger("bench.dialogs", 100_000);
  private static final int BATCH = 25;
  private static final int WRITERS = 2;
  private static final int MEASURED = 200;
  private static final double FLAT = 1.1;
  private static final int FIRST_CLIENT = 1_000_000;

  private final Workshop workshop;
  private final Load load;

  Growth(Workshop workshop, Load load) {
    this.workshop = workshop;
    this.load = load;
  }

  /** What one message cost at one size. */
  private record Cost(int dialogs, Calls calls, double millis) {
    double units() {
      return calls.writeUnits() + calls.readUnits();
    }
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    FunctionKind worker = FunctionKind.TASK_WORKER;
    List<Cost> costs = new ArrayList<>();
    try (CallCounter counter = new CallCounter(workshop.engines().addresses());
        Sandbox counted = workshop.startSnap(worker, counter.addresses(), Workshop.MEMORY);
        Sandbox timed = workshop.startSnap(worker)) {
      counted.restore();
      timed.restore();
      run(counted, MEASURED);
      run(timed, MEASURED);
      int filled = 0;
      for (int size : SIZES) {
        if (size <= MOST) {
          fill(filled, size);
          filled = size;
          var _ = counter.taken();
          run(counted, MEASURED);
          costs.add(
              new Cost(size, counter.taken(), new Times(run(timed, MEASURED)).medianMillis()));
        }
      }
    }
    Cost first = costs.getFirst();
    Cost last = costs.getLast();
    String to =
        String.format(Locale.ROOT, " at %,d dialogs against %,d", last.dialogs(), first.dialogs());
    figures.add(
        Figure.atMost(
            FLAT,
            "calls per message" + to,
            (double) last.calls().all() / first.calls().all(),
            "×",
            costs.stream()
                .map(Cost::calls)
                .map(calls -> perMessage(calls.all()))
                .toList()
                .toString()));
    figures.add(
        Figure.atMost(
            FLAT,
            "request units per message" + to,
            last.units() / first.units(),
            "×",
            costs.stream().map(cost -> perMessage(cost.units())).toList().toString()));
    figures.add(
        Figure.atMost(
            FLAT,
            "time per message" + to,
            last.millis() / first.millis(),
            "×",
            "with DynamoDB Local, in ms: "
                + costs.stream()
                    .map(cost -> String.format(Locale.ROOT, "%.2f", cost.millis()))
                    .toList()));
    return figures;
  }

  private static String perMessage(double all) {
    return String.format(Locale.ROOT, "%.2f", all / MEASURED);
  }

  private List<Duration> run(Sandbox sandbox, int count) {
    return load.single(FunctionKind.TASK_WORKER, count).stream()
        .map(event -> sandbox.timed(event, Load.checkOf(FunctionKind.TASK_WORKER)))
        .toList();
  }

  private void fill(int from, int to) {
    Map<String, AttributeValue> sample = sample();
    try (var writers = java.util.concurrent.Executors.newFixedThreadPool(WRITERS)) {
      for (int next = from; next < to; next += BATCH) {
        int begin = next;
        writers.execute(() -> put(sample, begin, Math.min(to, begin + BATCH)));
      }
    }
  }

  /** The dialog of the first client, as a worker has written it. */
  private Map<String, AttributeValue> sample() {
    return workshop
        .engines()
        .dynamoDb()
        .getItem(
            request ->
                request
                    .tableName(workshop.engines().addresses().table())
                    .key(Map.of("pk", text(key(1)), "sk", text("DIALOG"))))
        .item();
  }

  private static String key(int client) {
    return "DIALOG#whatsapp:79990000099/" + Events.phone(client);
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private void put(Map<String, AttributeValue> sample, int from, int to) {
    DynamoDbClient dynamoDb = workshop.engines().dynamoDb();
    List<WriteRequest> items =
        IntStream.range(from, to)
            .mapToObj(
                number -> {
                  Map<String, AttributeValue> item = new HashMap<>(sample);
                  item.put("pk", text(key(FIRST_CLIENT + number)));
                  return WriteRequest.builder()
                      .putRequest(PutRequest.builder().item(item).build())
                      .build();
                })
            .toList();
    dynamoDb.batchWriteItem(
        request -> request.requestItems(Map.of(workshop.engines().addresses().table(), items)));
  }
}
