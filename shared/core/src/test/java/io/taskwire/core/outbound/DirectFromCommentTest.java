package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakePlanfix;
import io.taskwire.core.fakes.FakePlanfix.EchoInNewChat;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Mortal.Side;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S09: a comment under a post is answered in Direct. */
class DirectFromCommentTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark READ = new Mark(Sign.READ, Optional.empty());
  private static final String REPLY = "It is yours for 8";

  private final Scene scene = new Scene();
  private final Client inDirect =
      scene.client(
          "Nora Testova",
          scene.channel("instagram:example.shop", "instagram", "address-shop"),
          "nora.test");
  private final Client nora = inDirect.under("post-1");

  @BeforeEach
  void sheAsksUnderThePost() {
    nora.writes("How much is it?");
    scene.settle();
  }

  private Comment answersInDirect() {
    return scene.answers(nora, "/direct " + REPLY);
  }

  private Optional<Mark> mark(Comment comment) {
    List<Mark> marks = scene.marks(comment);
    return marks.isEmpty() ? Optional.empty() : Optional.of(marks.getLast());
  }

  private static Mark refused(String code) {
    return Scene.refusedWith(Refusal.of(code));
  }

  private void assertThatItStandsInATaskOfItsOwn() {
    assertThatItStandsInATaskOfItsOwn(2);
    assertThat(scene.texts(nora)).last().isEqualTo("How much is it?");
  }

  private void assertThatItStandsInATaskOfItsOwn(int underThePost) {
    assertThat(scene.texts(inDirect)).containsExactly(REPLY, REPLY);
    assertThat(scene.texts(nora)).hasSize(underThePost);
  }

  // Where it goes

  @ParameterizedTest
  @ValueSource(strings = {"/direct", "/Direct", "/директ", "/ДИРЕКТ"})
  void itGoesToTheClientAloneAndStandsInATaskOfItsOwn(String command) {
    Comment comment = scene.answers(nora, command + " " + REPLY);
    scene.settle();

    assertThat(scene.messages.received())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.text()).isEqualTo(REPLY);
              assertThat(one.sending().quoted()).isEmpty();
            });
    assertThat(scene.marks(comment)).containsExactly(SENT);
    assertThatItStandsInATaskOfItsOwn();
    assertThat(scene.task(inDirect).title())
        .isEqualTo("nora.test — Instagram Direct, Wazzup, example.shop");
  }

  @Test
  void whatFollowsIsAnOrdinaryDialogInDirect() {
    answersInDirect();
    scene.settle();
    inDirect.writes("I take it");
    scene.settle();

    Comment thanks = scene.answers(inDirect, "Thank you");
    Comment more = scene.answers(inDirect, "It is on its way");
    scene.settle();

    assertThat(scene.texts(inDirect)).containsExactly(REPLY, REPLY, "I take it");
    assertThat(scene.messages.texts()).containsExactly(REPLY, "Thank you", "It is on its way");
    assertThat(scene.marks(thanks)).containsExactly(SENT);
    assertThat(scene.marks(more)).containsExactly(SENT);
  }

  @Test
  void underThePostTheAnswersGoOnAsBefore() {
    answersInDirect();
    scene.answers(nora, "See Direct");
    scene.settle();

    assertThat(scene.messages.received())
        .extracting(one -> one.text() + one.sending().quoted().map(_ -> " (public)").orElse(""))
        .containsExactly(REPLY, "See Direct (public)");
  }

  @Test
  void whereADialogInDirectIsOpenItGoesOnInItsTask() {
    inDirect.writes("Hello");
    scene.settle();

    Comment comment = answersInDirect();
    scene.settle();

    assertThat(scene.texts(inDirect)).containsExactly("Hello", REPLY);
    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  @Test
  void theQuoteOfACommentStaysTextInDirect() {
    scene.answers(nora, ">> How much is it?\n/direct " + REPLY);
    scene.settle();

    assertThat(scene.messages.received())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.text()).isEqualTo("> How much is it?\n" + REPLY);
              assertThat(one.sending().quoted()).isEmpty();
            });
  }

  @Test
  void aPictureGoesAlone() {
    URI picture = URI.create("https://planfix.example.org/file/red.png");
    Comment comment =
        scene.comment(
            new PlanfixChatId.OfDialog(nora.dialog()),
            false,
            Optional.empty(),
            "/direct",
            new FileLink("red.png", picture));
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(picture.toString());
    assertThat(scene.marks(comment)).containsExactly(SENT);
    assertThat(scene.task(inDirect).messages())
        .allSatisfy(
            message ->
                assertThat(message.files()).containsExactly(new FileLink("red.png", picture)));
  }

  @Test
  void whereAnswersUnderPostsAreSwitchedOffItGoesAllTheSame() {
    scene.noAnswersUnderPosts();

    Comment comment = answersInDirect();
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  @Test
  void theCommandIsNoneInAnyOtherTask() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    scene.settle();

    scene.answers(ivan, "/direct " + REPLY);
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("/direct " + REPLY);
  }

  // What is refused

  @Test
  void aCommandWithNothingToSayIsRefused() {
    Comment comment = scene.answers(nora, ">> How much is it?\n/direct");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment)).containsExactly(refused(Refusal.EMPTY));
    assertThat(scene.planfix.tasks(inDirect.dialog())).isEmpty();
  }

  @Test
  void aSecondOneIsRefusedUntilTheClientWrites() {
    answersInDirect();
    Comment second = scene.answers(nora, "/direct Or for 7");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(scene.marks(second)).containsExactly(refused(Refusal.ONE_DIRECT));
    assertThatItStandsInATaskOfItsOwn();
  }

  @Test
  void aMessageInTheUnansweredTaskInDirectIsRefusedToo() {
    answersInDirect();
    scene.settle();
    Comment typed = scene.answers(inDirect, "Or for 7");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(scene.marks(typed)).containsExactly(refused(Refusal.ONE_DIRECT));
  }

  @Test
  void aSecondOneFromTheTaskOfAnotherPostIsRefusedToo() {
    Client underAnother = inDirect.under("post-2");
    underAnother.writes("And this?");
    nora.writes("So?");
    scene.settle();
    answersInDirect();
    scene.settle();

    Comment second = scene.answers(underAnother, "/direct 9");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(scene.marks(second)).containsExactly(refused(Refusal.ONE_DIRECT));
  }

  @Test
  void anotherCommentCanBeAnsweredOnceAgain() {
    answersInDirect();
    scene.settle();
    nora.writes("Did you forget me?");
    scene.settle();

    Comment typed = scene.answers(inDirect, "We did not");
    Comment third = scene.answers(inDirect, "Really");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY, "We did not");
    assertThat(scene.marks(typed)).containsExactly(SENT);
    assertThat(scene.marks(third)).containsExactly(refused(Refusal.ONE_DIRECT));
  }

  @Test
  void aCommentUnderAnotherPostCanBeAnsweredOnceAgain() {
    answersInDirect();
    scene.settle();
    Client underAnother = inDirect.under("post-2");
    underAnother.writes("And this?");
    scene.settle();

    Comment second = scene.answers(underAnother, "/direct 9");
    scene.settle();

    assertThat(scene.marks(second)).containsExactly(SENT);
    assertThat(scene.texts(inDirect)).containsExactly(REPLY, REPLY, "9");
  }

  @Test
  void oneThatWazzupRefusedDoesNotCount() {
    scene.messages.refusesWith("COMMENT_INVALID_FOR_PRIVATE_REPLY");
    scene.messages.fail(Fault.REFUSED);
    Comment lost = answersInDirect();
    scene.settle();
    assertThat(scene.marks(lost)).containsExactly(refused("COMMENT_INVALID_FOR_PRIVATE_REPLY"));
    assertThat(scene.planfix.tasks(inDirect.dialog())).isEmpty();

    Comment again = answersInDirect();
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(scene.marks(again)).containsExactly(SENT);
    assertThatItStandsInATaskOfItsOwn();
  }

  @Test
  void oneThatInstagramDidNotDeliverDoesNotCount() {
    Comment lost = answersInDirect();
    scene.settle();
    scene.queue(
        new Notice.StatusChange(
            scene.messages.received().getFirst().id(),
            Status.ERROR,
            scene.clock.instant(),
            Optional.of(new DeliveryError("SPAM", "Held back."))));
    scene.settle();
    assertThat(mark(lost)).contains(refused("SPAM"));

    Comment again = scene.answers(nora, "/direct Good morning");
    scene.settle();

    assertThat(scene.marks(again)).containsExactly(SENT);
  }

  @Test
  void aCommentThatIsTooOldIsNotAnsweredInDirect() {
    scene.clock.advance(Duration.ofDays(8));

    Comment comment = answersInDirect();
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment)).containsExactly(refused(Refusal.WINDOW_7_DAYS));
    assertThat(scene.planfix.tasks(inDirect.dialog())).isEmpty();
  }

  @Test
  void aNewCommentIsAnsweredThoughDirectHasLongBeenSilent() {
    inDirect.writes("Hello");
    scene.settle();
    scene.clock.advance(Duration.ofDays(30));
    nora.writes("Still here?");
    scene.settle();

    Comment comment = answersInDirect();
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  @Test
  void whatWouldLeaveAsSeveralMessagesIsRefusedAsAWhole() {
    Comment comment = scene.answers(nora, "/direct " + "word ".repeat(300));
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment))
        .containsExactly(Scene.refusedWith(new Refusal(Refusal.DIRECT_IN_ONE, "2")));
  }

  @Test
  void whereTheClientWritesInDirectALongOneLeavesAsSeveral() {
    inDirect.writes("Hello");
    scene.settle();

    scene.answers(nora, "/direct " + "word ".repeat(300));
    scene.settle();

    assertThat(scene.messages.texts()).hasSize(2);
    assertThat(scene.texts(inDirect)).hasSize(3).endsWith(scene.messages.texts().getLast());
  }

  @Test
  void whileOneWaitsForWazzupNoOtherOvertakesItAsASecond() {
    scene.messages.fail(Fault.TOO_MANY);
    Comment first = answersInDirect();
    Comment typed = scene.answers(inDirect, "Or for 7");
    Outcome waits = scene.sender().send(first);
    assertThat(waits).isInstanceOf(Outcome.Later.class);

    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(scene.marks(first)).containsExactly(SENT);
    assertThat(scene.marks(typed)).containsExactly(refused(Refusal.ONE_DIRECT));
  }

  @Test
  void oneThatWaitedAnswersWhatTheClientWroteMeanwhileToo() {
    scene.messages.fail(Fault.TOO_MANY);
    Comment first = answersInDirect();
    Outcome waits = scene.sender().send(first);
    assertThat(waits).isInstanceOf(Outcome.Later.class);
    scene.worker().deliverUntilDone(nora.writes("Did you forget me?").notice());

    scene.settle();
    Comment second = scene.answers(nora, "/direct Or for 7");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(scene.marks(second)).containsExactly(refused(Refusal.ONE_DIRECT));
  }

  @Test
  void oneThatWaitedIsJudgedAgain() {
    scene.messages.fail(Fault.LOST_BEFORE);
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    scene.settle();
    scene.answers(ivan, "Opens the breaker");
    // The first waits since Wazzup is away, the second is sent when it is back.
    Comment first = answersInDirect();
    scene.settle();
    Comment second = scene.answers(nora, "/direct Or for 7");
    scene.settle();

    assertThat(mark(first)).contains(SENT);
    assertThat(mark(second)).contains(refused(Refusal.ONE_DIRECT));
  }

  /** As a button of the task writes it: Planfix has no id for it. */
  private Comment byAButton(String text) {
    Comment comment =
        new Comment(
            CommentId.nameless(Scene.LINE.providerId(), text.replace(' ', '-')),
            new PlanfixChatId.OfDialog(nora.dialog()),
            false,
            Optional.empty(),
            Optional.empty(),
            "/direct " + text,
            List.of(),
            scene.clock.instant());
    scene.queue(comment);
    return comment;
  }

  @Test
  void whereNoMarkCanBeShownARefusalIsAComment() {
    byAButton(REPLY);
    scene.settle();
    assertThat(scene.texts(nora)).hasSize(2);

    Comment second = byAButton("Or for 7");
    scene.settle();
    scene.queue(second);
    scene.settle();

    assertThat(scene.texts(nora))
        .hasSize(3)
        .last()
        .isEqualTo(Scene.WORDING.refusal(Refusal.ONE_DIRECT, ""));
    assertThat(scene.task(nora).messages().getLast().fromUs()).isTrue();
    assertThat(scene.marks(second)).isEmpty();
    assertThatItStandsInATaskOfItsOwn(3);
  }

  @Test
  void aRefusalThatPlanfixSendsBackIsNotPublished() {
    byAButton(REPLY);
    scene.settle();
    List<Comment> cameBack = new ArrayList<>();
    scene.planfix.onEffect(
        message ->
            cameBack.add(scene.comment(message.chat(), false, Optional.empty(), message.text())));

    byAButton("Or for 7");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThat(cameBack)
        .singleElement()
        .satisfies(
            comment ->
                assertThat(scene.marks(comment))
                    .containsExactly(new Mark(Sign.ERROR, Optional.of(Scene.WORDING.cameBack()))));
  }

  // How it gets into its task

  @ParameterizedTest
  @EnumSource(EchoInNewChat.class)
  void theTaskAppearsWhateverPlanfixMakesOfOurMessages(EchoInNewChat knob) {
    scene.planfix.with(knob);
    answersInDirect();
    scene.settle();

    assertThat(scene.texts(inDirect)).hasSize(2).allSatisfy(t -> assertThat(t).endsWith(REPLY));
    assertThat(scene.texts(inDirect)).last().isEqualTo(REPLY);
  }

  @Test
  void theEchoThatComesBeforeTheAnswerIsTheSameMessage() {
    Comment comment = answersInDirect();
    scene
        .sender(
            Witness.onceAfter(
                "WazzupMessages.send",
                () -> {
                  scene.echo(scene.messages.received().getFirst(), inDirect);
                  scene.worker().handle(scene.queue.receive(10));
                }))
        .send(comment);
    scene.settle();

    assertThatItStandsInATaskOfItsOwn();
    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  @Test
  void theEchoThatComesAfterwardsAddsNothing() {
    Comment comment = answersInDirect();
    scene.settle();
    scene.echo(scene.messages.received().getFirst(), inDirect);
    scene.status(scene.messages.received().getFirst().id(), Status.READ);
    scene.settle();

    assertThatItStandsInATaskOfItsOwn();
    assertThat(scene.marks(comment)).containsExactly(SENT, READ);
  }

  @Test
  void anEchoThatNamesThePostStandsInDirectAllTheSame() {
    Comment comment = answersInDirect();
    scene
        .sender(
            Witness.onceAfter(
                "NoticeQueue.put",
                () -> {
                  // Overtakes what the sender queued.
                  var real = scene.echo(scene.messages.received().getFirst(), nora);
                  scene.worker().deliverUntilDone(real);
                }))
        .send(comment);
    scene.settle();

    assertThatItStandsInATaskOfItsOwn();
  }

  @Test
  void anUnknownOutcomeIsSettledByTheEchoWhichIsPosted() {
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    scene.messages.forgetsAtOnce();
    Comment comment = answersInDirect();
    scene.settle();
    assertThat(mark(comment)).contains(mayNotHaveBeenSent());
    assertThat(scene.planfix.tasks(inDirect.dialog())).isEmpty();
    Comment second = scene.answers(nora, "/direct Or for 7");
    scene.settle();
    assertThat(scene.marks(second)).containsExactly(refused(Refusal.ONE_DIRECT));

    scene.echo(scene.messages.received().getFirst(), inDirect);
    scene.settle();

    assertThatItStandsInATaskOfItsOwn();
    assertThat(mark(comment)).contains(SENT);
  }

  private static Mark mayNotHaveBeenSent() {
    return new Mark(Sign.ERROR, Optional.of(Scene.WORDING.mayNotHaveBeenSent()));
  }

  @Test
  void aRepetitionOfTheCommentAddsNothing() {
    Comment comment = answersInDirect();
    scene.settle();
    scene.queue(comment);
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    assertThatItStandsInATaskOfItsOwn();
  }

  @Test
  void whatPlanfixDoesNotTakeNowAppearsLater() {
    Comment comment = answersInDirect();
    scene.sender().send(comment);
    scene.planfix.failPosts(FakePlanfix.Fault.OUTAGE_BEFORE, FakePlanfix.Fault.OUTAGE_BEFORE);
    scene.settle();

    assertThatItStandsInATaskOfItsOwn();
  }

  // Deaths

  static Stream<Dying> deathsOfTheSender() {
    DirectFromCommentTest rehearsal = new DirectFromCommentTest();
    rehearsal.sheAsksUnderThePost();
    Mortal living = Mortal.livingOn();
    Comment comment = rehearsal.answersInDirect();
    rehearsal.scene.sender(living).send(comment);
    return Dying.atEach(living.performed());
  }

  record Dying(int call, Side side, String name) {
    static Stream<Dying> atEach(List<String> calls) {
      List<Dying> all = new ArrayList<>();
      for (int call = 0; call < calls.size(); call++) {
        for (Side side : Side.values()) {
          all.add(new Dying(call, side, calls.get(call)));
        }
      }
      return all.stream();
    }

    @Override
    public String toString() {
      return side + " " + call + ", " + name;
    }
  }

  @ParameterizedTest
  @MethodSource("deathsOfTheSender")
  void whereverTheSenderDiesItGoesOnceAndStandsThereOnce(Dying dying) {
    Comment comment = answersInDirect();
    try {
      scene.sender(Mortal.dyingAt(dying.call(), dying.side())).send(comment);
    } catch (Killed killed) {
      // The queue has the comment still.
    }
    scene.settle();
    scene.messages.received().forEach(one -> scene.echo(one, inDirect));
    scene.settle();
    Comment second = scene.answers(nora, "/direct Or for 7");
    scene.settle();

    if (scene.messages.texts().contains(REPLY)) {
      assertThat(scene.messages.texts()).containsExactly(REPLY);
      assertThatItStandsInATaskOfItsOwn();
      assertThat(mark(comment)).contains(SENT);
      assertThat(scene.marks(second)).containsExactly(refused(Refusal.ONE_DIRECT));
    } else {
      // Dead between the note and the call: it may have been sent, as far as anybody knows.
      assertThat(mark(comment)).contains(mayNotHaveBeenSent());
      assertThat(scene.planfix.tasks(inDirect.dialog())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("deathsOfTheSender")
  void withoutEchoesItStandsThereUnlessTheAnswerDiedWithTheSender(Dying dying) {
    Comment comment = answersInDirect();
    try {
      scene.sender(Mortal.dyingAt(dying.call(), dying.side())).send(comment);
    } catch (Killed killed) {
      // The queue has the comment still.
    }
    scene.settle();

    if (mark(comment).equals(Optional.of(SENT))) {
      assertThatItStandsInATaskOfItsOwn();
    } else {
      assertThat(mark(comment)).contains(mayNotHaveBeenSent());
      assertThat(scene.planfix.tasks(inDirect.dialog())).isEmpty();
    }
  }

  static Stream<Dying> deathsOfTheWorker() {
    DirectFromCommentTest rehearsal = new DirectFromCommentTest();
    rehearsal.sheAsksUnderThePost();
    Mortal living = Mortal.livingOn();
    rehearsal.scene.sender().send(rehearsal.answersInDirect());
    rehearsal.scene.worker(living).handle(rehearsal.scene.queue.receive(10));
    return Dying.atEach(living.performed());
  }

  @ParameterizedTest
  @MethodSource("deathsOfTheWorker")
  void whereverTheWorkerDiesNothingIsMissingInTheTask(Dying dying) {
    scene.sender().send(answersInDirect());
    var mortal = Mortal.dyingAt(dying.call(), dying.side());
    scene.worker(mortal).handle(scene.queue.receive(10));
    scene.clock.advance(Duration.ofMinutes(1));
    scene.settle();

    assertThat(scene.task(inDirect).texts()).hasSizeBetween(2, 3).containsOnly(REPLY);
    assertThat(scene.messages.texts()).containsExactly(REPLY);
  }

  // Two at once

  static Stream<String> callsOfTheSender() {
    return deathsOfTheSender().map(Dying::name).distinct();
  }

  @ParameterizedTest
  @MethodSource("callsOfTheSender")
  void ofTwoAtOnceOneIsSentAndTheOtherIsToldSo(String call) {
    Comment first = answersInDirect();
    Comment second = scene.answers(nora, "/direct Or for 7");
    scene.sender(Witness.onceAfter(call, () -> scene.sender().send(second))).send(first);
    scene.settle();

    assertThat(scene.messages.texts()).hasSize(1);
    assertThat(Stream.of(mark(first), mark(second)).flatMap(Optional::stream))
        .containsExactlyInAnyOrder(SENT, refused(Refusal.ONE_DIRECT));
    assertThat(scene.texts(inDirect)).hasSize(2).containsOnly(scene.messages.texts().getFirst());
  }

  @ParameterizedTest
  @MethodSource("callsOfTheSender")
  void whatTheClientWritesInDirectMeanwhileStandsInTheSameTask(String call) {
    Comment comment = answersInDirect();
    scene
        .sender(
            Witness.onceAfter(
                call,
                () -> {
                  inDirect.writes("Hello?");
                  scene.worker().handle(scene.queue.receive(10));
                }))
        .send(comment);
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(REPLY);
    // Twice where it opened the task, as body and first comment.
    assertThat(scene.texts(inDirect).stream().distinct())
        .containsExactlyInAnyOrder("Hello?", REPLY);
    assertThat(mark(comment)).contains(SENT);
  }
}
