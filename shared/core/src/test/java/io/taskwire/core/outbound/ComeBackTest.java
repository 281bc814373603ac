package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.core.content.Content;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Picture;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.EchoInNewChat;
import io.taskwire.core.fakes.FakePlanfix.Fault;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Mortal.Side;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Sender;
import io.taskwire.core.fakes.Turns;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.planfix.TaskMessage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Planfix sends us what we posted as our side's, as if an employee had written it for the client.
 */
class ComeBackTest {
  private static final Mark KNOWN = new Mark(Sign.ERROR, Optional.of(Scene.WORDING.cameBack()));
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Duration AFTER_THE_LEASE = Duration.ofSeconds(36);

  private final Scene scene = new Scene();
  private final List<Comment> cameBack = new ArrayList<>();

  /** From now on everything that is posted as our side's comes back, in this form. */
  private void comesBack(UnaryOperator<String> form) {
    scene.planfix.onEffect(
        message -> {
          if (message.fromUs()) {
            cameBack.add(comment(message, form));
          }
        });
  }

  private void comesBack() {
    comesBack(text -> text);
  }

  private Comment comment(TaskMessage message, UnaryOperator<String> form) {
    return scene.comment(
        message.chat(),
        false,
        Optional.empty(),
        form.apply(message.text()),
        message.files().stream()
            .map(file -> FileLink.of(URI.create("https://planfix.example/file/1"), file.name()))
            .toArray(FileLink[]::new));
  }

  private Client greeted() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    scene.settle();
    return ivan;
  }

  /** All that came back stays with us, and is told so. */
  private void assertNothingWent(int times) {
    assertThat(scene.messages.texts()).isEmpty();
    assertThat(cameBack)
        .hasSize(times)
        .allSatisfy(comment -> assertThat(scene.marks(comment)).containsExactly(KNOWN));
    assertThat(scene.crashes).isEmpty();
  }

  @Test
  void whatWasTypedOnThePhoneIsNotSentOnceMore() {
    Client ivan = greeted();
    comesBack();

    ivan.colleagueWrites("We open at ten");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "We open at ten");
    assertNothingWent(1);
  }

  /** What becomes of a text on its way through Planfix. */
  private enum Form {
    PLAIN("%s"),
    PADDED("  %s \n\n"),
    PARAGRAPH("<p>%s</p>"),
    QUOTING(">> Hello\n>> \n%s"),
    QUOTING_IN_HTML("<blockquote>Hello</blockquote><p>%s</p>");

    private final String pattern;

    Form(String pattern) {
      this.pattern = pattern;
    }

    String of(String text) {
      boolean html = pattern.contains("<");
      return pattern.formatted(
          html
              ? text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "</p><p>")
              : text.replaceAll("https://\\S+", "$0 [ $0 ]"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsKnownInWhateverFormItComesBack(Form form) {
    Client ivan = greeted();
    comesBack(form::of);

    ivan.colleagueWrites("Is 1 < 2 & \"so\"?\nSee https://shop.example/price?a=1");
    ivan.colleagueWrites("<b>Bold</b> &amp; more");
    scene.settle();

    assertNothingWent(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatQuotesAClientIsKnownToo(Form form) {
    Client ivan = greeted();
    comesBack(form::of);
    Notice.Message typed = ivan.colleagueWrites("At ten").notice();
    Quote quote = new Quote(Optional.empty(), Optional.of("When do you open?"));

    scene.deliver(
        new Notice.Message(typed.origin(), typed.content(), Optional.of(quote), Optional.empty()));
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "> When do you open?\nAt ten");
    assertNothingWent(1);
  }

  @Test
  void whatWasTooLongForPlanfixIsKnownByItsBeginning() {
    Client ivan = greeted();
    comesBack(text -> text.substring(0, 60_000) + "…");

    ivan.colleagueWrites("word ".repeat(20_000));
    scene.settle();

    assertNothingWent(1);
  }

  @Test
  void whoTypesTheSameWordsAfterwardsGetsThrough() {
    Client ivan = greeted();
    comesBack();
    ivan.colleagueWrites("Yes");
    scene.settle();
    scene.planfix.onEffect(_ -> {});

    Comment typed = scene.answers(ivan, "Yes");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Yes");
    assertThat(scene.marks(typed)).containsExactly(SENT);
  }

  @Test
  void whereEchoesAreKnownToStayWhoeverTypesTheSameWordsGetsThrough() {
    Client ivan = greeted();
    scene.echoesStay();
    ivan.colleagueWrites("Yes");
    scene.settle();

    Comment typed = scene.answers(ivan, "Yes");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Yes");
    assertThat(scene.marks(typed)).containsExactly(SENT);
  }

  @Test
  void eachOfSeveralAlikeComesBackOnce() {
    Client ivan = greeted();
    comesBack();
    for (int i = 0; i < 3; i++) {
      ivan.colleagueWrites("Yes");
    }
    scene.settle();
    assertNothingWent(3);
    scene.planfix.onEffect(_ -> {});

    scene.answers(ivan, "Yes");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Yes");
  }

  @Test
  void otherWordsAndOtherChatsAreNotMistakenForIt() {
    Client ivan = greeted();
    Client pyotr = scene.client("Pyotr Testov", scene.whatsapp("79990000099"), "79990000002");
    pyotr.writes("Hello");
    ivan.colleagueWrites("Yes");
    scene.settle();

    scene.answers(ivan, "Yes!");
    scene.answers(pyotr, "Yes");
    scene.writesFirst(scene.whatsapp("79990000099"), "79990000005", "Yes");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactlyInAnyOrder("Yes!", "Yes", "Yes");
  }

  @ParameterizedTest
  @ValueSource(ints = {119, 120})
  void afterTwoMinutesTheSameWordsAreSomebodys(int seconds) {
    Client ivan = greeted();
    ivan.colleagueWrites("Yes");
    scene.worker().handle(scene.queue.receive(1));
    scene.clock.advance(Duration.ofSeconds(seconds));

    Comment comment = scene.answers(ivan, "Yes");
    scene.settle();

    assertThat(scene.messages.texts()).hasSize(seconds < 120 ? 0 : 1);
    assertThat(scene.marks(comment)).containsExactly(seconds < 120 ? KNOWN : SENT);
  }

  @Test
  void howLongItLaysInTheQueueDoesNotMatter() {
    Client ivan = greeted();
    comesBack();
    ivan.colleagueWrites("Yes");
    scene.worker().handle(scene.queue.receive(1));
    for (int i = 0; i < 5; i++) {
      scene.clock.advance(Duration.ofHours(4));
      ivan.colleagueWrites("And " + i);
      scene.worker().handle(scene.queue.receive(1));
    }

    scene.settle();

    assertNothingWent(6);
  }

  @Test
  void whatWasWrittenBeforeTheEchoIsNotTheEcho() {
    Client ivan = greeted();
    Comment typed = scene.answers(ivan, "Yes");
    scene.clock.advance(Duration.ofSeconds(3));
    ivan.colleagueWrites("Yes");
    scene.worker().handle(scene.queue.receive(1));

    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Yes");
    assertThat(scene.marks(typed)).containsExactly(SENT);
  }

  @Test
  void aPictureIsKnownAndOneMoreFileIsSomebodys() {
    Client ivan = greeted();
    comesBack();
    Content picture =
        new Picture(
            Optional.empty(),
            Optional.of(FileLink.of(URI.create("https://files.example/1.jpg"), "1.jpg")));
    ivan.colleagueSends(picture);
    scene.settle();
    assertNothingWent(1);
    scene.planfix.onEffect(_ -> {});
    ivan.colleagueWrites("See the price list");
    scene.settle();

    FileLink file = FileLink.of(URI.create("https://planfix.example/file/2.pdf"), "price.pdf");
    scene.comment(cameBack.getFirst().chat(), false, Optional.empty(), "See the price list", file);
    scene.settle();

    assertThat(scene.messages.texts())
        .containsExactly("See the price list", "https://planfix.example/file/2.pdf");
  }

  @ParameterizedTest
  @CsvSource({"1.jpg, file", "1, image.jpg", "1.jpg, image.jpeg", "1, 2"})
  void whatPlanfixMakesOfAFilesNameDoesNotMatter(String posted, String back) {
    Client ivan = greeted();
    scene.planfix.onEffect(
        message ->
            cameBack.add(
                scene.comment(
                    message.chat(),
                    false,
                    Optional.empty(),
                    message.text(),
                    FileLink.of(URI.create("https://planfix.example/file/1"), back))));

    ivan.colleagueSends(
        new Picture(
            Optional.empty(),
            Optional.of(FileLink.of(URI.create("https://files.example/1"), posted))));
    scene.settle();

    assertNothingWent(1);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatAnEchoOpensIsKnownWhateverPlanfixMakesOfIt(EchoInNewChat knob) {
    scene.planfix.with(knob);
    Client ivan = scene.client("Ivan Testov");
    comesBack();

    ivan.colleagueWrites("Your order is ready");
    scene.settle();

    assertThat(scene.task(ivan).texts()).hasSize(1);
    assertNothingWent(knob == EchoInNewChat.OPENS_A_TASK ? 1 : 0);
  }

  @Test
  void inAGroupItIsKnown() {
    Client group = scene.client("Ivan Testov").inGroup("whatsgroup", "79990000001-1700000000");
    group.writes("Hello");
    scene.settle();
    comesBack();

    group.colleagueWrites("Yes, at ten");
    scene.settle();

    assertNothingWent(1);
  }

  @Test
  void inATaskThatWasBegunByPhoneItIsKnown() {
    Scene.Place telegram = scene.channel("telegram:79990000097", "tgapi", "address-telegram");
    Client anna = scene.client("Anna Testova", telegram, "telegram-7");
    scene.messages.namesChats("telegram-7");
    Comment first = scene.writesFirst("79990000007", "Your order is ready");
    scene.settle();
    assertThat(scene.marks(first)).containsExactly(SENT);
    comesBack();

    anna.colleagueWrites("You can fetch it today");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Your order is ready");
    assertThat(cameBack)
        .singleElement()
        .satisfies(
            comment -> {
              assertThat(comment.chat()).isEqualTo(first.chat());
              assertThat(scene.marks(comment)).containsExactly(KNOWN);
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsShownOfADirectAnswerIsKnown(EchoInNewChat knob) {
    scene.planfix.with(knob);
    Scene.Place shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
    Client nora = scene.client("Nora", shop, "nora.test").under("post-1");
    nora.writes("How much is it?");
    scene.settle();
    comesBack();

    scene.answers(nora, "/direct It is yours for 8");
    scene.settle();

    assertThat(scene.texts(nora.inDirect()).getLast()).isEqualTo("It is yours for 8");
    assertThat(scene.messages.texts()).containsExactly("It is yours for 8");
    assertThat(cameBack)
        .hasSize(knob == EchoInNewChat.OPENS_A_TASK ? 2 : 1)
        .allSatisfy(comment -> assertThat(scene.marks(comment)).containsExactly(KNOWN));
  }

  // What is told to employees alone

  @Test
  void thatAMessageWasNotDeliveredIsNotToldToTheClient() {
    Client ivan = greeted();
    var said = ivan.colleagueWrites("We open at ten");
    scene.settle();
    comesBack();

    said.fails("BAD_CONTACT", "No such account");
    scene.settle();

    assertThat(scene.texts(ivan)).hasSize(3);
    assertNothingWent(1);
  }

  @Test
  void thatAMessageCantBeShownIsNotToldToTheClient() {
    Client ivan = greeted();
    comesBack();
    scene.planfix.refuse(message -> message.text().contains("unspeakable"));

    ivan.writes("unspeakable");
    scene.settle();

    assertThat(scene.deadLetters.letters()).hasSize(1);
    assertNothingWent(1);
  }

  @Test
  void editsAndDeletionsOfOursAreNotToldToTheClient() {
    Client ivan = greeted();
    var said = ivan.colleagueWrites("At ten");
    scene.settle();
    comesBack();

    said.edited("At nine");
    said.deleted();
    scene.settle();

    assertNothingWent(2);
  }

  // What goes wrong

  @ParameterizedTest
  @EnumSource
  void howeverOftenItIsPostedEachOfThemIsKnown(EchoInNewChat knob) {
    scene.planfix.with(knob);
    Client ivan = greeted();
    comesBack();
    scene.planfix.failPosts(Fault.OUTAGE_AFTER, Fault.OUTAGE_AFTER, Fault.OUTAGE_AFTER);

    ivan.colleagueWrites("Yes");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Yes", "Yes", "Yes", "Yes");
    assertNothingWent(4);
  }

  @Test
  void itIsKnownBeforePlanfixHasAnsweredUs() {
    Client ivan = greeted();
    scene.planfix.onEffect(
        message -> {
          Comment comment = comment(message, text -> text);
          cameBack.add(comment);
          assertThat(scene.sender().send(comment)).isInstanceOf(Outcome.Done.class);
        });

    ivan.colleagueWrites("Yes");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Yes");
    assertNothingWent(1);
  }

  /** What a worker is at when it dies. */
  private enum Work {
    AN_ECHO,
    A_FIRST_ECHO,
    A_FIRST_ECHO_UNDER_A_POST,
    A_FAILURE,
    WHAT_PLANFIX_REFUSES
  }

  private Notice notice(Work work) {
    switch (work) {
      case AN_ECHO -> {
        return greeted().colleagueWrites("Yes").notice();
      }
      case A_FIRST_ECHO -> {
        return scene.client("Ivan Testov").colleagueWrites("Yes").notice();
      }
      case A_FIRST_ECHO_UNDER_A_POST -> {
        Scene.Place shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
        Client nora = scene.client("Nora", shop, "nora.test").under("post-1");
        return nora.colleagueWrites("Yes").notice();
      }
      case A_FAILURE -> {
        var said = greeted().colleagueWrites("Yes");
        scene.settle();
        return said.fails("BAD_CONTACT", "No such account");
      }
      case WHAT_PLANFIX_REFUSES -> {
        Client ivan = greeted();
        scene.planfix.refuse(message -> message.text().equals("unspeakable"));
        return ivan.writes("unspeakable").notice();
      }
    }
    throw new AssertionError(work);
  }

  private int callsOfAWorker(Work work) {
    Mortal counting = Mortal.livingOn();
    scene.worker(counting).deliver(notice(work));
    assertThat(counting.performed()).contains("PlanfixChat.post").hasSizeGreaterThan(3);
    return counting.performed().size();
  }

  /** When the comments come to a sender that the death of a worker left behind. */
  private enum Sent {
    BEFORE_ANOTHER_WORKER_COMES,
    WHEN_ALL_IS_DONE
  }

  @ParameterizedTest
  @EnumSource
  void whereverAWorkerDiesNothingGoesToTheClient(Work work) {
    int calls = new ComeBackTest().callsOfAWorker(work);
    int twice = 0;
    for (int call = 0; call < calls; call++) {
      for (Side side : Side.values()) {
        for (Sent sent : Sent.values()) {
          var town = new ComeBackTest();
          town.aWorkerDies(work, Mortal.dyingAt(call, side), sent);
          twice += town.cameBack.size() - 1;
        }
      }
    }
    assertThat(twice).as("so some died when it was posted").isPositive();
  }

  private void aWorkerDies(Work work, Mortal mortal, Sent sent) {
    Notice notice = notice(work);
    comesBack();
    Worker doomed = scene.worker(mortal);
    assertThatExceptionOfType(Killed.class).isThrownBy(() -> doomed.deliver(notice));
    if (sent == Sent.BEFORE_ANOTHER_WORKER_COMES) {
      cameBack.forEach(comment -> scene.sender().send(comment));
    }
    scene.clock.advance(AFTER_THE_LEASE);
    scene.settle();
    assertThat(cameBack).isNotEmpty();
    assertNothingWent(cameBack.size());
  }

  @ParameterizedTest
  @EnumSource
  void whereverASenderDiesAndAnotherTakesOverItIsKnown(Side side) {
    for (int call = 0; call < 3; call++) {
      var town = new ComeBackTest();
      Comment comment = town.oneThatCameBack();
      Sender doomed = town.scene.sender(Mortal.dyingAt(call, side));
      assertThatExceptionOfType(Killed.class).isThrownBy(() -> doomed.send(comment));
      town.scene.settle();
      town.assertNothingWent(1);
    }
  }

  /** It lies in the queue still. */
  private Comment oneThatCameBack() {
    Client ivan = greeted();
    comesBack();
    ivan.colleagueWrites("Yes");
    scene.worker().handle(scene.queue.receive(1));
    return cameBack.getFirst();
  }

  @Test
  void aRepetitionIsKnownEvenIfItsNoteIsUsedUpSince() {
    Comment comment = oneThatCameBack();
    scene.settle();

    scene.queue(comment);
    assertThat(scene.sender().send(comment)).isInstanceOf(Outcome.Done.class);
    scene.settle();

    assertNothingWent(1);
  }

  @Test
  void twoSendersThatTakeTurnsAnywhereLetOneOfTwoThrough() {
    for (int first = 0; first < 3; first++) {
      for (int second = 0; second < 3; second++) {
        var town = new ComeBackTest();
        Comment comment = town.oneThatCameBack();
        Comment alike = town.comment(comment);
        var _ =
            Turns.taken(
                first,
                witness -> town.scene.sender(witness).send(comment),
                second,
                witness -> town.scene.sender(witness).send(alike));
        town.scene.settle();
        assertThat(town.scene.messages.texts()).as("%d, %d", first, second).containsExactly("Yes");
        List<Mark> marks = new ArrayList<>(town.scene.marks(comment));
        marks.addAll(town.scene.marks(alike));
        assertThat(marks).containsExactlyInAnyOrder(KNOWN, SENT);
      }
    }
  }

  @Test
  void twoSendersAtOneThatTakeTurnsAnywhereLetNothingThrough() {
    for (int first = 0; first < 3; first++) {
      for (int second = 0; second < 3; second++) {
        var town = new ComeBackTest();
        Comment comment = town.oneThatCameBack();
        var _ =
            Turns.taken(
                first,
                witness -> town.scene.sender(witness).send(comment),
                second,
                witness -> town.scene.sender(witness).send(comment));
        town.scene.settle();
        town.assertNothingWent(1);
      }
    }
  }

  private Comment comment(Comment alike) {
    return scene.comment(alike.chat(), false, Optional.empty(), alike.text());
  }

  @Test
  void aDialogKeepsSomeNotesAndNoOldOnes() {
    Client ivan = greeted();
    for (int i = 0; i < 100; i++) {
      ivan.colleagueWrites("Yes " + i);
    }
    scene.settle();
    assertThat(scene.table.echoes(ivan.dialog())).hasSize(36);

    scene.clock.advance(Duration.ofDays(1));
    ivan.colleagueWrites("And one more");
    scene.settle();

    assertThat(scene.table.echoes(ivan.dialog())).hasSize(1);
  }

  @Test
  void whileTheNotesAreDroppedWhatComesBackIsStillKnown() {
    Client ivan = greeted();
    comesBack();
    for (int i = 0; i < 50; i++) {
      ivan.colleagueWrites("Yes " + i);
    }

    scene.settle();

    assertNothingWent(50);
  }
}
