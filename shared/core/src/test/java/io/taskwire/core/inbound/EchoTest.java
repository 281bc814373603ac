package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.EchoInNewChat;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Mortal.Side;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.TaskMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What our side wrote on the phone or in Wazzup, and what became of it. */
class EchoTest {
  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");

  @Test
  void anEchoStandsInTheTaskAsOursOnceHoweverOftenItComes() {
    ivan.writes("Hello");
    var said = ivan.colleagueWrites("Good day");
    scene.settle();
    scene.clock.advance(Duration.ofMinutes(6));
    said.comesAgain();
    said.becomes(Status.DELIVERED);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Good day");
    assertThat(scene.task(ivan).messages())
        .extracting(TaskMessage::fromUs)
        .containsExactly(false, true);
  }

  @Test
  void anEchoThatMayOpenATaskStandsThereAsOurs() {
    scene.planfix.with(EchoInNewChat.OPENS_A_TASK);
    ivan.colleagueWrites("Good day");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Good day");
    assertThat(scene.task(ivan).messages()).allMatch(TaskMessage::fromUs);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "IGNORED"})
  void anEchoThatMayNotOpenATaskStandsThereUnderItsAuthorsName(EchoInNewChat knob) {
    scene.planfix.with(knob);
    ivan.colleagueWrites("Good day");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Olga Testova: Good day");
    assertThat(scene.task(ivan).messages()).noneMatch(TaskMessage::fromUs);
    assertThat(scene.deadLetters.letters()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "IGNORED"})
  void anEchoWithoutAnAuthorStandsThereAsAnEmployees(EchoInNewChat knob) {
    scene.planfix.with(knob);
    ivan.somebodyOfUsWrites("Good day");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Employee: Good day");
  }

  @ParameterizedTest
  @EnumSource
  void theDialogGoesOnAfterAnEchoOpenedIt(EchoInNewChat knob) {
    scene.planfix.with(knob);
    ivan.colleagueWrites("one");
    ivan.colleagueWrites("two");
    ivan.writes("three");

    scene.settle();

    assertThat(scene.texts(ivan)).hasSize(3).last().isEqualTo("three");
    assertThat(scene.texts(ivan).get(1)).isEqualTo("two");
  }

  @ParameterizedTest
  @EnumSource
  void anEchoIsNotTakenForDoneBecauseAnotherMessageOpenedTheTaskMeanwhile(EchoInNewChat knob) {
    scene.planfix.with(knob);
    Place anew = scene.listed("whatsapp:79990000099", "wapi", "address-anew");
    Notice echo = ivan.colleagueWrites("Good day").notice();
    Notice other = ivan.at(anew).writes("Hello").notice();
    // The worker dies when the echo's first post is written down, before it asks what came of it.
    Worker doomed = scene.worker(Mortal.dyingAt(placeOf("DialogStore.progress"), Side.AFTER));
    assertThatExceptionOfType(Killed.class).isThrownBy(() -> doomed.deliver(echo));
    scene.clock.advance(Duration.ofSeconds(36));

    scene.worker().deliverUntilDone(other);
    scene.worker().deliverUntilDone(echo);

    assertThat(scene.texts(ivan)).contains("Hello", "Good day");
  }

  @Test
  void anEchoThatIsRefusedInATaskThatAnotherMessageOpenedIsToldThereWithoutRenamingIt() {
    scene.planfix.with(EchoInNewChat.IGNORED);
    Place anew = scene.listed("whatsapp:79990000099", "wapi", "address-anew");
    Notice echo = ivan.colleagueWrites("Good day").notice();
    Notice other = ivan.at(anew).writes("Hello").notice();
    Worker doomed = scene.worker(Mortal.dyingAt(placeOf("DialogStore.progress"), Side.AFTER));
    assertThatExceptionOfType(Killed.class).isThrownBy(() -> doomed.deliver(echo));
    scene.clock.advance(Duration.ofSeconds(36));
    scene.worker().deliverUntilDone(other);
    scene.planfix.refuse(message -> message.text().contains("Good day"));

    scene.worker().deliverUntilDone(echo);

    assertThat(scene.texts(ivan)).containsExactly("Hello", Texts.parked(echo));
    assertThat(scene.task(ivan).renamed()).isZero();
    assertThat(scene.deadLetters.letters()).hasSize(1);
  }

  @Test
  void anEchoThatCouldOpenNoTaskDoesNotMakeTheNextOneBelieveInOne() {
    scene.planfix.with(EchoInNewChat.IGNORED);
    scene.planfix.refuse(message -> !message.fromUs());
    ivan.colleagueWrites("one");
    scene.settle();
    assertThat(scene.planfix.tasks()).isEmpty();
    assertThat(scene.deadLetters.letters()).hasSize(1);
    scene.planfix.noFaults();

    ivan.colleagueWrites("two");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Olga Testova: two");
  }

  /** Which of the calls for a first echo this is. */
  private static int placeOf(String call) {
    Scene other = new Scene();
    Mortal living = Mortal.livingOn();
    other.worker(living).deliver(other.client("Ivan Testov").colleagueWrites("one").notice());
    return living.performed().indexOf(call);
  }

  // Failures

  @Test
  void theFailureOfAnEchoIsToldOnceWithItsReason() {
    ivan.writes("Hello");
    var said = ivan.colleagueWrites("Good day");
    scene.settle();
    said.fails("BAD_CONTACT", "No such account");
    said.comesAgainAsFailed("BAD_CONTACT", "No such account");
    scene.settle();
    scene.clock.advance(Duration.ofMinutes(6));
    said.fails("BAD_CONTACT", "No such account");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Good day", Texts.FAILED);
    assertThat(scene.task(ivan).messages().getLast().fromUs()).isTrue();
  }

  @Test
  void aFailureThatComesBeforeItsEchoIsToldAfterIt() {
    ivan.writes("Hello");
    scene.settle();
    var said = ivan.colleagueWrites("Good day");
    Notice failure = said.fails("BAD_CONTACT", "No such account");
    assertThat(scene.deliver(failure)).isInstanceOf(Outcome.Done.class);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Good day", Texts.FAILED);
  }

  @Test
  void anEchoThatComesAlreadyFailedIsToldWithItsFailure() {
    ivan.writes("Hello");
    scene.settle();
    Notice failed =
        ivan.colleagueWrites("Good day").comesAgainAsFailed("BAD_CONTACT", "No such account");

    assertThat(scene.deliver(failed)).isInstanceOf(Outcome.Done.class);
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Good day", Texts.FAILED);
  }

  @RepeatedTest(20)
  void anEchoAndItsFailureThatComeTogetherMakeOneOfEach() throws Exception {
    ivan.writes("Hello");
    scene.settle();
    var said = ivan.colleagueWrites("Good day");
    Notice failure = said.fails("BAD_CONTACT", "No such account");
    Notice repeated = said.comesAgainAsFailed("BAD_CONTACT", "No such account");

    allAtOnce(said.notice(), failure, repeated, failure);

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Good day", Texts.FAILED);
  }

  @Test
  void aFailureThatWasToldBetweenTheLookAndTheLeaseIsNotToldAgain() {
    var said = ivan.colleagueWrites("Good day");
    scene.settle();
    Notice failure = said.fails("BAD_CONTACT", "No such account");
    Witness anotherIsFaster =
        Witness.onceAfter("DialogStore.look", () -> scene.worker().deliverUntilDone(failure));

    scene.worker(anotherIsFaster).deliverUntilDone(failure);

    assertThat(scene.texts(ivan)).containsExactly("Good day", Texts.FAILED);
  }

  @Test
  void aFailureThatIsBeingToldWhileAnotherWorkerLooksIsNotToldAgain() throws Exception {
    var said = ivan.colleagueWrites("Good day");
    scene.settle();
    Notice failure = said.fails("BAD_CONTACT", "No such account");
    CountDownLatch telling = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    scene.planfix.window(
        _ -> {
          telling.countDown();
          await(looked);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> scene.worker().deliverUntilDone(failure));
      await(telling);
      Witness firstIsDoneMeanwhile =
          Witness.onceAfter(
              "DialogStore.look",
              () -> {
                looked.countDown();
                await(first);
              });

      scene.worker(firstIsDoneMeanwhile).deliverUntilDone(failure);
    }

    assertThat(scene.texts(ivan)).containsExactly("Good day", Texts.FAILED);
  }

  @Test
  void aFailureWithoutAReasonIsToldToo() {
    var said = ivan.colleagueWrites("Good day");
    scene.settle();

    said.becomes(Status.ERROR);
    scene.settle();

    assertThat(scene.texts(ivan))
        .containsExactly("Good day", "⚠ A message sent outside Planfix was not delivered: ERROR");
  }

  @Test
  void aMessageThatWasReadDidNotFail() {
    var said = ivan.colleagueWrites("Good day");
    scene.settle();
    said.becomes(Status.READ);
    scene.settle();

    said.fails("BAD_CONTACT", "No such account");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Good day");
  }

  @ParameterizedTest
  @EnumSource(names = {"SENT", "DELIVERED", "READ"})
  void goodNewsIsNoComment(Status status) {
    var said = ivan.colleagueWrites("Good day");
    said.becomes(status);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Good day");
  }

  @Test
  void theFailureOfAMessageThatIsNotInPlanfixIsNotTold() {
    Place unconnected = scene.listed("whatsapp:79990000098", "whatsapp", "address-98");
    Client pyotr = scene.client("Pyotr Testov", unconnected, "79990000002");
    var said = pyotr.colleagueWrites("Good day");
    said.fails("BAD_CONTACT", "No such account");

    scene.settle();

    assertThat(scene.planfix.calls()).isEmpty();
  }

  @Test
  void theStatusOfAMessageThatNeverComesChangesNothing() {
    scene.queue(
        new Notice.StatusChange(
            new MessageId("message-of-nobody"), Status.ERROR, Scene.START, Optional.empty()));

    scene.settle();

    assertThat(scene.planfix.calls()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(Future<?> other) {
    try {
      other.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void allAtOnce(Notice... notices) throws Exception {
    CyclicBarrier together = new CyclicBarrier(notices.length);
    try (var threads = Executors.newFixedThreadPool(notices.length)) {
      List<Future<Void>> running =
          Arrays.stream(notices)
              .map(
                  notice ->
                      threads.<Void>submit(
                          () -> {
                            Worker worker = scene.worker();
                            together.await(10, TimeUnit.SECONDS);
                            deliverWithoutTimePassing(worker, notice);
                            return null;
                          }))
              .toList();
      for (Future<Void> one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static void deliverWithoutTimePassing(Worker worker, Notice notice) {
    int attempts = 0;
    while (!(worker.deliver(notice) instanceof Outcome.Done)) {
      assertThat(attempts++).isLessThan(1_000_000);
    }
  }
}
