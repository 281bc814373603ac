package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Sender;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Employees answer while Wazzup is away, takes too much at once for now, or rejects our key. */
class AwayTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark WAITS =
      new Mark(Sign.SENT, Optional.of(Scene.WORDING.waitingForWazzup()));
  private static final Mark UNKNOWN =
      new Mark(Sign.ERROR, Optional.of(Scene.WORDING.mayNotHaveBeenSent()));
  private static final Duration HOURS = Duration.ofHours(5);

  /** Nobody is told before an answer has waited for a minute. */
  private static final Duration NOT_YET_LATE = Duration.ofSeconds(40);

  private final Scene scene = new Scene();
  private final Scene.Place whatsapp = scene.whatsapp("79990000099");

  private List<Client> clients(int count) {
    List<Client> clients =
        IntStream.range(0, count)
            .mapToObj(i -> scene.client("Client " + i, whatsapp, "7999000%04d".formatted(1000 + i)))
            .toList();
    clients.forEach(client -> client.writes("Hello"));
    scene.settle();
    return clients;
  }

  private List<Comment> answers(Client client, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> scene.answers(client, "Answer " + i))
        .toList();
  }

  private List<String> texts(Client client) {
    return scene.messages.received().stream()
        .filter(
            received -> received.sending().route().recipient().toString().contains(chat(client)))
        .map(Received::text)
        .toList();
  }

  private static String chat(Client client) {
    return client.dialog().chat().id();
  }

  private static String[] numbered(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "Answer " + i).toArray(String[]::new);
  }

  private void wazzupGoesAway() {
    scene.messages.faults(_ -> Fault.LOST_BEFORE);
    scene.wazzup.goAway("HTTP 502");
  }

  private void wazzupComesBack() {
    scene.messages.faults(_ -> Fault.NONE);
    scene.wazzup.comeBack();
  }

  @Test
  void whileWazzupIsAwayForHoursEveryAnswerSaysThatItWaitsAndGoesOutInOrderAfterwards() {
    List<Client> clients = clients(5);
    wazzupGoesAway();
    List<List<Comment>> answers = clients.stream().map(client -> answers(client, 10)).toList();
    scene.pass(HOURS);
    int underWay = scene.messages.calls();
    assertThat(underWay).isBetween(1, clients.size());
    assertThat(scene.messages.texts()).isEmpty();

    wazzupComesBack();
    scene.settle();
    int unknown = 0;
    for (Client client : clients) {
      List<Comment> written = answers.get(clients.indexOf(client));
      boolean firstUnknown = scene.marks(written.getFirst()).getFirst().equals(UNKNOWN);
      int from = firstUnknown ? 2 : 1;
      unknown += firstUnknown ? 1 : 0;
      assertThat(texts(client)).containsExactly(numbered(from, 10));
      assertThat(written.subList(from - 1, 10))
          .allSatisfy(one -> assertThat(scene.marks(one)).containsExactly(WAITS, SENT));
    }
    assertThat(unknown).isEqualTo(underWay);
    assertThat(List.copyOf(scene.crashes)).isEmpty();
  }

  @Test
  void ofTheAnswersThatComeInOneBatchEachIsLookedAtOnlyOnceItIsLate() {
    Client ivan = clients(1).getFirst();
    Collection<String> calls = new ConcurrentLinkedQueue<>();
    Sender sender =
        scene.sender(
            new Witness() {
              @Override
              public void before(String call) {
                calls.add(call);
              }
            });
    scene.messages.fail(Fault.LOST_BEFORE);
    scene.wazzup.goAway("HTTP 502");
    answers(ivan, 10);
    sender.handle(scene.outbound.receive(10));
    scene.clock.advance(NOT_YET_LATE);
    calls.clear();
    sender.handle(scene.outbound.receive(10));
    // The first was settled as unknown, the second found Wazzup away, the others are not late.
    assertThat(looks(calls)).isEqualTo(2);

    scene.clock.advance(HOURS);
    calls.clear();
    sender.handle(scene.outbound.receive(10));
    assertThat(looks(calls)).isEqualTo(9);
    scene.clock.advance(HOURS);
    calls.clear();
    sender.handle(scene.outbound.receive(10));
    assertThat(calls).as("all know already").doesNotContain("NoticeQueue.put");
    assertThat(calls).doesNotContain("WazzupMessages.send");
  }

  private static long looks(Collection<String> calls) {
    return calls.stream().filter("Outbox.look"::equals).count();
  }

  @Test
  void whatWaitsBehindAnswersThatAreSentCostsNothing() {
    Client ivan = clients(1).getFirst();
    Collection<String> calls = new ConcurrentLinkedQueue<>();
    answers(ivan, 10);
    scene.clock.advance(HOURS);
    scene
        .sender(
            new Witness() {
              @Override
              public void before(String call) {
                calls.add(call);
              }
            })
        .handle(scene.outbound.receive(10));
    assertThat(scene.messages.texts()).hasSize(10);
    assertThat(looks(calls)).isEqualTo(10);
    assertThat(calls.stream().filter("Outbox.write"::equals)).hasSize(20);
  }

  @Test
  void tooManyRequestsIsNoErrorButAWaitForTheNextWindow() {
    Client ivan = clients(1).getFirst();
    scene.messages.fail(Fault.TOO_MANY, Fault.TOO_MANY);
    Instant began = scene.clock.instant();
    List<Comment> answers = answers(ivan, 3);
    scene.settle();
    assertThat(texts(ivan)).containsExactly(numbered(1, 3));
    assertThat(scene.messages.calls()).isEqualTo(5);
    assertThat(scene.messages.received().getFirst().at()).isAfter(began.plusSeconds(10));
    assertThat(answers).allSatisfy(answer -> assertThat(scene.marks(answer)).containsExactly(SENT));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TOO_MANY", "REJECTED"})
  void aRefusalToTakeAnythingNowIsToldOnceItLastsForMoreThanAMinute(Fault refusal) {
    Client ivan = clients(1).getFirst();
    scene.messages.faults(_ -> refusal);
    List<Comment> answers = answers(ivan, 5);
    scene.pass(NOT_YET_LATE);
    assertThat(answers).allSatisfy(answer -> assertThat(scene.marks(answer)).isEmpty());
    scene.pass(Duration.ofMinutes(20));
    scene.messages.faults(_ -> Fault.NONE);
    scene.settle();
    assertThat(texts(ivan)).containsExactly(numbered(1, 5));
    assertThat(answers)
        .allSatisfy(answer -> assertThat(scene.marks(answer)).containsExactly(WAITS, SENT));
  }

  @Test
  void aBurstOfTwoThousandAnswersKeepsToTheLimitAndGetsThroughWithoutAnError() {
    List<Client> clients = clients(200);
    List<Comment> all = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      for (Client client : clients) {
        all.add(scene.answers(client, "Answer " + i));
      }
    }
    scene.messages.limit(500);
    List<Sender> senders = IntStream.range(0, 8).mapToObj(_ -> scene.sender()).toList();
    Instant began = scene.clock.instant();
    while (!scene.outbound.isEmpty()) {
      boolean anything = false;
      for (Sender sender : senders) {
        var batch = scene.outbound.receive(FakeQueue.LARGEST_BATCH);
        if (!batch.isEmpty()) {
          anything = true;
          sender.handle(batch);
        }
      }
      // Eight senders with ten messages each in a tenth of a second: eight times what is allowed.
      scene.clock.advance(Duration.ofMillis(100));
      if (!anything) {
        scene.outbound.nextVisible().ifPresent(scene.clock::advanceTo);
      }
    }
    Duration took = Duration.between(began, scene.clock.instant());
    int refused = scene.messages.refusedByLimit();
    scene.settle();

    assertThat(scene.messages.received()).hasSize(2000);
    assertThat(clients)
        .allSatisfy(client -> assertThat(texts(client)).containsExactly(numbered(1, 10)));
    assertThat(all)
        .allSatisfy(
            answer -> assertThat(scene.marks(answer)).doesNotContain(UNKNOWN).endsWith(SENT));
    assertThat(refused).as("the limit was met").isPositive();
    assertThat(refused).as("calls that were too many, of 2000").isLessThan(1000);
    assertThat(took).isBetween(Duration.ofSeconds(15), Duration.ofMinutes(1));
  }
}
