package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.Call;
import io.taskwire.core.fakes.FakePlanfix.ClosedTask;
import io.taskwire.core.fakes.FakePlanfix.EchoInNewChat;
import io.taskwire.core.fakes.FakePlanfix.Fault;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.planfix.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An outage is waiting, not failing; and what could not be asked is never taken for a no. */
class OutageTest {
  private static final int DIALOGS = 50;
  private static final int MESSAGES = 3;
  private static final int UNDER_WAY = 10;
  private static final Duration HOURS = Duration.ofHours(5);

  private final Scene scene = new Scene();

  @Test
  void fiftyDialogsWaitThroughHoursAndComeInOrderAndOnlyWhatWasUnderWayComesTwice() {
    List<Client> clients = manyClients();
    for (int message = 0; message < MESSAGES; message++) {
      for (Client client : clients) {
        client.writes("message " + message);
      }
    }
    Outage outage = new Outage();
    scene.planfix.faults(outage::fault);

    settleUntil(Scene.START.plus(HOURS));
    assertThat(outage.posts).as("calls with an effect after the outage began").hasValue(0);
    assertThat(outage.questions).hasSizeGreaterThan(10);
    assertThat(shortestPause(outage.questions)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));

    scene.planfix.noFaults();
    Instant over = scene.clock.instant();
    scene.settle();

    int doubled = 0;
    for (Client client : clients) {
      List<String> texts = new ArrayList<>(scene.texts(client));
      if (Collections.frequency(texts, "message 0") == 2) {
        texts.removeFirst();
        doubled++;
      }
      assertThat(texts).containsExactly("message 0", "message 1", "message 2");
    }
    assertThat(doubled).isLessThanOrEqualTo(UNDER_WAY);
    assertThat(scene.clock.instant()).isBefore(over.plus(Duration.ofMinutes(16)));
    assertThat(scene.deadLetters.letters()).isEmpty();
    assertThat(scene.crashes).isEmpty();
  }

  /** Begins when ten messages are under way, and swallows the answers to them. */
  private final class Outage {
    private final CyclicBarrier underWay = new CyclicBarrier(UNDER_WAY);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private final Queue<Instant> questions = new ConcurrentLinkedQueue<>();

    Fault fault(Call call) {
      if (call.isPost()) {
        if (begun.incrementAndGet() <= UNDER_WAY) {
          meet(underWay);
          return Fault.OUTAGE_AFTER;
        }
        posts.incrementAndGet();
      } else if (begun.get() < UNDER_WAY) {
        return Fault.NONE;
      } else {
        questions.add(scene.clock.instant());
      }
      return Fault.OUTAGE_BEFORE;
    }
  }

  @Test
  void aMessageThatWasAdmittedBeforeAnotherFailedIsNotPosted() {
    List<Client> clients = manyClients();
    Notice failing = clients.get(0).writes("Hello").notice();
    Notice admitted = clients.get(1).writes("Hello").notice();
    scene.planfix.failPosts(Fault.OUTAGE_BEFORE);
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    Worker process =
        scene.worker(Witness.onceAfter("DialogStore.take", () -> meanwhile.get().run()));
    meanwhile.set(() -> process.deliver(failing));

    assertThat(process.deliver(admitted)).isInstanceOf(Outcome.Later.class);

    assertThat(scene.planfix.posts()).as("only the one that failed").isEqualTo(1);
    scene.settle();
    assertThat(scene.texts(clients.get(1))).containsExactly("Hello");
  }

  @Test
  void aFailedAttemptLeavesTheDialogToOthersAtOnce() {
    Client ivan = scene.client("Ivan Testov");
    Client byOtherAddress = ivan.at(scene.listed("whatsapp:79990000099", "wapi", "address-anew"));
    Notice failing = ivan.writes("one").notice();
    Notice next = byOtherAddress.writes("two").notice();
    scene.planfix.failPosts(Fault.SETUP);
    assertThat(scene.deliver(failing)).isInstanceOf(Outcome.Later.class);

    assertThat(scene.deliver(next)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aPlanThatTakesTooLongGoesOnInTheNextInvocationAtOnceFromWhereItWas() {
    var shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
    Client nora = scene.client("Nora Testova", shop, "nora.test").under("post-1");
    Notice comment = nora.writes("How much is it?").notice();
    scene.planfix.window(_ -> scene.clock.advance(Duration.ofSeconds(20)));

    Outcome first = scene.deliver(comment);

    assertThat(first).isInstanceOf(Outcome.Later.class);
    assertThat(((Outcome.Later) first).delay()).isZero();
    assertThat(scene.texts(nora)).containsExactly(Texts.POST_BODY);
    assertThat(scene.deliver(comment)).isInstanceOf(Outcome.Done.class);
    assertThat(scene.texts(nora)).containsExactly(Texts.POST_BODY, "How much is it?");
  }

  @Test
  void delaysGrowWithTheAttemptsOfAMessage() {
    Client ivan = scene.client("Ivan Testov");
    var notice = ivan.writes("Hello").notice();
    scene.planfix.goAway();
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Outcome outcome = scene.deliver(notice);
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      delays.add(((Outcome.Later) outcome).delay());
      scene.clock.advance(delays.getLast());
    }

    assertThat(delays).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(delays).isSorted().endsWith(Duration.ofMinutes(15), Duration.ofMinutes(15));
  }

  @Test
  void aBrokenSetupWaitsAndRaisesTheAlarmAndNothingIsParked() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    scene.planfix.faults(_ -> Fault.SETUP);

    settleUntil(Scene.START.plus(HOURS));

    assertThat(scene.setupTroubles).hasPositiveValue();
    assertThat(scene.planfix.tasks()).isEmpty();
    assertThat(scene.deadLetters.letters()).isEmpty();
    scene.planfix.noFaults();
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }

  @Test
  void aLineWithABrokenSetupDoesNotHoldUpAnother() {
    Place broken = scene.whatsapp("79990000098");
    Place sound = scene.whatsapp("79990000099");
    scene.lines(
        new Line("broken", "wrong-token", Optional.of(broken.channel())),
        new Line("sound", "planfix-token", Optional.of(sound.channel())));
    Client pyotr = scene.client("Pyotr Testov", broken, "79990000002");
    Client ivan = scene.client("Ivan Testov", sound, "79990000001");
    pyotr.writes("Hello");
    ivan.writes("Hello");
    scene.planfix.faults(call -> call.dialog().equals(pyotr.dialog()) ? Fault.SETUP : Fault.NONE);

    settleUntil(Scene.START.plus(HOURS));

    assertThat(scene.texts(ivan)).containsExactly("Hello");
    assertThat(scene.planfix.tasks(pyotr.dialog())).isEmpty();
  }

  @Test
  void aDialogWithoutALineWaitsUntilTheSettingsHaveOne() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    scene.lines();

    settleUntil(Scene.START.plus(HOURS));

    assertThat(scene.setupTroubles).hasPositiveValue();
    assertThat(scene.planfix.calls()).isEmpty();
    scene.lines(Scene.LINE);
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }

  @Test
  void aRejectedTokenSeenByTheProbeRaisesTheAlarmToo() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    scene.planfix.failPosts(Fault.OUTAGE_BEFORE);
    scene.worker().handle(scene.queue.receive(1));
    scene.planfix.faults(_ -> Fault.SETUP);

    settleUntil(Scene.START.plus(HOURS));

    assertThat(scene.setupTroubles).hasPositiveValue();
  }

  // What could not be asked is no "no".

  @Test
  void whetherATaskIsThereIsAskedAgainAndNoTaskIsMadeWhereItCouldNotBeAsked() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("one");
    scene.settle();
    scene.clock.advance(Duration.ofMinutes(10));
    var notice = ivan.writes("two").notice();
    scene.planfix.faults(call -> call.isPost() ? Fault.NONE : Fault.OUTAGE_BEFORE);

    assertThat(scene.deliver(notice)).isInstanceOf(Outcome.Later.class);

    assertThat(scene.texts(ivan)).containsExactly("one");
    scene.planfix.noFaults();
    scene.clock.advance(Duration.ofSeconds(15));
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("one", "two");
  }

  @Test
  void anEchoIsNotPostedAgainWhereItCouldNotBeAskedWhetherItMadeATask() {
    Client ivan = scene.client("Ivan Testov");
    scene.planfix.with(EchoInNewChat.OPENS_A_TASK);
    ivan.colleagueWrites("Hello");
    AtomicInteger questions = new AtomicInteger();
    scene.planfix.faults(
        call ->
            !call.isPost() && questions.incrementAndGet() == 2 ? Fault.OUTAGE_BEFORE : Fault.NONE);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello");
    assertThat(scene.planfix.posts()).isEqualTo(1);
  }

  @Test
  void whetherClosedTasksAreKeptStaysUnknownWhereItCouldNotBeAsked() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("one");
    scene.settle();
    scene.planfix.with(ClosedTask.IS_KEPT).close(ivan.dialog());
    scene.clock.advance(Duration.ofMinutes(10));
    AtomicInteger questions = new AtomicInteger();
    scene.planfix.faults(
        call ->
            !call.isPost() && questions.incrementAndGet() == 2 ? Fault.OUTAGE_BEFORE : Fault.NONE);

    ivan.writes("two");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", "two");
    assertThat(scene.table.keepsClosedTasks("taskwire")).isEmpty();
  }

  @Test
  void everyAttemptAndItsReasonCanBeToldLater() {
    Client ivan = scene.client("Ivan Testov");
    var said = ivan.writes("Hello");
    scene.planfix.failPosts(Fault.OUTAGE_BEFORE);

    scene.settle();

    assertThat(scene.table.decisions(said.id()))
        .extracting(decision -> decision.what())
        .contains(
            "rule: dialog by channel and chat",
            "getTask: none",
            "rule: OPEN",
            "newMessage with title: no answer within 10 s",
            "newMessage with title: taken");
    Look look =
        new Look(
            NoticeKey.of(said.id()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(ivan.dialog()),
            Optional.empty());
    assertThat(scene.table.look(look).notice()).map(record -> record.attempts()).contains(1);
  }

  private List<Client> manyClients() {
    Place place = scene.whatsapp("79990000099");
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < DIALOGS; i++) {
      clients.add(scene.client("Client " + i, place, "799900001%02d".formatted(i)));
    }
    return clients;
  }

  private void settleUntil(Instant end) {
    Worker worker = scene.worker();
    while (scene.clock.instant().isBefore(end)) {
      List<Received> batch = scene.queue.receive(FakeQueue.LARGEST_BATCH);
      if (batch.isEmpty()) {
        scene.clock.advanceTo(scene.queue.nextVisible().orElse(end));
      } else {
        worker.handle(batch);
      }
    }
  }

  private static Duration shortestPause(Queue<Instant> times) {
    List<Instant> all = new ArrayList<>(times);
    Duration shortest = HOURS;
    for (int i = 1; i < all.size(); i++) {
      Duration pause = Duration.between(all.get(i - 1), all.get(i));
      shortest = pause.compareTo(shortest) < 0 ? pause : shortest;
    }
    return shortest;
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the messages were not under way together", e);
    }
  }
}
