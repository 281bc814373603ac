package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakePlanfix;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.outbound.DirectFromCommentTest.Dying;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.planfix.TaskMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** S09: the "Write" button for a client of Instagram whose phone is known. */
class KnownByPhoneTest {
  private static final String PHONE = "79990000001";
  private static final String TEN = "Ten each";
  private static final String REPLY = "It is yours for 8";
  private static final Mark IN_DOUBT =
      new Mark(Sign.ERROR, Optional.of(Scene.WORDING.mayNotHaveBeenSent()));
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark SENT_TO_HER =
      new Mark(Sign.SENT, Optional.of(Scene.WORDING.reached("nora.test")));

  private final Scene scene = new Scene();
  private final Place shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
  private final Client inDirect = scene.client("Nora Testova", shop, "nora.test");
  private final Client nora = inDirect.under("post-1");

  @BeforeEach
  void writesByPhone() {
    scene.writesByPhone(true);
  }

  /** Her phone stands on her card, so it comes with every comment in a task of hers. */
  private void isAnsweredFromACardWithPhone(Client client, String phone) {
    scene.answersFromCard(client, phone, TEN);
    scene.settle();
  }

  private Comment writesFirst() {
    return writesFirst(REPLY);
  }

  private Comment writesFirst(String text) {
    scene.planfix.bound(shop, PHONE);
    return scene.writesFirst(shop, "+7 (999) 000-00-01", text);
  }

  /** An employee's comment in the task that the button made. */
  private Comment types(String text) {
    return scene.comment(new PlanfixChatId.OfDialog(buttons()), false, Optional.of(PHONE), text);
  }

  private DialogId buttons() {
    return DialogId.first(shop.channel(), PHONE);
  }

  private List<String> inTheButtonsTask() {
    List<Task> tasks = scene.planfix.tasks(buttons());
    assertThat(tasks).hasSize(1);
    return tasks.getFirst().messages().stream().map(TaskMessage::text).toList();
  }

  private List<String> privately() {
    return scene.messages.received().stream()
        .filter(one -> one.sending().quoted().isEmpty())
        .map(one -> one.text())
        .toList();
  }

  private static Mark refused(String code, String detail) {
    return Scene.refusedWith(new Refusal(code, detail));
  }

  private void saidHello() {
    inDirect.writes("Hello");
    scene.settle();
    isAnsweredFromACardWithPhone(inDirect, PHONE);
  }

  private void commented() {
    nora.writes("How much is it?");
    scene.settle();
    isAnsweredFromACardWithPhone(nora, "8 999 000-00-01");
  }

  @Test
  void whoCommentedIsAnsweredInDirectInTheTaskThatTheButtonMade() {
    commented();

    Comment comment = writesFirst();
    scene.settle();
    inDirect.writes("I take it");
    scene.settle();
    Comment thanks = types("Thank you");
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT_TO_HER);
    assertThat(scene.marks(thanks)).containsExactly(SENT);
    assertThat(privately()).containsExactly(REPLY, "Thank you");
    assertThat(inTheButtonsTask()).containsExactly(REPLY, "I take it");
    assertThat(scene.planfix.tasks(inDirect.dialog())).isEmpty();
    assertThat(scene.messages.received().getLast().sending().route().recipient().toString())
        .contains("nora.test");
  }

  @Test
  void untilSheAnswersTheOneMessageInDirectIsCountedThereToo() {
    commented();
    writesFirst();
    scene.settle();

    Comment typed = types("Or for 7");
    Comment commanded = scene.answersFromCard(nora, PHONE, "/direct Or for 7");
    scene.settle();

    assertThat(scene.marks(typed)).containsExactly(refused(Refusal.ONE_DIRECT, ""));
    assertThat(scene.marks(commanded)).containsExactly(refused(Refusal.ONE_DIRECT, ""));
    assertThat(privately()).containsExactly(REPLY);
  }

  @Test
  void afterARefusalAnotherCanBeTypedInTheSameTask() {
    commented();
    Comment tooLong = writesFirst("word ".repeat(300));
    scene.settle();
    Comment typed = types(REPLY);
    Comment second = types("Or for 7");
    scene.settle();

    assertThat(scene.marks(tooLong).getLast().sign()).isEqualTo(Sign.ERROR);
    assertThat(scene.marks(typed)).containsExactly(SENT_TO_HER);
    assertThat(scene.marks(second)).containsExactly(refused(Refusal.ONE_DIRECT, ""));
    assertThat(privately()).containsExactly(REPLY);
  }

  /** Its group stood still behind another comment, and somebody told so. */
  @Test
  void whatSomebodyElseWroteDownWhileItWasJudgedIsJudgedAgain() {
    commented();
    writesFirst("word ".repeat(300));
    scene.settle();
    Comment typed = types(REPLY);
    scene.clock.advance(Duration.ofMinutes(1));

    Witness telling =
        Witness.onceAfter(
            "Outbox.openDirect",
            () -> scene.sender().invocation(new Budget(scene.clock)).tellThatItWaits(typed));
    assertThat(scene.sender(telling).send(typed)).isInstanceOf(Outcome.Done.class);
    scene.settle();

    assertThat(scene.table.decisions(typed.id()))
        .extracting(Decision::what)
        .startsWith("waits behind another: Wazzup is in the way");
    assertThat(scene.marks(typed)).containsExactly(SENT_TO_HER);
    assertThat(privately()).containsExactly(REPLY);
    assertThat(inTheButtonsTask()).containsExactly(REPLY);
  }

  @Test
  void aDialogInDirectThatIsOpenGoesOnInItsOwnTask() {
    saidHello();

    Comment comment = writesFirst();
    scene.settle();
    inDirect.writes("I take it");
    scene.settle();
    Comment thanks = types("Thank you");
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT_TO_HER);
    assertThat(scene.marks(thanks)).containsExactly(SENT);
    assertThat(privately()).containsExactly(TEN, REPLY, "Thank you");
    assertThat(scene.texts(inDirect)).containsExactly("Hello", REPLY, "I take it");
  }

  @Test
  void itsWindowCountsAsUsual() {
    saidHello();
    scene.pass(Duration.ofDays(8));
    int before = scene.messages.calls();

    Comment comment = writesFirst();
    scene.settle();

    assertThat(scene.messages.calls()).isEqualTo(before);
    assertThat(scene.marks(comment)).containsExactly(refused(Refusal.WINDOW_7_DAYS, ""));
  }

  @Test
  void theNewestCommentThatWasAnsweredOpensTheWindow() {
    commented();
    scene.pass(Duration.ofDays(8));
    Client again = inDirect.under("post-2");
    again.writes("And the blue one?");
    scene.settle();
    isAnsweredFromACardWithPhone(again, PHONE);

    Comment comment = writesFirst();
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT_TO_HER);
    assertThat(privately()).containsExactly(REPLY);
  }

  @Test
  void aFreshCommentOpensAClosedWindow() {
    saidHello();
    scene.pass(Duration.ofDays(8));
    commented();

    Comment comment = writesFirst();
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT_TO_HER);
    assertThat(scene.texts(inDirect)).last().isEqualTo(REPLY);
  }

  @Test
  void whoIsKnownOnAnotherAccountOnlyIsNotWrittenToFromThisOne() {
    Place second = scene.channel("instagram:example.outlet", "instagram", "address-outlet");
    commented();

    Comment comment = scene.writesFirst(second, PHONE, REPLY);
    scene.settle();

    assertThat(privately()).isEmpty();
    assertThat(scene.marks(comment)).containsExactly(refused(Refusal.UNKNOWN_PHONE, ""));
  }

  @Test
  void aLineThatServesAnyChannelLeadsThereByItsChannelAndStaysThere() {
    scene.whatsapp("79990000099");
    commented();
    Comment first =
        new Comment(
            new CommentId(Scene.LINE.providerId(), "7310042"),
            PlanfixChatId.ofPhone(PHONE),
            true,
            Optional.of(PHONE),
            Optional.of("instagram:example.shop"),
            "word ".repeat(300),
            List.of(),
            scene.clock.instant());
    scene.queue(first);
    scene.settle();

    Comment typed = scene.comment(PlanfixChatId.ofPhone(PHONE), false, Optional.of(PHONE), REPLY);
    scene.settle();

    assertThat(scene.marks(typed)).containsExactly(SENT_TO_HER);
    assertThat(scene.messages.received())
        .allSatisfy(one -> assertThat(one.sending().route().channel()).isEqualTo(shop.channel()));
    assertThat(privately()).containsExactly(REPLY);
  }

  @Test
  void aWordAfterASlashIsNoCommandThere() {
    commented();
    writesFirst("/price It is yours for 8");
    scene.settle();

    assertThat(privately()).containsExactly("/price It is yours for 8");
  }

  @Test
  void thatPlanfixBindsTheTaskIsWaitedForSoThatNoSecondOneIsMade() {
    commented();
    Comment comment = scene.writesFirst(shop, PHONE, REPLY);
    scene.pass(Duration.ofSeconds(2));
    assertThat(privately()).isEmpty();

    scene.planfix.bound(shop, PHONE);
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT_TO_HER);
    assertThat(inTheButtonsTask()).containsExactly(REPLY);
  }

  @Test
  void whereTheTaskIsNotBoundOneIsMade() {
    commented();
    scene.writesFirst(shop, PHONE, REPLY);
    scene.settle();

    assertThat(privately()).containsExactly(REPLY);
    assertThat(scene.texts(inDirect)).containsExactly(REPLY, REPLY);
  }

  @Test
  void thatPlanfixCouldNotBeAskedDoesNotSayThatItHasBoundTheTask() {
    commented();
    scene.planfix.goAway();
    Comment comment = scene.writesFirst(shop, PHONE, REPLY);
    scene.pass(Duration.ofSeconds(5));
    assertThat(privately()).isEmpty();

    scene.planfix.bound(shop, PHONE);
    scene.planfix.noFaults();
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT_TO_HER);
    assertThat(inTheButtonsTask()).containsExactly(REPLY);
  }

  @Test
  void planfixBeingAwayHoldsUpNothingForLong() {
    commented();
    scene.planfix.goAway();
    Comment comment = scene.writesFirst(shop, PHONE, REPLY);
    scene.pass(Duration.ofSeconds(30));
    assertThat(privately()).containsExactly(REPLY);

    scene.planfix.bound(shop, PHONE);
    scene.planfix.noFaults();
    scene.settle();
    assertThat(scene.marks(comment)).containsExactly(SENT_TO_HER);
    assertThat(inTheButtonsTask()).containsExactly(REPLY);
  }

  private static Stream<Dying> deaths() {
    Mortal living = Mortal.livingOn();
    KnownByPhoneTest life = new KnownByPhoneTest();
    life.writesByPhone();
    life.commented();
    life.scene.sender(living).send(life.writesFirst());
    return Dying.atEach(living.performed());
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void whereverItsSenderDiesItIsSentOnceAndToldInTheSameTask(Dying dying) {
    commented();
    Comment comment = writesFirst();
    try {
      scene.sender(Mortal.dyingAt(dying.call(), dying.side())).send(comment);
    } catch (Killed _) {
      // The queue has the comment still.
    }
    scene.settle();
    scene.messages.received().stream()
        .filter(one -> one.sending().quoted().isEmpty())
        .forEach(one -> scene.echo(one, inDirect));
    scene.settle();
    Comment typed = types("Or for 7");
    scene.settle();

    assertThat(scene.marks(typed)).containsExactly(refused(Refusal.ONE_DIRECT, ""));
    if (privately().contains(REPLY)) {
      assertThat(privately()).containsExactly(REPLY);
      assertThat(scene.marks(comment)).last().isEqualTo(SENT_TO_HER);
      assertThat(inTheButtonsTask()).containsExactly(REPLY);
    } else {
      // Dead between the note and the call: it may have been sent, as far as anybody knows.
      assertThat(dying.name()).isIn("Outbox.write", "WazzupMessages.send");
      assertThat(scene.marks(comment)).last().isEqualTo(IN_DOUBT);
      assertThat(inTheButtonsTask()).isEmpty();
    }
  }

  @Test
  void aMessageThatFailedLetsAnotherBeTried() {
    commented();
    scene.messages.fail(Fault.REFUSED);
    writesFirst();
    scene.settle();

    Comment typed = types(REPLY);
    scene.settle();

    assertThat(scene.marks(typed)).containsExactly(SENT_TO_HER);
    assertThat(privately()).containsExactly(REPLY);
  }

  @Test
  void whatTheTaskShowsDoesNotHangOnWhatPlanfixMakesOfOurMessages() {
    scene.planfix.with(FakePlanfix.EchoInNewChat.IGNORED);
    commented();
    writesFirst();
    scene.settle();

    assertThat(inTheButtonsTask()).containsExactly(REPLY);
  }
}
