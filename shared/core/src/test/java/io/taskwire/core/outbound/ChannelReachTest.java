package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S11: an answer through a channel that does not work, died, or came back elsewhere. */
class ChannelReachTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final ChannelId NEW = new ChannelId("address-new");

  private final Scene scene = new Scene();
  private final Place place = scene.whatsapp("79990000099");
  private final Client ivan = scene.client("Ivan Testov", place, "79990000001");

  private void ivanWrote() {
    ivan.writes("Hello");
    scene.settle();
  }

  /** What Wazzup lists for Ivan's channel from now on, told or not. */
  private void lists(ChannelId address, String state) {
    scene.wazzup.remove(place.address());
    scene.wazzup.remove(NEW);
    scene.wazzup.add(new ListedChannel(address, place.channel(), new Transport("whatsapp"), state));
  }

  private void told() {
    scene.queue(new Notice.ChannelChange(place.address(), scene.clock.instant()));
    scene.settle();
  }

  private Mark refusedWith(String code, String detail) {
    return new Mark(Sign.ERROR, Optional.of(Scene.WORDING.refusal(code, detail)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"qr", "openElsewhere", "notEnoughMoney", "blocked", "disabled"})
  void aStateThatNeedsSomebodyIsToldAtOnce(String state) {
    ivanWrote();
    lists(place.address(), state);
    told();

    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(answer)).containsExactly(refusedWith(Refusal.CHANNEL_STATE, state));
  }

  @Test
  void aChannelThatCameBackWithoutAWordSends() {
    ivanWrote();
    lists(place.address(), "qr");
    told();
    lists(place.address(), "active");

    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Good morning");
    assertThat(scene.marks(answer)).containsExactly(SENT);
  }

  @Test
  void whereWazzupCannotBeAskedNothingIsRefused() {
    ivanWrote();
    lists(place.address(), "qr");
    told();
    scene.wazzup.goAway("503");
    Comment answer = scene.answers(ivan, "Good morning");
    assertThat(scene.sender().send(answer).toString()).contains("could not be asked");

    lists(place.address(), "active");
    scene.wazzup.comeBack();
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Good morning");
    assertThat(scene.marks(answer)).containsExactly(SENT);
  }

  @Test
  void aChannelThatStartsIsWaitedForAndTheOrderStays() {
    ivanWrote();
    lists(place.address(), "init");
    told();
    Comment first = scene.answers(ivan, "one");
    scene.answers(ivan, "two");
    assertThat(scene.sender().send(first).toString()).contains("init");
    assertThat(scene.messages.calls()).isZero();

    lists(place.address(), "active");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("one", "two");
  }

  @Test
  void aChannelThatStartsForMoreThanADayIsTold() {
    ivanWrote();
    lists(place.address(), "init");
    told();
    Comment answer = scene.answers(ivan, "Good morning");

    scene.clock.advance(Duration.ofDays(1));
    scene.settle();

    assertThat(scene.marks(answer).getLast()).isEqualTo(refusedWith(Refusal.CHANNEL_STATE, "init"));
  }

  @Test
  void aDeletedChannelIsToldAndItsNewAddressIsUsedOnceItIsMadeAnew() {
    ivanWrote();
    scene.wazzup.remove(place.address());
    told();
    Comment lost = scene.answers(ivan, "one");
    scene.settle();
    assertThat(scene.marks(lost))
        .containsExactly(refusedWith(Refusal.NO_SUCH_CHANNEL, place.channel().accountTitle()));

    lists(NEW, "active");
    Comment answer = scene.answers(ivan, "two");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("two");
    assertThat(scene.messages.received().getFirst().sending().route().address()).isEqualTo(NEW);
    assertThat(scene.marks(answer)).containsExactly(SENT);
  }

  @Test
  void whereWazzupKnowsTheAddressNoMoreTheNewOneIsUsedAtOnce() {
    ivanWrote();
    lists(NEW, "active");
    scene.messages.refusesWith("CHANNEL_NOT_FOUND");
    scene.messages.faults(
        sending -> sending.route().address().equals(NEW) ? Fault.NONE : Fault.REFUSED);

    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Good morning");
    assertThat(scene.messages.calls()).isEqualTo(2);
    assertThat(scene.marks(answer)).containsExactly(SENT);
  }

  @Test
  void whereWazzupKnowsNoOtherAddressEitherItIsTold() {
    ivanWrote();
    scene.messages.refusesWith("CHANNEL_NOT_FOUND");
    scene.messages.faults(_ -> Fault.REFUSED);

    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();

    assertThat(scene.messages.calls()).isEqualTo(1);
    assertThat(scene.marks(answer)).containsExactly(refusedWith("CHANNEL_NOT_FOUND", ""));
  }

  @Test
  void whatWasSentOfACommentIsNotForgottenWhenItsChannelGoesAway() {
    ivanWrote();
    scene.messages.fail(Fault.NONE, Fault.TOO_MANY);
    Comment answer = scene.answers(ivan, "a".repeat(10_000) + " b");
    scene.sender().send(answer);
    assertThat(scene.messages.received()).hasSize(1);

    scene.table.disconnect(place.channel(), scene.clock.instant());
    scene.settle();

    assertThat(scene.messages.received()).hasSize(1);
    Mark mark = scene.marks(answer).getLast();
    assertThat(mark.sign()).isEqualTo(Sign.ERROR);
    assertThat(mark.text())
        .contains(
            Scene.WORDING.part(
                2,
                2,
                Scene.WORDING.refusal(Refusal.NOT_CONNECTED, place.channel().accountTitle())));
  }

  @Test
  void whatMayHaveBeenSentIsSaidSoWhenItsChannelGoesAway() {
    ivanWrote();
    Comment answer = scene.answers(ivan, "Good morning");
    scene.messages.faults(
        _ -> {
          throw new IllegalStateException("the sender dies");
        });
    try {
      scene.sender().send(answer);
    } catch (IllegalStateException dies) {
      // Its part is pending now.
    }
    scene.messages.faults(_ -> Fault.NONE);
    scene.table.disconnect(place.channel(), scene.clock.instant());

    scene.settle();

    assertThat(scene.messages.received()).isEmpty();
    assertThat(scene.marks(answer).getLast().text()).contains(Scene.WORDING.mayNotHaveBeenSent());
  }
}
