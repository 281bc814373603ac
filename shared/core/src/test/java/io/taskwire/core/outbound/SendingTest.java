package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Route;
import io.taskwire.core.wazzup.Sending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An employee answers, and what Planfix shows of it. */
class SendingTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark READ = new Mark(Sign.READ, Optional.empty());

  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");

  private void ivanWrote() {
    ivan.writes("Hello");
    scene.settle();
  }

  private Received onlyMessage() {
    assertThat(scene.messages.received()).hasSize(1);
    return scene.messages.received().getFirst();
  }

  @Test
  void anAnswerReachesTheClientThroughTheChannelOfItsDialog() {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();
    assertThat(scene.messages.texts()).containsExactly("Good morning");
    Route route = onlyMessage().sending().route();
    assertThat(route.channel()).isEqualTo(ivan.dialog().channel());
    assertThat(route.recipient()).isEqualTo(new Route.Recipient.OfChat("79990000001"));
    assertThat(scene.marks(answer)).containsExactly(SENT);
  }

  @Test
  void itsMarkTurnsToReadAndNeverBack() {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();
    scene.status(onlyMessage().id(), Status.READ);
    scene.settle();
    scene.status(onlyMessage().id(), Status.DELIVERED);
    scene.settle();
    assertThat(scene.marks(answer)).containsExactly(SENT, READ);
  }

  @Test
  void itsEchoIsNoComment() {
    ivanWrote();
    scene.answers(ivan, "Good morning");
    scene.settle();
    scene.echo(onlyMessage(), ivan);
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }

  @Test
  void itsEchoIsNoCommentEvenIfItOutrunsTheAnswer() {
    ivanWrote();
    scene.messages.onEffect(received -> scene.echo(received, ivan));
    scene.answers(ivan, "Good morning");
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }

  @Test
  void itsEchoIsNoCommentEvenIfItsIdBecomesKnownWhileTheEchoIsLookedAt() {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Good morning");
    MessageId id = new MessageId("wazzup-1");
    Sending expected =
        new Sending(
            Route.of(dialog(), channel()),
            new Payload.Text("Good morning"),
            Optional.empty(),
            CrmMessageId.of(answer.id(), 1));
    Notice.Message echo = scene.echo(new Received(id, expected, scene.clock.instant()), ivan);
    scene
        .worker(Witness.onceAfter("DialogStore.look", () -> scene.sender().send(answer)))
        .deliverUntilDone(echo);
    scene.settle();
    assertThat(onlyMessage().id()).isEqualTo(id);
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }

  @Test
  void anEchoThatOnlyLookedLikeAnAnswerIsACommentOnceWazzupNamesAnother() {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Yes");
    scene.sender(whileItIsSent(15, () -> ivan.colleagueWrites("Yes"))).send(answer);
    scene.settle();
    assertMended(answer);
    assertThat(scene.messages.texts()).containsExactly("Yes");
    assertThat(scene.texts(ivan)).containsExactly("Hello", "Yes");
    scene.status(onlyMessage().id(), Status.READ);
    scene.settle();
    assertThat(scene.marks(answer)).endsWith(SENT, READ);
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 25})
  void ofTwoEchoesThatLookLikeOneAnswerOneIsACommentWheneverWazzupNamesTheOther(int secondsLater) {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Yes");
    scene
        .sender(
            whileItIsSent(
                secondsLater,
                () -> {
                  ivan.colleagueWrites("Yes");
                  scene.clock.advance(Duration.ofSeconds(1));
                  scene.echo(onlyMessage(), ivan);
                }))
        .send(answer);
    scene.settle();
    assertMended(answer);
    assertThat(scene.texts(ivan)).containsExactly("Hello", "Yes");
    scene.status(onlyMessage().id(), Status.READ);
    scene.settle();
    assertThat(scene.marks(answer)).endsWith(SENT, READ);
  }

  private void assertMended(Comment answer) {
    assertThat(scene.table.decisions(answer.id()).stream().map(Decision::what))
        .anyMatch(what -> what.startsWith("part 1: its echo came, as message-"))
        .contains("part 1: the answer names another message than the echo did");
  }

  /** The sender hangs for so long that everybody believes it dead, and for some seconds more. */
  private Witness whileItIsSent(int secondsMore, Runnable something) {
    return Witness.onceAfter(
        "WazzupMessages.send",
        () -> {
          scene.clock.advance(Duration.ofMinutes(1));
          something.run();
          scene.pass(Duration.ofSeconds(secondsMore));
        });
  }

  private Dialog dialog() {
    return scene.table.dialogs().getFirst();
  }

  private Channel channel() {
    return scene.table.all().getFirst();
  }

  @Test
  void aLostAnswerIsSettledByTheEcho() {
    ivanWrote();
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    scene.messages.onEffect(received -> scene.echo(received, ivan));
    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();
    assertThat(scene.messages.texts()).containsExactly("Good morning");
    assertThat(scene.texts(ivan)).containsExactly("Hello");
    assertThat(scene.marks(answer).getLast()).isEqualTo(SENT);
  }

  @Test
  void whatMayHaveBeenSentIsNotSentAgainAndShownAsSuch() {
    ivanWrote();
    scene.messages.faults(_ -> Fault.LOST_BEFORE);
    Comment answer = scene.answers(ivan, "Good morning");
    scene.sender().handle(scene.outbound.receive(10));
    scene.messages.faults(_ -> Fault.NONE);
    scene.settle();
    assertThat(scene.messages.texts()).isEmpty();
    assertThat(scene.marks(answer))
        .containsExactly(new Mark(Sign.ERROR, Optional.of(Scene.WORDING.mayNotHaveBeenSent())));
  }

  @Test
  void whatMayHaveBeenSentIsSettledByItsEchoThoughTheChannelWasDisconnectedSince() {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Good morning");
    killedAtTheSend(answer);
    scene.table.disconnect(ivan.dialog().channel(), scene.clock.instant());
    scene.settle();
    assertThat(scene.marks(answer))
        .containsExactly(new Mark(Sign.ERROR, Optional.of(Scene.WORDING.mayNotHaveBeenSent())));

    scene.table.connect(ivan.dialog().channel(), scene.clock.instant());
    scene.echo(onlyMessage(), ivan);
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello");
    assertThat(scene.marks(answer).getLast()).isEqualTo(SENT);
  }

  private void killedAtTheSend(Comment comment) {
    Witness death =
        Witness.onceAfter(
            "WazzupMessages.send",
            () -> {
              throw new Killed("WazzupMessages.send");
            });
    assertThatThrownBy(() -> scene.sender(death).send(comment)).isInstanceOf(Killed.class);
  }

  @Test
  void aChannelWhoseAddressCouldNotBeAskedIsNotTakenForGone() {
    Scene.Place place = scene.whatsapp("79990000099");
    scene.wazzup.goAway("503");
    Comment first = scene.writesFirst(place, "79990000005", "Your order is ready");
    scene.sender().handle(scene.outbound.receive(10));
    assertThat(scene.marks(first)).isEmpty();

    scene.wazzup.comeBack();
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Your order is ready");
    assertThat(scene.marks(first)).containsExactly(SENT);
  }

  @Test
  void anAnswerThatComesTwiceIsSentOnce() {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();
    assertThat(scene.sender().send(answer)).isEqualTo(new io.taskwire.core.delivery.Outcome.Done());
    assertThat(scene.messages.texts()).hasSize(1);
  }

  @Test
  void writingFirstOpensADialogWhoseAnswersComeIntoTheSameTask() {
    Scene.Place place = scene.whatsapp("79990000099");
    scene.writesFirst(place, "+7 999 000-00-05", "Your order is ready");
    scene.settle();
    assertThat(scene.messages.texts()).containsExactly("Your order is ready");
    assertThat(onlyMessage().sending().route().recipient())
        .isEqualTo(new Route.Recipient.OfChat("79990000005"));
    assertThat(scene.table.dialogs()).hasSize(1);
  }

  @Test
  void anotherChannelIsRefusedWhileADialogIsOpen() {
    ivanWrote();
    Scene.Place other = scene.whatsapp("79990000098");
    Comment first = scene.writesFirst(other, "79990000001", "By another channel");
    scene.settle();
    assertThat(scene.messages.texts()).isEmpty();
    assertThat(scene.marks(first)).hasSize(1);
    assertThat(scene.marks(first).getFirst().sign()).isEqualTo(Sign.ERROR);
    assertThat(scene.table.comments().getFirst().refusal().orElseThrow().detail())
        .startsWith("+79990000099 #");

    scene.planfix.delete(ivan.dialog());
    scene.comment(first.chat(), false, Optional.of("79990000001"), "Once more");
    scene.settle();
    assertThat(scene.messages.texts()).containsExactly("Once more");
    assertThat(onlyMessage().sending().route().channel()).isEqualTo(other.channel());
  }

  @Test
  void twoFirstMessagesThroughTwoChannelsAtOnceGiveOneDialog() {
    Scene.Place one = scene.whatsapp("79990000099");
    Scene.Place other = scene.whatsapp("79990000098");
    scene.writesFirst(one, "79990000005", "By one");
    scene.writesFirst(other, "79990000005", "By the other");
    scene.planfix.bound(one, "79990000005");
    scene.planfix.bound(other, "79990000005");
    scene.settle();
    assertThat(scene.messages.texts()).hasSize(1);
  }

  @Test
  void crashesAreNone() {
    ivanWrote();
    scene.answers(ivan, "Good morning");
    scene.settle();
    assertThat(List.copyOf(scene.crashes)).isEmpty();
  }
}
