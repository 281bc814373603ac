package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.Fault;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.wazzup.Route;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S03, S05, S06: to whom, and through which channel, somebody who writes first writes. */
class ChannelRuleTest {
  private static final String IVAN = "79990000001";
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());

  private final Scene scene = new Scene();

  private Mark refusedWith(Refusal refusal) {
    return new Mark(
        Sign.ERROR, Optional.of(Scene.WORDING.refusal(refusal.code(), refusal.detail())));
  }

  private List<Route> routes() {
    return scene.messages.received().stream().map(sent -> sent.sending().route()).toList();
  }

  @Test
  void writingToAPhoneNeverGoesToAGroupOfItsOwner() {
    Place place = scene.channel("telegram:79990000096", "tgapi", "address-96");
    scene
        .client("Ivan Testov", place, "4000000001")
        .withPhone(IVAN)
        .inGroup("telegroup", "-100200300")
        .writes("Hello all");
    scene.settle();

    scene.writesFirst(place, "+7 999 000-00-01", "Your invoice");
    scene.settle();

    assertThat(routes())
        .extracting(Route::recipient)
        .containsExactly(new Route.Recipient.OfPhone(IVAN));
  }

  @Test
  void aGroupIsNoDialogThatBindsItsMembers() {
    Place first = scene.whatsapp("79990000099");
    Place second = scene.whatsapp("79990000098");
    scene
        .client("Ivan Testov", first, IVAN)
        .withPhone(IVAN)
        .inGroup("whatsgroup", "79990000001-1700000000")
        .writes("Hello all");
    scene.settle();

    Comment comment = scene.writesFirst(second, IVAN, "Good morning");
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  @Test
  void aCommentInTheTaskOfAnUnknownChatGoesToNobody() {
    scene.channel("telegram:79990000096", "tgapi", "address-96");
    DialogId unknown = DialogId.parse("telegram:79990000096/79120000001");

    Comment comment =
        scene.comment(
            new PlanfixChatId.OfDialog(unknown), false, Optional.of(IVAN), "Only for him");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment))
        .containsExactly(refusedWith(Refusal.of(Refusal.NO_SUCH_DIALOG)));
  }

  @Test
  void aCommentInTheTaskOfAnUnknownGroupGoesToNobody() {
    scene.whatsapp("79990000099");
    DialogId unknown = DialogId.parse("whatsapp:79990000099/whatsgroup:79990000001-1700000000");

    Comment comment =
        scene.comment(
            new PlanfixChatId.OfDialog(unknown), false, Optional.of(IVAN), "Only for them");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment))
        .containsExactly(refusedWith(Refusal.of(Refusal.NO_SUCH_DIALOG)));
  }

  @Test
  void anotherPhoneOnTheCardChangesNotWhoGetsAComment() {
    Place place = scene.whatsapp("79990000099");
    scene.table.disconnect(place.channel(), scene.clock.instant());
    scene.writesFirst(place, IVAN, "one");
    scene.settle();
    scene.table.connect(place.channel(), scene.clock.instant());

    scene.comment(
        new PlanfixChatId.OfDialog(DialogId.first(place.channel(), IVAN)),
        false,
        Optional.of("79990000002"),
        "two");
    scene.settle();

    assertThat(routes())
        .extracting(Route::recipient)
        .containsExactly(new Route.Recipient.OfChat(IVAN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9990000001", "12345", "none", "8 999", "+7 999 000-00-0"})
  void whatIsNoPhoneIsToldAndGoesToNobody(String phone) {
    Place place = scene.whatsapp("79990000099");

    Comment comment = scene.writesFirst(place, phone, "Good morning");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment)).containsExactly(refusedWith(Refusal.of(Refusal.NO_PHONE)));
  }

  /** The client wrote to both once, so that no task's number was ever asked for. */
  @Test
  void aDialogThatTheClientOpenedIsUsedWhereAnotherIsOpenToo() {
    Place first = scene.whatsapp("79990000099");
    Place second = scene.whatsapp("79990000098");
    Client ivan = scene.client("Ivan Testov", first, IVAN);
    ivan.writes("Hello");
    ivan.at(second).writes("Hello again");
    scene.settle();

    Comment written = scene.writesFirst(first, IVAN, "Good morning");
    scene.settle();
    Comment answer = scene.answers(ivan, "How are you?");
    scene.settle();

    assertThat(scene.marks(written)).containsExactly(SENT);
    assertThat(scene.marks(answer)).containsExactly(SENT);
    assertThat(routes()).extracting(Route::channel).containsOnly(first.channel());
  }

  @Test
  void whoWritesWhileHisDialogIsJudgedIsNotShutOut() {
    Place first = scene.whatsapp("79990000099");
    Place second = scene.whatsapp("79990000098");
    Client ivan = scene.client("Ivan Testov", first, IVAN);
    ivan.at(second).writes("Hello");
    scene.settle();
    scene.planfix.bound(first, IVAN);
    Comment comment = scene.writesFirst(first, IVAN, "Good morning");

    scene
        .sender(
            Witness.onceAfter(
                "PlanfixChat.taskOf",
                () -> scene.worker().deliverUntilDone(ivan.writes("It is me").notice())))
        .send(comment);
    scene.settle();

    assertThat(scene.table.dialogs())
        .filteredOn(dialog -> dialog.id().equals(ivan.dialog()))
        .allMatch(dialog -> !dialog.refused());
  }

  @Test
  void aDialogWhoseFirstMessageNeededTwoAttemptsBindsAsWell() {
    Place first = scene.whatsapp("79990000099");
    Place second = scene.whatsapp("79990000098");
    Client ivan = scene.client("Ivan Testov", first, IVAN);
    scene.planfix.failPosts(Fault.OUTAGE_BEFORE);
    ivan.writes("Hello");
    scene.settle();

    Comment comment = scene.writesFirst(second, IVAN, "Good morning");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment).getLast().sign()).isEqualTo(Sign.ERROR);
  }

  @Test
  void aPhoneThatWazzupTellsLaterBindsAsWell() {
    Place first = scene.channel("telegram:79990000096", "tgapi", "address-96");
    Place second = scene.channel("telegram:79990000095", "tgapi", "address-95");
    Client ivan = scene.client("Ivan Testov", first, "4000000001");
    ivan.writes("Hello");
    scene.settle();
    ivan.withPhone(IVAN).writes("It is me");
    scene.settle();

    Comment comment = scene.writesFirst(second, IVAN, "Good morning");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment).getLast().sign()).isEqualTo(Sign.ERROR);
  }

  @Test
  void aNamedChannelThatIsNoneOfOursIsNotReplacedByAnother() {
    scene.whatsapp("79990000099");

    Comment comment = named("11111111-2222-3333-4444-555555555555");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment))
        .containsExactly(
            refusedWith(
                new Refusal(Refusal.NOT_CONNECTED, "11111111-2222-3333-4444-555555555555")));
  }

  private Comment named(String channel) {
    Comment comment =
        new Comment(
            new CommentId(Scene.LINE.providerId(), "7310042"),
            PlanfixChatId.ofPhone(IVAN),
            true,
            Optional.of(IVAN),
            Optional.of(channel),
            "Good morning",
            List.of(),
            scene.clock.instant());
    scene.queue(comment);
    return comment;
  }

  @Test
  void aChannelOfWhichWazzupWasNotAskedYetIsAskedFor() {
    ChannelIdentity telegram = ChannelIdentity.parse("telegram:79990000096");
    scene.table.connect(telegram, scene.clock.instant());
    scene.wazzup.add(
        new ListedChannel(new ChannelId("address-96"), telegram, new Transport("tgapi"), "active"));

    Comment comment =
        scene.writesFirst(new Place(telegram, new ChannelId("address-96")), IVAN, "Good morning");
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  @Test
  void whereWazzupCannotBeAskedForAChannelNothingIsRefused() {
    Place place = scene.channel("telegram:79990000096", "tgapi", "address-96");
    scene.wazzup.goAway("503");
    Comment comment = scene.writesFirst(place, IVAN, "Good morning");
    assertThat(scene.sender().send(comment).toString()).contains("could not be asked");

    scene.wazzup.comeBack();
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  @Test
  void whereAnUnaskedChannelCouldBeMeantTooNoneIsGuessed() {
    scene.whatsapp("79990000099");
    scene.channel("telegram:79990000096", "tgapi", "address-96");

    Comment comment = scene.writesFirst("+7 999 000-00-01", "Good morning");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment))
        .containsExactly(refusedWith(Refusal.of(Refusal.SEVERAL_CHANNELS)));
  }
}
