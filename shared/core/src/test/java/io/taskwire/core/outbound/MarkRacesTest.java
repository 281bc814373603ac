package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages;
import io.taskwire.core.fakes.FakePlanfix.Fault;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Mortal.Side;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Turns;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Notice.StatusChange;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.wazzup.Payload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several workers at the mark of one comment. Here the queue brings back only what a worker left
 * for later: an entry that counts as done must not be needed any more.
 */
class MarkRacesTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark READ = new Mark(Sign.READ, Optional.empty());
  private static final Mark FAILED =
      new Mark(
          Sign.ERROR,
          Optional.of(Scene.WORDING.part(1, 2, Scene.WORDING.refusal("BAD_CONTACT", ""))));

  /** So long a worker that died holds a right. */
  private static final Duration RIGHT = Duration.ofSeconds(35);

  /** A client wrote, and is answered with a text and a file; no mark is shown yet. */
  private static final class Story {
    private final Scene scene = new Scene();
    private final Client ivan = scene.client("Ivan Testov");
    private final Comment answer;

    Story() {
      this(Optional.empty());
    }

    /**
     * The same.
     *
     * @param ours with which a comment is written that Planfix has no id for
     */
    private Story(Optional<CommentId> ours) {
      ivan.writes("Hello");
      scene.settle();
      Comment written =
          scene.comment(
              new PlanfixChatId.OfDialog(ivan.dialog()),
              false,
              Optional.empty(),
              "Good morning",
              FileLink.of(URI.create("https://files.example/price-list.png"), "price-list.png"));
      answer =
          new Comment(
              ours.orElse(written.id()),
              written.chat(),
              written.first(),
              written.phone(),
              written.channel(),
              written.text(),
              written.files(),
              written.receivedAt());
    }

    static Story sent() {
      Story story = new Story();
      assertThat(story.send()).isInstanceOf(Outcome.Done.class);
      return story;
    }

    Outcome send() {
      return scene.sender().send(answer);
    }

    /** The same, and Planfix shows that it was sent. */
    static Story shown() {
      Story story = sent();
      assertThat(story.deliver(story.due())).isInstanceOf(Outcome.Done.class);
      assertThat(story.marks()).containsExactly(SENT);
      return story;
    }

    /**
     * One that a button wrote: it can't be given a mark, and that its text has failed stands in the
     * task.
     */
    static Story noted() {
      Story story =
          new Story(Optional.of(CommentId.nameless(Scene.LINE.providerId(), "good-morning")));
      assertThat(story.send()).isInstanceOf(Outcome.Done.class);
      assertThat(story.deliver(story.due())).isInstanceOf(Outcome.Done.class);
      assertThat(story.deliver(story.status(1, Status.ERROR))).isInstanceOf(Outcome.Done.class);
      assertThat(story.notes()).containsExactly(FAILED.text().orElseThrow());
      return story;
    }

    /** What stands in the task after the client's message. */
    List<String> notes() {
      List<String> texts = scene.texts(ivan);
      return texts.subList(1, texts.size());
    }

    /** What the sender queues when a mark is due. */
    Notice due() {
      return new Notice.MarkDue(answer.id(), scene.clock.instant());
    }

    Notice status(int part, Status status) {
      return new StatusChange(
          scene.messages.received().get(part - 1).id(),
          status,
          scene.clock.instant(),
          status == Status.ERROR
              ? Optional.of(new DeliveryError("BAD_CONTACT", "no such client"))
              : Optional.empty());
    }

    Outcome deliver(Notice notice) {
      return scene.worker().deliver(notice);
    }

    /** Something else happens while Planfix is told the mark. */
    Outcome deliverWhile(Notice notice, Side side, Runnable meanwhile) {
      return scene.worker(Witness.at("PlanfixChat.mark", side, meanwhile)).deliver(notice);
    }

    /** The queue brings it back, if it was left for later. */
    void comesBack(Notice notice, Outcome outcome) {
      if (outcome instanceof Outcome.Later(Duration delay, _, _)) {
        scene.clock.advance(delay);
        scene.worker().deliverUntilDone(notice);
      }
    }

    List<Mark> marks() {
      return scene.marks(answer);
    }

    /** Planfix shows this at last, and the table knows it. */
    void assertShows(Mark mark) {
      assertThat(marks()).last().isEqualTo(mark);
      assertThat(scene.table.whole(answer.id()).orElseThrow().comment().reported()).contains(mark);
    }
  }

  private static void assertComesBackSoon(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Later.class, later -> assertThat(later.delay()).isEqualTo(Worker.FIRST_RETRY));
  }

  // One after another

  @Test
  void aMarkThatTheSenderTellsOfIsShownWithoutALookBefore() {
    Story story = Story.sent();
    Mortal worker = Mortal.livingOn();
    story.scene.worker(worker).deliver(story.due());
    assertThat(worker.performed())
        .containsExactly(
            "Outbox.takeMark", "Outbox.deliveries", "PlanfixChat.mark", "Outbox.marked");
    story.assertShows(SENT);
  }

  @Test
  void anEntryThatComesTwiceShowsItsMarkOnceAndHoldsNobodyUp() {
    Story story = Story.shown();
    Mortal worker = Mortal.livingOn();
    assertThat(story.scene.worker(worker).deliver(story.due())).isInstanceOf(Outcome.Done.class);
    assertThat(worker.performed())
        .containsExactly("Outbox.takeMark", "Outbox.deliveries", "Outbox.giveMarkBack");
    assertThat(story.marks()).containsExactly(SENT);
    assertThat(story.deliver(story.status(2, Status.READ))).isInstanceOf(Outcome.Done.class);
    story.assertShows(READ);
  }

  @Test
  void aStatusThatChangesNothingIsLookedAtAndTakesNoRight() {
    Story story = Story.shown();
    Mortal worker = Mortal.livingOn();
    assertThat(story.scene.worker(worker).deliver(story.status(2, Status.DELIVERED)))
        .isInstanceOf(Outcome.Done.class);
    assertThat(worker.performed()).containsExactly("DialogStore.noteStatus", "Outbox.whole");
  }

  // One beside another

  @ParameterizedTest
  @EnumSource
  void aStatusThatComesWhileAnOlderMarkIsOnItsWayIsShownAfterIt(Side side) {
    Story story = Story.sent();
    Notice read = story.status(2, Status.READ);
    List<Outcome> meanwhile = new ArrayList<>();
    Outcome slow = story.deliverWhile(story.due(), side, () -> meanwhile.add(story.deliver(read)));
    assertThat(slow).isInstanceOf(Outcome.Done.class);
    assertComesBackSoon(meanwhile.getFirst());
    assertThat(story.marks()).containsExactly(SENT);
    story.comesBack(read, meanwhile.getFirst());
    assertThat(story.marks()).containsExactly(SENT, READ);
  }

  @ParameterizedTest
  @EnumSource
  void aStatusByWhichNothingIsDueComesBackWhereSomebodyShowsWhatIsOlder(Side side) {
    Story story = Story.shown();
    Notice failed = story.status(1, Status.ERROR);
    Notice read = story.status(1, Status.READ);
    List<Outcome> meanwhile = new ArrayList<>();
    Outcome slow = story.deliverWhile(failed, side, () -> meanwhile.add(story.deliver(read)));
    assertThat(slow).isInstanceOf(Outcome.Done.class);
    assertComesBackSoon(meanwhile.getFirst());
    assertThat(story.marks()).containsExactly(SENT, FAILED);
    story.comesBack(read, meanwhile.getFirst());
    story.assertShows(SENT);
  }

  /** The text has failed, and while that is being shown the file is refused. */
  @Test
  void aMarkThatTheSenderTellsOfWhileAnOlderOneIsOnItsWayIsShownAfterIt() {
    Story story = new Story();
    fileMeets(story, FakeMessages.Fault.TOO_MANY);
    assertThat(story.send()).isInstanceOf(Outcome.Later.class);
    fileMeets(story, FakeMessages.Fault.REFUSED);
    Notice failed = story.status(1, Status.ERROR);
    List<Outcome> meanwhile = new ArrayList<>();
    Outcome slow =
        story.deliverWhile(
            failed,
            Side.BEFORE,
            () -> {
              assertThat(story.send()).isInstanceOf(Outcome.Done.class);
              meanwhile.add(story.deliver(story.due()));
            });
    assertThat(slow).isInstanceOf(Outcome.Done.class);
    assertComesBackSoon(meanwhile.getFirst());
    assertThat(story.marks()).containsExactly(FAILED);
    story.comesBack(story.due(), meanwhile.getFirst());
    assertThat(story.marks()).hasSize(2);
    assertThat(story.marks().getLast().text().orElseThrow().lines())
        .hasSize(2)
        .first()
        .isEqualTo(FAILED.text().orElseThrow());
  }

  private static void fileMeets(Story story, FakeMessages.Fault fault) {
    story.scene.messages.faults(
        sending -> sending.payload() instanceof Payload.File ? fault : FakeMessages.Fault.NONE);
  }

  @Test
  void whoeverDiedHoldsOthersUpUntilItsTimeIsOverAndNoLonger() {
    Story story = Story.shown();
    Notice read = story.status(2, Status.READ);
    Instant died = story.scene.clock.instant();
    try {
      story.scene.worker(dyingAtTheMark()).deliver(read);
    } catch (Killed killed) {
      // The queue has it still.
    }
    for (Outcome outcome = story.deliver(read); outcome instanceof Outcome.Later later; ) {
      assertComesBackSoon(outcome);
      assertThat(story.scene.clock.instant()).isBefore(died.plus(RIGHT));
      assertThat(story.marks()).containsExactly(SENT);
      story.scene.clock.advance(later.delay());
      outcome = story.deliver(read);
    }
    assertThat(story.marks()).containsExactly(SENT, READ);
  }

  private static Witness dyingAtTheMark() {
    Mortal counting = Mortal.livingOn();
    Story story = Story.shown();
    story.scene.worker(counting).deliver(story.status(2, Status.READ));
    return Mortal.dyingAt(counting.performed().indexOf("PlanfixChat.mark"), Side.BEFORE);
  }

  @Test
  void whoeverOutlivedItsRightDoesNotNoteItsMark() {
    Story story = Story.sent();
    Notice read = story.status(2, Status.READ);
    story.deliverWhile(
        story.due(),
        Side.AFTER,
        () -> {
          story.scene.clock.advance(RIGHT);
          assertThat(story.deliver(read)).isInstanceOf(Outcome.Done.class);
        });
    assertThat(story.marks()).containsExactly(SENT, READ);
    story.assertShows(READ);
  }

  // It is not known what Planfix shows

  @ParameterizedTest
  @EnumSource(names = {"OUTAGE_BEFORE", "OUTAGE_AFTER"})
  void afterAnAnswerThatWasLostWhatIsTrueIsToldThoughItWasToldBefore(Fault lost) {
    Story story = Story.shown();
    Notice failed = story.status(1, Status.ERROR);
    story.scene.planfix.markFaults(() -> lost);
    Outcome unheard = story.deliver(failed);
    assertComesBackSoon(unheard);
    story.scene.planfix.markFaults(() -> Fault.NONE);
    assertThat(story.deliver(story.status(1, Status.READ))).isInstanceOf(Outcome.Done.class);
    story.comesBack(failed, unheard);
    story.assertShows(SENT);
  }

  /** The client reads the text after all while Planfix is away; then only the error comes back. */
  @Test
  void afterAnAnswerThatWasLostTheEntryItselfTellsWhatIsTrueByNow() {
    Story story = Story.shown();
    Notice failed = story.status(1, Status.ERROR);
    story.scene.planfix.markFaults(() -> Fault.OUTAGE_AFTER);
    Outcome unheard = story.deliver(failed);
    var _ =
        story.scene.table.noteStatus(
            (StatusChange) story.status(1, Status.READ), story.scene.clock.instant());
    story.scene.planfix.markFaults(() -> Fault.NONE);
    story.comesBack(failed, unheard);
    assertThat(story.marks()).containsExactly(SENT, FAILED, SENT);
    story.assertShows(SENT);
  }

  @ParameterizedTest
  @EnumSource
  void whatADeadWorkerMayHaveShownIsNotBelieved(Side side) {
    Story story = Story.shown();
    Notice failed = story.status(1, Status.ERROR);
    assertThatThrownBy(() -> story.deliverWhile(failed, side, MarkRacesTest::die))
        .isInstanceOf(Killed.class);
    Notice read = story.status(1, Status.READ);
    story.comesBack(read, story.deliver(read));
    story.scene.worker().deliverUntilDone(failed);
    story.assertShows(SENT);
  }

  private static void die() {
    throw new Killed("PlanfixChat.mark");
  }

  @ParameterizedTest
  @EnumSource(names = {"SETUP", "REFUSED"})
  void whatPlanfixSurelyDidNotTakeChangesNothingOfWhatItShows(Fault nothing) {
    Story story = Story.shown();
    Notice failed = story.status(1, Status.ERROR);
    story.scene.planfix.markFaults(() -> nothing);
    Outcome refused = story.deliver(failed);
    assertThat(story.deliver(story.status(1, Status.READ))).isInstanceOf(Outcome.Done.class);
    story.scene.planfix.markFaults(() -> Fault.NONE);
    story.comesBack(failed, refused);
    assertThat(story.marks()).containsExactly(SENT);
  }

  @Test
  void aMarkThatWasNotToldSincePlanfixIsAwayChangesNothingOfWhatItShows() {
    Story story = Story.shown();
    Notice failed = story.status(1, Status.ERROR);
    story.scene.table.open(story.scene.clock.instant(), "no answer");
    story.scene.planfix.goAway();
    Outcome waits = story.deliver(failed);
    assertComesBackSoon(waits);
    assertThat(story.deliver(story.status(1, Status.READ))).isInstanceOf(Outcome.Done.class);
    story.scene.planfix.noFaults();
    story.comesBack(failed, waits);
    assertThat(story.marks()).containsExactly(SENT);
  }

  @Test
  void whatWasToldInACommentIsNotToldAgainThoughAnAnswerWasLostMeanwhile() {
    Story story = Story.noted();
    Notice failed = story.status(2, Status.ERROR);
    story.scene.planfix.failPosts(Fault.OUTAGE_AFTER);
    Outcome unheard = story.deliver(failed);
    assertComesBackSoon(unheard);
    assertThat(story.notes()).hasSize(2);
    assertThat(story.deliver(story.status(2, Status.READ))).isInstanceOf(Outcome.Done.class);
    story.comesBack(failed, unheard);
    assertThat(story.notes()).hasSize(2);
  }

  @Test
  void whatWasToldInACommentIsNotToldAgainThoughAWorkerDied() {
    Story story = Story.noted();
    Witness dying = Witness.at("Outbox.takeMark", Side.AFTER, MarkRacesTest::die);
    assertThatThrownBy(() -> story.scene.worker(dying).deliver(story.due()))
        .isInstanceOf(Killed.class);
    story.scene.clock.advance(RIGHT);
    story.scene.worker().deliverUntilDone(story.status(1, Status.DELIVERED));
    story.scene.worker().deliverUntilDone(story.due());
    assertThat(story.notes()).containsExactly(FAILED.text().orElseThrow());
  }

  @Test
  void whilePlanfixIsAwayAMarkIsTriedAfterGrowingPauses() {
    Story story = Story.shown();
    Notice failed = story.status(1, Status.ERROR);
    story.scene.planfix.markFaults(() -> Fault.OUTAGE_AFTER);
    List<Duration> pauses = new ArrayList<>();
    for (int tries = 1; tries <= 4; tries++) {
      if (story.deliver(failed) instanceof Outcome.Later later) {
        pauses.add(later.delay());
        story.scene.clock.advance(later.delay());
      }
    }
    assertThat(pauses)
        .containsExactly(
            Worker.FIRST_RETRY,
            Worker.FIRST_RETRY.multipliedBy(2),
            Worker.FIRST_RETRY.multipliedBy(4),
            Worker.FIRST_RETRY.multipliedBy(8));
  }

  // Planfix refuses

  /** X02: it may not have noted the comment's id yet, however long it was away before. */
  @ParameterizedTest
  @EnumSource(names = {"OUTAGE_BEFORE", "OUTAGE_AFTER", "SETUP"})
  void afterAnOutageARefusalIsNotBelievedSoonerThanWithoutOne(Fault outage) {
    Story story = Story.sent();
    Notice due = story.due();
    story.scene.planfix.markFaults(() -> outage);
    for (int tries = 1; tries <= 6; tries++) {
      assertThat(story.deliver(due)).isInstanceOf(Outcome.Later.class);
    }
    story.scene.planfix.markFaults(() -> Fault.REFUSED);
    assertComesBackSoon(story.deliver(due));
    for (int refusals = 2; refusals < 5; refusals++) {
      assertThat(story.deliver(due)).isInstanceOf(Outcome.Later.class);
    }
    story.scene.planfix.markFaults(() -> Fault.NONE);
    assertThat(story.deliver(due)).isInstanceOf(Outcome.Done.class);
    story.assertShows(SENT);
  }

  @Test
  void outagesBetweenRefusalsDoNotMakeThemEndless() {
    Story story = Story.sent();
    Notice due = story.due();
    for (int refusals = 1; refusals < 5; refusals++) {
      story.scene.planfix.markFaults(() -> Fault.REFUSED);
      assertThat(story.deliver(due)).isInstanceOf(Outcome.Later.class);
      story.scene.planfix.markFaults(() -> Fault.OUTAGE_BEFORE);
      assertThat(story.deliver(due)).isInstanceOf(Outcome.Later.class);
    }
    story.scene.planfix.markFaults(() -> Fault.REFUSED);
    assertThat(story.deliver(due)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aStatusThatComesWhileTheMarkBeforeIsRefusedIsShown() {
    Story story = Story.sent();
    Notice read = story.status(2, Status.READ);
    Notice due = story.due();
    List<Outcome> meanwhile = new ArrayList<>();
    story.scene.planfix.markFaults(() -> Fault.REFUSED);
    Outcome refused = story.deliverWhile(due, Side.AFTER, () -> meanwhile.add(story.deliver(read)));
    assertComesBackSoon(refused);
    assertComesBackSoon(meanwhile.getFirst());
    story.scene.planfix.markFaults(() -> Fault.NONE);
    story.comesBack(read, meanwhile.getFirst());
    story.comesBack(due, refused);
    assertThat(story.marks()).containsExactly(READ);
  }

  @Test
  void aStatusThatComesWhileTheMarkBeforeIsRefusedForGoodIsShown() {
    Story story = Story.sent();
    Notice read = story.status(2, Status.READ);
    Notice due = story.due();
    List<Outcome> meanwhile = new ArrayList<>();
    story.scene.planfix.markFaults(() -> Fault.REFUSED);
    for (int refusals = 1; refusals < 5; refusals++) {
      assertThat(story.deliver(due)).isInstanceOf(Outcome.Later.class);
    }
    assertThat(story.deliverWhile(due, Side.AFTER, () -> meanwhile.add(story.deliver(read))))
        .as("the fifth refusal is believed")
        .isInstanceOf(Outcome.Done.class);
    story.scene.planfix.markFaults(() -> Fault.NONE);
    story.comesBack(read, meanwhile.getFirst());
    assertThat(story.marks()).containsExactly(READ);
  }

  // In turns

  /** Two entries at one comment, and the mark that is true when both are done. */
  private record Pair(
      String name,
      Supplier<Story> begin,
      Function<Story, Notice> first,
      Function<Story, Notice> second,
      Mark end) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Pair> pairs() {
    return List.of(
        new Pair("due, read", Story::sent, Story::due, status(2, Status.READ), READ),
        new Pair("due, failed", Story::sent, Story::due, status(1, Status.ERROR), FAILED),
        new Pair("due, nothing new", Story::sent, Story::due, status(1, Status.SENT), SENT),
        new Pair("due twice", Story::sent, Story::due, Story::due, SENT),
        new Pair("shown, due twice", Story::shown, Story::due, Story::due, SENT),
        new Pair(
            "shown, failed, but read",
            Story::shown,
            status(1, Status.ERROR),
            status(1, Status.READ),
            SENT),
        new Pair(
            "shown, both read", Story::shown, status(1, Status.READ), status(2, Status.READ), READ),
        new Pair(
            "shown, read, failed",
            Story::shown,
            status(2, Status.READ),
            status(1, Status.ERROR),
            FAILED));
  }

  private static Function<Story, Notice> status(int part, Status status) {
    return story -> story.status(part, status);
  }

  /** The most calls that a worker makes of one entry. */
  private static final int CALLS = 7;

  @ParameterizedTest
  @MethodSource("pairs")
  void ofTwoWorkersThatTakeTurnsAnywhereTheLastShowsWhatIsTrue(Pair pair) {
    for (boolean swapped : List.of(false, true)) {
      for (int first = 0; first < CALLS; first++) {
        for (int second = 0; second < CALLS; second++) {
          Story story = pair.begin.get();
          Notice one = (swapped ? pair.second : pair.first).apply(story);
          Notice other = (swapped ? pair.first : pair.second).apply(story);
          takeTurns(story, one, other, first, second);
          assertThat(story.marks()).as("%s, %s", first, second).last().isEqualTo(pair.end);
          story.assertShows(pair.end);
          assertThat(story.marks())
              .as("nothing is shown twice in a row")
              .satisfies(MarkRacesTest::changesEachTime);
        }
      }
    }
  }

  private static void changesEachTime(List<? extends Mark> marks) {
    for (int i = 1; i < marks.size(); i++) {
      assertThat(marks.get(i)).isNotEqualTo(marks.get(i - 1));
    }
  }

  /** Two workers take turns; at last what was left for later comes back. */
  private static void takeTurns(Story story, Notice one, Notice other, int first, int second) {
    Turns turns =
        Turns.taken(
            first,
            witness -> story.scene.worker(witness).deliver(one),
            second,
            witness -> story.scene.worker(witness).deliver(other));
    story.comesBack(other, turns.second());
    story.comesBack(one, turns.first());
  }
}
