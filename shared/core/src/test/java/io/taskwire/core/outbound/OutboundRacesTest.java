package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Mortal.Side;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Sender;
import io.taskwire.core.fakes.Turns;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Notice.StatusChange;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Sending;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several processes at one comment, in every order in which they can get in each other's way. */
class OutboundRacesTest {
  private static final URI FILE = URI.create("https://files.example/price-list.png");
  private static final URI ANOTHER_FILE = URI.create("https://files.example/photo.png");
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark READ = new Mark(Sign.READ, Optional.empty());
  private static final Mark IN_DOUBT =
      new Mark(Sign.ERROR, Optional.of(Scene.WORDING.mayNotHaveBeenSent()));

  /** A client wrote, and an employee answers with a text and a file. */
  private static final class Story {
    private final Scene scene = new Scene();
    private final Client ivan = scene.client("Ivan Testov");
    private final Comment answer;

    Story() {
      ivan.writes("Hello");
      scene.settle();
      answer =
          scene.comment(
              new PlanfixChatId.OfDialog(ivan.dialog()),
              false,
              Optional.empty(),
              "Good morning",
              FileLink.of(FILE, "price-list.png"));
    }

    /** The employee writes first to somebody else. */
    Comment writesFirst() {
      return scene.writesFirst(scene.whatsapp("79990000099"), "79990000005", "Your order is ready");
    }

    Outcome send() {
      return scene.sender().send(answer);
    }

    /** Sends as far as the sender lives; the text goes with the first call, the file follows. */
    void send(Witness witness) {
      Sender sender = scene.sender(witness);
      try {
        sender.send(answer);
      } catch (Killed killed) {
        // The queue has the comment still.
      }
    }

    /** Another answer, which lies in a group of its own. */
    Comment another() {
      return scene.comment(
          new PlanfixChatId.OfDialog(ivan.dialog()),
          false,
          Optional.empty(),
          "One thing more",
          FileLink.of(ANOTHER_FILE, "photo.png"));
    }

    /** Whether two messages came one right after the other, or not at all. */
    boolean together(String first, String second) {
      List<String> texts = scene.messages.texts();
      return texts.indexOf(second) == texts.indexOf(first) + (texts.contains(second) ? 1 : 0);
    }

    Optional<Mark> mark() {
      List<Mark> marks = scene.marks(answer);
      return marks.isEmpty() ? Optional.empty() : Optional.of(marks.getLast());
    }

    void assertBothPartsWentOnce() {
      assertThat(scene.messages.texts()).containsExactly("Good morning", FILE.toString());
      assertThat(scene.texts(ivan)).containsExactly("Hello");
    }

    void assertNothingWentTwice() {
      assertThat(scene.messages.texts()).doesNotHaveDuplicates();
      assertThat(scene.texts(ivan)).containsExactly("Hello");
    }
  }

  // Two senders

  private static int callsOfOneSender() {
    Mortal counting = Mortal.livingOn();
    new Story().send(counting);
    int calls = counting.performed().size();
    assertThat(calls).isGreaterThan(8);
    return calls;
  }

  @ParameterizedTest
  @EnumSource
  void aSecondSenderAtAnyCallOfTheFirstSendsNothingTwice(Side side) {
    int calls = callsOfOneSender();
    for (int call = 0; call < calls; call++) {
      Story story = new Story();
      story.send(Witness.at(call, side, story::send));
      story.scene.settle();
      story.assertBothPartsWentOnce();
      assertThat(story.scene.marks(story.answer)).as("call %d", call).containsExactly(SENT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondSenderThatDiesAnywhereAtAnyCallOfTheFirstSendsNothingTwice(Side side) {
    int calls = callsOfOneSender();
    int inDoubt = 0;
    for (int call = 0; call < calls; call++) {
      for (int fatal = 0; fatal < calls; fatal++) {
        Story story = new Story();
        Mortal second = Mortal.dyingAt(fatal, side);
        story.send(Witness.at(call, Side.BEFORE, () -> story.send(second)));
        story.scene.settle();
        story.assertNothingWentTwice();
        Mark mark = story.mark().orElseThrow();
        inDoubt += mark.equals(SENT) ? 0 : 1;
        if (mark.equals(SENT)) {
          story.assertBothPartsWentOnce();
        } else {
          assertThat(mark.text().orElseThrow()).contains(Scene.WORDING.mayNotHaveBeenSent());
        }
      }
    }
    assertThat(inDoubt).as("so some died at a send").isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void theFirstSenderMayDieAnywhereWhileASecondTakesOver(Side side) {
    int calls = callsOfOneSender();
    for (int call = 0; call < calls; call++) {
      Story story = new Story();
      story.send(Mortal.dyingAt(call, side));
      assertThat(story.send()).isInstanceOf(Outcome.class);
      story.scene.settle();
      story.assertNothingWentTwice();
      assertThat(story.mark()).as("call %d", call).isPresent();
    }
  }

  /** What two senders have before them. */
  private enum Work {
    ONE_ANSWER,
    ONE_FIRST_MESSAGE,
    /** As by different groups of the queue. */
    TWO_ANSWERS_IN_ONE_CHAT
  }

  @ParameterizedTest
  @EnumSource
  void twoSendersThatTakeTurnsAnywhereSendNothingTwiceAndMixNothing(Work work) {
    int calls = callsOfOneSender();
    for (int first = 0; first < calls; first++) {
      for (int second = 0; second < calls; second++) {
        Story story = new Story();
        story.scene.messages.forgetsAtOnce();
        List<Comment> comments =
            switch (work) {
              case ONE_ANSWER -> List.of(story.answer, story.answer);
              case TWO_ANSWERS_IN_ONE_CHAT -> List.of(story.answer, story.another());
              case ONE_FIRST_MESSAGE -> {
                Comment one = story.writesFirst();
                yield List.of(one, one);
              }
            };
        var _ =
            Turns.taken(
                first,
                witness -> story.scene.sender(witness).send(comments.getFirst()),
                second,
                witness -> story.scene.sender(witness).send(comments.getLast()));
        story.scene.settle();
        assertThat(story.scene.messages.texts()).doesNotHaveDuplicates();
        assertThat(story.scene.messages.texts())
            .containsSubsequence("Good morning", FILE.toString());
        assertThat(story.together("Good morning", FILE.toString())).isTrue();
        assertThat(story.together("One thing more", ANOTHER_FILE.toString())).isTrue();
        for (Comment comment : comments) {
          assertThat(story.scene.marks(comment)).as("%d, %d", first, second).containsExactly(SENT);
        }
      }
    }
  }

  @RepeatedTest(100)
  void twoSendersInThreadsOfTheirOwnSendNothingTwice() throws Exception {
    Story story = new Story();
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Outcome>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(
            threads.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return story.send();
                }));
      }
      for (Future<Outcome> one : both) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
    story.scene.settle();
    story.assertBothPartsWentOnce();
    assertThat(story.scene.marks(story.answer)).containsExactly(SENT);
  }

  // Echo, status and answer

  private enum Told {
    ECHO,
    STATUS,
    ANSWER
  }

  static Stream<List<Told>> everyOrder() {
    return permutations(List.of(Told.values())).stream();
  }

  /** How long the echo is worked on before the answer is heard. */
  private enum Echo {
    LOOKED_AT,
    /** The sender is so slow that it counts as dead. */
    WAITED_OUT
  }

  @ParameterizedTest
  @MethodSource("everyOrder")
  void whateverOrderEchoStatusAndAnswerComeInTheMarkIsTrueAndTheEchoNoComment(List<Told> order) {
    for (Echo patience : Echo.values()) {
      for (Status status : Status.values()) {
        Story story = new Story();
        Consumer<Received> rest = told(story, order, status, patience, true);
        story.scene.messages.onEffect(told(story, order, status, patience, false));
        story.send();
        story.scene.settle();
        story.scene.messages.received().forEach(rest);
        story.scene.settle();
        story.assertBothPartsWentOnce();
        assertThat(story.mark().orElseThrow().sign())
            .as("%s, %s, %s", order, status, patience)
            .isEqualTo(
                switch (status) {
                  case SENT, DELIVERED -> Sign.SENT;
                  case ERROR -> Sign.ERROR;
                  case READ -> Sign.READ;
                });
      }
    }
  }

  /** What Wazzup tells before the sender hears its answer, or after. */
  private static Consumer<Received> told(
      Story story, List<Told> order, Status status, Echo patience, boolean afterwards) {
    int answer = order.indexOf(Told.ANSWER);
    List<Told> part =
        afterwards ? order.subList(answer + 1, order.size()) : order.subList(0, answer);
    return received -> part.forEach(one -> tell(story, one, received, status, patience));
  }

  private static void tell(Story story, Told one, Received received, Status status, Echo patience) {
    switch (one) {
      case ECHO -> {
        Notice.Message echo = story.scene.echo(received, story.ivan);
        if (patience == Echo.WAITED_OUT) {
          story.scene.worker().deliverUntilDone(echo);
        } else {
          story.scene.deliver(echo);
        }
      }
      case STATUS -> deliver(story, change(received.id(), status));
      case ANSWER -> throw new IllegalArgumentException("the sender hears it by itself");
    }
  }

  @ParameterizedTest
  @MethodSource("everyOrder")
  void anAnswerThatIsNeverHeardIsMadeUpForByTheEchoInEveryOrder(List<Told> order) {
    Story story = new Story();
    story.send(Mortal.dyingAt(callOfTheFirstSend(), Side.AFTER));
    Received received = story.scene.messages.received().getFirst();
    order.stream()
        .filter(one -> one != Told.ANSWER)
        .forEach(one -> tell(story, one, received, Status.READ, Echo.LOOKED_AT));
    story.scene.settle();
    story.assertBothPartsWentOnce();
    // Meanwhile it was told as unknown, perhaps.
    assertThat(story.mark()).contains(SENT);
  }

  @Test
  void anAnswerThatIsNeverHeardStaysInDoubtWithoutAnEchoWhateverStatusComes() {
    Story story = new Story();
    story.send(Mortal.dyingAt(callOfTheFirstSend(), Side.AFTER));
    deliver(story, change(story.scene.messages.received().getFirst().id(), Status.READ));
    story.scene.settle();
    story.assertBothPartsWentOnce();
    assertThat(story.mark().orElseThrow().text().orElseThrow())
        .isEqualTo(Scene.WORDING.part(1, 2, IN_DOUBT.text().orElseThrow()));
  }

  @Test
  void anEchoThatDoesNotLookLikeWhatWasSentWaitsForTheAnswerThatTellsItsId() {
    Story story = new Story();
    story.scene.messages.onEffect(
        received -> {
          if (received.text().equals("Good morning")) {
            Received altered = withText(received, received.id(), "*Good morning* (via CRM)");
            story.scene.deliver(story.scene.echo(altered, story.ivan));
          }
        });
    story.send();
    story.scene.settle();
    story.assertBothPartsWentOnce();
    assertThat(story.scene.marks(story.answer)).containsExactly(SENT);
  }

  @Test
  void whatAColleagueTypesInTheSameWordsMeanwhileIsACommentAfterAll() {
    Story story = new Story();
    story.scene.messages.onEffect(
        received -> {
          if (received.text().equals("Good morning")) {
            Received typed = withText(received, new MessageId("typed"), "Good morning");
            story.scene.deliver(story.scene.echo(typed, story.ivan));
          }
        });
    story.send();
    story.scene.settle();
    assertThat(story.scene.texts(story.ivan)).containsExactly("Hello", "Good morning");
    assertThat(story.scene.marks(story.answer)).containsExactly(SENT);
  }

  private static Received withText(Received received, MessageId id, String text) {
    Sending sending = received.sending();
    return new Received(
        id,
        new Sending(
            sending.route(), new Payload.Text(text), sending.quoted(), sending.crmMessageId()),
        received.at());
  }

  @Test
  void theEchoOfAnEarlierPartHoldsUpNothingWhileTheNextOneIsSent() {
    Story story = new Story();
    story.send(Mortal.dyingAt(callOfTheFirstSend(), Side.AFTER));
    // Longer than its echo is waited for.
    story.scene.clock.advance(Duration.ofMinutes(1));
    Received first = story.scene.messages.received().getFirst();
    story.scene.messages.onEffect(_ -> tell(story, Told.ECHO, first, Status.SENT, Echo.WAITED_OUT));
    assertThat(story.send()).isInstanceOf(Outcome.Done.class);
    story.assertBothPartsWentOnce();
  }

  private static int callOfTheFirstSend() {
    Mortal counting = Mortal.livingOn();
    new Story().send(counting);
    return counting.performed().indexOf("WazzupMessages.send");
  }

  // Statuses and marks

  /** A status of one of the two parts. */
  private record PartStatus(int part, Status status) {}

  static Stream<Status> statuses() {
    return Stream.of(Status.values());
  }

  /**
   * Two statuses of each part in every order, the first so many of them before the sender hears
   * that Wazzup has the last part.
   */
  @ParameterizedTest
  @MethodSource("statuses")
  void theMarkFollowsTheStatusesOfTwoPartsInEveryOrder(Status first) {
    for (List<PartStatus> order : interleavings(first)) {
      for (int early = 0; early <= order.size(); early++) {
        followsOneByOne(order, early);
      }
    }
  }

  private static void followsOneByOne(List<PartStatus> order, int early) {
    Story story = new Story();
    story.scene.messages.onEffect(
        received -> {
          if (story.scene.messages.received().size() == 2) {
            order.subList(0, early).forEach(one -> deliver(story, change(story, one)));
          }
        });
    story.send();
    story.scene.settle();
    assertThat(story.mark()).as("%s", order).contains(expected(order.subList(0, early)));
    for (int told = early + 1; told <= order.size(); told++) {
      deliver(story, change(story, order.get(told - 1)));
      assertThat(story.mark())
          .as("%s after %d", order, told)
          .contains(expected(order.subList(0, told)));
    }
    assertReadNeverGoesBack(story);
  }

  /** Each status comes while the mark of the one before is being reported. */
  @ParameterizedTest
  @EnumSource
  void aStatusThatComesWhileTheMarkIsReportedIsNotForgotten(Side side) {
    statuses()
        .flatMap(first -> interleavings(first).stream())
        .forEach(
            order -> {
              Story story = new Story();
              story.send();
              Deque<PartStatus> left = new ArrayDeque<>(order);
              while (!left.isEmpty()) {
                deliverWhileReporting(story, left, side);
              }
              story.scene.settle();
              assertThat(story.mark()).as("%s", order).contains(expected(order));
              assertReadNeverGoesBack(story);
            });
  }

  private static void deliverWhileReporting(Story story, Deque<PartStatus> left, Side side) {
    StatusChange next = change(story, left.removeFirst());
    story.scene.queue(next);
    Witness witness =
        Witness.at(
            "PlanfixChat.mark",
            side,
            () -> {
              if (!left.isEmpty()) {
                deliverWhileReporting(story, left, side);
              }
            });
    story.scene.worker(witness).deliver(next);
  }

  @ParameterizedTest
  @EnumSource
  void aStatusThatIsReportedAtAnyCallOfAnotherReporterIsNotUndone(Side side) {
    Mortal counting = Mortal.livingOn();
    reportFirst(counting);
    assertThat(counting.performed()).contains("PlanfixChat.mark");
    for (int call = 0; call < counting.performed().size(); call++) {
      Deque<Status> left = new ArrayDeque<>(List.of(Status.READ));
      Story story = new Story();
      story.send();
      Witness witness =
          Witness.at(
              call,
              side,
              () -> {
                if (!left.isEmpty()) {
                  deliver(story, change(story, new PartStatus(2, left.removeFirst())));
                }
              });
      reportFirst(story, witness);
      assertThat(left).isEmpty();
      assertThat(story.mark()).as("call %d", call).contains(READ);
      assertReadNeverGoesBack(story);
    }
  }

  private static void reportFirst(Witness witness) {
    Story story = new Story();
    story.send();
    reportFirst(story, witness);
  }

  /** The mark is reported for the first time. */
  private static void reportFirst(Story story, Witness witness) {
    StatusChange delivered = change(story, new PartStatus(1, Status.DELIVERED));
    story.scene.queue(delivered);
    story.scene.worker(witness).deliver(delivered);
    story.scene.settle();
  }

  @ParameterizedTest
  @EnumSource
  void aReporterMayDieAnywhereAndTheMarkIsTrueInTheEnd(Side side) {
    List<PartStatus> read = List.of(new PartStatus(1, Status.READ), new PartStatus(2, Status.READ));
    Mortal counting = Mortal.livingOn();
    reported(read, counting);
    assertThat(counting.performed()).contains("PlanfixChat.mark", "Outbox.marked");
    for (int call = 0; call < counting.performed().size(); call++) {
      Story story = reported(read, Mortal.dyingAt(call, side));
      assertThat(story.mark()).as("call %d", call).contains(READ);
      assertReadNeverGoesBack(story);
    }
  }

  private static Story reported(List<PartStatus> statuses, Mortal reporter) {
    Story story = new Story();
    story.send();
    for (PartStatus one : statuses) {
      StatusChange change = change(story, one);
      story.scene.queue(change);
      try {
        story.scene.worker(reporter).deliver(change);
      } catch (Killed killed) {
        // The queue has it still.
      }
    }
    story.scene.settle();
    return story;
  }

  private static void assertReadNeverGoesBack(Story story) {
    List<Mark> marks = story.scene.marks(story.answer);
    if (marks.contains(READ)) {
      assertThat(marks.subList(marks.indexOf(READ), marks.size())).doesNotContain(SENT);
    }
  }

  /** The furthest status of each part counts. */
  private static Mark expected(List<PartStatus> told) {
    Map<Integer, Status> furthest = new HashMap<>();
    for (PartStatus one : told) {
      furthest.merge(
          one.part(), one.status(), (known, other) -> known.compareTo(other) >= 0 ? known : other);
    }
    List<String> failed =
        Stream.of(1, 2)
            .filter(part -> furthest.get(part) == Status.ERROR)
            .map(part -> Scene.WORDING.part(part, 2, Scene.WORDING.refusal("BAD_CONTACT", "")))
            .toList();
    if (!failed.isEmpty()) {
      return new Mark(Sign.ERROR, Optional.of(String.join("\n", failed)));
    }
    return furthest.get(2) == Status.READ ? READ : SENT;
  }

  private static void deliver(Story story, StatusChange change) {
    story.scene.queue(change);
    story.scene.deliver(change);
  }

  private static StatusChange change(Story story, PartStatus one) {
    return change(story.scene.messages.received().get(one.part() - 1).id(), one.status());
  }

  private static StatusChange change(MessageId message, Status status) {
    return new StatusChange(
        message,
        status,
        Scene.START,
        status == Status.ERROR
            ? Optional.of(new DeliveryError("BAD_CONTACT", "no such client"))
            : Optional.empty());
  }

  // Orders

  /** Any two statuses of each part, those of the first part beginning with the given one. */
  private static List<List<PartStatus>> interleavings(Status first) {
    List<List<PartStatus>> all = new ArrayList<>();
    for (List<PartStatus> ofFirst : twoOf(1)) {
      for (List<PartStatus> ofLast : twoOf(2)) {
        if (ofFirst.getFirst().status() == first) {
          interleave(ofFirst, ofLast, List.of(), all);
        }
      }
    }
    return all;
  }

  private static List<List<PartStatus>> twoOf(int part) {
    return permutations(List.of(Status.values())).stream()
        .map(all -> List.of(new PartStatus(part, all.getFirst()), new PartStatus(part, all.get(1))))
        .distinct()
        .toList();
  }

  private static <T> void interleave(
      List<T> one, List<T> other, List<T> before, List<List<T>> all) {
    if (one.isEmpty() && other.isEmpty()) {
      all.add(before);
    }
    if (!one.isEmpty()) {
      interleave(one.subList(1, one.size()), other, plus(before, one.getFirst()), all);
    }
    if (!other.isEmpty()) {
      interleave(one, other.subList(1, other.size()), plus(before, other.getFirst()), all);
    }
  }

  private static <T> List<T> plus(List<T> some, T one) {
    List<T> more = new ArrayList<>(some);
    more.add(one);
    return more;
  }

  private static <T> List<List<T>> permutations(List<T> some) {
    if (some.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (T first : some) {
      List<T> others = new ArrayList<>(some);
      others.remove(first);
      permutations(others).forEach(rest -> all.add(plus(rest, first)));
    }
    return all;
  }
}
