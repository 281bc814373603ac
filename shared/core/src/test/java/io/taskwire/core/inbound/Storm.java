package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.BatchRun;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.Call;
import io.taskwire.core.fakes.FakePlanfix.EchoInNewChat;
import io.taskwire.core.fakes.FakePlanfix.Fault;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * People write while workers are killed, run out of time, lose the table and Planfix, and cross
 * each other's way. All of it follows from one seed: other workers come in between the calls of a
 * worker, not in threads beside it, so that the same seed is the same storm.
 */
final class Storm implements Witness {
  private static final Duration TIMEOUT_OF_THE_FUNCTION = Duration.ofSeconds(30);
  private static final Duration AFTER_A_CRASH = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("\\[([a-z]\\d+)]");
  private static final String POST_BODY = "post";
  private static final int DEEPEST = 3;
  private static final int STEPS = 5000;

  private final Random random;
  private final Scene scene = new Scene();
  private final List<Client> clients = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final Deque<Invocation> running = new ArrayDeque<>();
  private final List<Written> written = new ArrayList<>();
  private final Map<String, List<String>> orderOfGroups = new LinkedHashMap<>();
  private final Map<String, DialogId> dialogOf = new LinkedHashMap<>();
  private final Map<String, String> failureOf = new HashMap<>();
  private final Map<String, Integer> doubts = new HashMap<>();
  private boolean calm;
  private int names;
  private int kills;
  private int doubles;

  /** What somebody wrote, and what can still become of it. */
  private static final class Written {
    private final Client client;
    private final Client.Said said;
    private final String token;
    private boolean deleted;
    private boolean ended;

    Written(Client client, Client.Said said, String token) {
      this.client = client;
      this.said = said;
      this.token = token;
    }
  }

  /** What one worker is at. */
  private static final class Invocation {
    private final Instant start;
    private boolean dead;
    private Optional<String> unwritten = Optional.empty();

    /** An echo that was posted and may have opened a task; whether it did is not known yet. */
    private Optional<String> unclear = Optional.empty();

    Invocation(Instant start) {
      this.start = start;
    }
  }

  /** What a storm was like. */
  record Weather(int notices, int kills, int doubts, int doubles) {}

  Storm(long seed) {
    random = new Random(seed);
    List<EchoInNewChat> echoes = List.of(EchoInNewChat.values());
    scene.planfix.with(echoes.get(random.nextInt(echoes.size())));
    scene.planfix.faults(this::fault);
    scene.planfix.onEffect(
        message -> {
          if (!running.isEmpty()) {
            Invocation invocation = running.element();
            invocation.unwritten = Optional.of(token(message.text()));
            invocation.unclear = invocation.unwritten.filter(_ -> isEchoWithTitle(message));
          }
        });
    var whatsapp = scene.whatsapp("79990000099");
    var sameChannelMadeAnew =
        scene.channel("whatsapp:79990000099", "wapi", "address-79990000099-anew");
    var shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
    Client ivan = scene.client("Ivan Testov", whatsapp, "79990000001");
    clients.add(ivan);
    clients.add(ivan.at(sameChannelMadeAnew));
    clients.add(scene.client("Pyotr Testov", whatsapp, "79990000002"));
    clients.add(scene.client("Nora Testova", shop, "nora.test").under("post-1"));
    for (int i = 0; i < 3; i++) {
      workers.add(scene.worker(this));
    }
  }

  Weather rage() {
    int notices = 6 + random.nextInt(14);
    for (int left = notices; left > 0; ) {
      if (random.nextInt(100) < 45) {
        somethingIsWritten();
        left--;
      } else {
        work();
      }
    }
    for (int i = random.nextInt(20); i > 0; i--) {
      work();
    }
    calm = true;
    for (int steps = 0; !scene.queue.isEmpty(); steps++) {
      assertThat(steps).as("steps until the queue is empty").isLessThan(STEPS);
      work();
    }
    check();
    int uncertain = doubts.values().stream().mapToInt(Integer::intValue).sum();
    return new Weather(notices, kills, uncertain, doubles);
  }

  // What is written

  private void somethingIsWritten() {
    Client client = somebody();
    switch (random.nextInt(12)) {
      case 0, 1 -> write(client, client.somebodyOfUsWrites(nextText()));
      case 2 -> earlier().ifPresent(w -> quote(client, w));
      case 3 -> earlier().filter(w -> !w.deleted).ifPresent(this::edit);
      case 4 -> earlier().filter(w -> !w.deleted).ifPresent(this::delete);
      case 5, 6 -> earlier().filter(w -> fromUs(w) && !w.ended).ifPresent(this::end);
      case 7 -> earlier().ifPresent(w -> w.said.comesAgain());
      default -> write(client, client.writes(nextText()));
    }
  }

  private Client somebody() {
    return clients.get(random.nextInt(clients.size()));
  }

  private String nextText() {
    return "[m" + ++names + "]";
  }

  private void write(Client client, Client.Said said) {
    String token = "m" + names;
    written.add(new Written(client, said, token));
    expect(said.notice(), client, token);
  }

  private void quote(Client client, Written one) {
    Quote quote = new Quote(Optional.of(one.said.id()), Optional.empty());
    write(client, client.quotes(quote, nextText()));
  }

  private void edit(Written one) {
    String token = "e" + ++names;
    expect(one.said.edited("[" + token + "]"), one.client, token);
  }

  private void delete(Written one) {
    one.deleted = true;
    expect(one.said.deleted(), one.client, "d" + one.token.substring(1));
  }

  private void end(Written one) {
    one.ended = true;
    if (random.nextBoolean()) {
      one.said.becomes(Status.DELIVERED);
      one.said.becomes(Status.READ);
      return;
    }
    String token = "f" + ++names;
    failureOf.put(token, one.token);
    dialogOf.put(token, one.client.dialog());
    if (random.nextBoolean()) {
      one.said.fails("BAD_CONTACT", "[" + token + "]");
    }
    one.said.becomes(Status.SENT);
    one.said.comesAgainAsFailed("BAD_CONTACT", "[" + token + "]");
  }

  private Optional<Written> earlier() {
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(written.get(random.nextInt(written.size())));
  }

  private static boolean fromUs(Written one) {
    return one.said.notice().origin().fromUs();
  }

  private void expect(Notice notice, Client client, String token) {
    orderOfGroups.computeIfAbsent(QueueName.of(notice).group(), _ -> new ArrayList<>()).add(token);
    dialogOf.put(token, client.dialog());
  }

  // How it is delivered

  private void work() {
    List<Received> batch = scene.queue.receive(1 + random.nextInt(FakeQueue.LARGEST_BATCH));
    if (batch.isEmpty()) {
      scene.queue.nextVisible().ifPresent(scene.clock::advanceTo);
      return;
    }
    int place = random.nextInt(workers.size());
    running.push(new Invocation(scene.clock.instant()));
    try {
      handle(workers.get(place), batch);
    } catch (Killed killed) {
      kills++;
      workers.set(place, scene.worker(this));
    } finally {
      running.pop();
    }
  }

  private void handle(Worker worker, List<Received> batch) {
    Budget budget = new Budget(scene.clock);
    DeliverNotice invocation = worker.invocation(budget);
    Map<String, Duration> waitingGroups = new HashMap<>();
    List<Received> done = new ArrayList<>();
    for (Received received : batch) {
      if (!waitingGroups.containsKey(received.group())) {
        var item = new BatchRun.Item(received.id(), received.group(), received.body(), 1);
        Outcome outcome =
            budget.allowsMore()
                ? delivered(invocation, worker.queued(item))
                : new Outcome.Later(Duration.ZERO, "no time");
        switch (outcome) {
          case Outcome.Done _ -> done.add(received);
          case Outcome.Later(Duration delay, _, _) -> waitingGroups.put(received.group(), delay);
        }
      }
    }
    done.forEach(scene.queue::delete);
    batch.stream()
        .filter(received -> !done.contains(received))
        .forEach(
            received ->
                scene.queue.showAfter(
                    received,
                    Optional.ofNullable(waitingGroups.get(received.group())).orElseThrow()));
  }

  private Outcome delivered(DeliverNotice invocation, DeliverNotice.Queued queued) {
    try {
      return invocation.deliver(queued);
    } catch (TableAway away) {
      return new Outcome.Later(AFTER_A_CRASH, "the table was away");
    } finally {
      doubt();
    }
  }

  // What goes wrong

  private Fault fault(Call call) {
    if (calm) {
      return Fault.NONE;
    }
    return switch (random.nextInt(30)) {
      case 0 -> Fault.OUTAGE_BEFORE;
      case 1 -> Fault.OUTAGE_AFTER;
      case 2 -> Fault.SETUP;
      default -> Fault.NONE;
    };
  }

  @Override
  public void before(String call) {
    hazard(call);
  }

  @Override
  public void after(String call) {
    Invocation invocation = running.element();
    if (call.equals("DialogStore.progress") || call.equals("DialogStore.finish")) {
      invocation.unwritten = Optional.empty();
    }
    if (call.equals("DialogStore.finish")) {
      invocation.unclear = Optional.empty();
    }
    hazard(call);
  }

  private void hazard(String call) {
    Invocation invocation = running.element();
    if (!calm && !invocation.dead) {
      if (random.nextInt(4) == 0) {
        scene.clock.advance(Duration.ofMillis(random.nextInt(6000)));
      }
      if (running.size() < DEEPEST && random.nextInt(12) == 0) {
        work();
      }
      if (call.contains("Store.") && random.nextInt(120) == 0) {
        throw new TableAway();
      }
    }
    boolean timeIsUp =
        scene.clock.instant().isAfter(invocation.start.plus(TIMEOUT_OF_THE_FUNCTION));
    if (invocation.dead || timeIsUp || (!calm && random.nextInt(80) == 0)) {
      invocation.dead = true;
      throw new Killed(call);
    }
  }

  private static final class TableAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TableAway() {
      super("the table does not answer");
    }
  }

  /** A notice is left; what stands in Planfix and was not written down may come again. */
  private void doubt() {
    Invocation invocation = running.element();
    invocation
        .unwritten
        .or(() -> invocation.unclear)
        .ifPresent(token -> doubts.merge(token, 1, Integer::sum));
    invocation.unwritten = Optional.empty();
    invocation.unclear = Optional.empty();
  }

  // What has to be true when it is over

  private void check() {
    Map<DialogId, List<String>> seen =
        scene.planfix.tasks().stream()
            .collect(
                Collectors.toMap(
                    Task::dialog,
                    task -> task.texts().stream().map(Storm::token).toList(),
                    (_, _) -> {
                      throw new AssertionError("two tasks of a dialog: " + scene.planfix.tasks());
                    }));
    dialogOf.forEach(
        (token, _) -> {
          List<String> there = placeOf(token, seen);
          int times = Collections.frequency(there, token);
          assertThat(times)
              .as("%s in %s", token, there)
              .isBetween(1, 1 + doubts.getOrDefault(token, 0));
          doubles += times - 1;
        });
    for (List<String> order : orderOfGroups.values()) {
      List<String> there = placeOf(order.getFirst(), seen);
      List<Integer> places = there.stream().filter(order::contains).map(order::indexOf).toList();
      assertThat(places).as("order of %s in %s", order, there).isSorted();
    }
    failureOf.forEach(
        (failure, message) -> {
          List<String> there = placeOf(failure, seen);
          assertThat(there.indexOf(failure)).isGreaterThan(there.indexOf(message));
        });
    seen.forEach(
        (dialog, there) -> {
          assertThat(there).as("nothing else stands there").allMatch(t -> isKnown(t, dialog));
          if (dialog.chat().post().isPresent()) {
            assertThat(there).first().isEqualTo(POST_BODY);
            assertThat(Collections.frequency(there, POST_BODY)).isEqualTo(1);
          }
        });
    assertThat(scene.deadLetters.letters()).isEmpty();
    assertThat(scene.table.unconnectedSince(Instant.EPOCH)).isEmpty();
  }

  private List<String> placeOf(String token, Map<DialogId, List<String>> seen) {
    return Optional.ofNullable(dialogOf.get(token)).map(seen::get).orElse(List.of());
  }

  private boolean isKnown(String token, DialogId dialog) {
    return token.equals(POST_BODY)
        ? dialog.chat().post().isPresent()
        : dialog.equals(dialogOf.get(token));
  }

  private static boolean isEchoWithTitle(TaskMessage message) {
    return message.fromUs() && message.title().isPresent();
  }

  /** Which notice a text in Planfix stands for. */
  private static String token(String text) {
    if (text.startsWith("Comment under the post")) {
      return POST_BODY;
    }
    List<String> named = TOKEN.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
    return text.startsWith("🗑") ? "d" + named.getLast().substring(1) : named.getLast();
  }
}
