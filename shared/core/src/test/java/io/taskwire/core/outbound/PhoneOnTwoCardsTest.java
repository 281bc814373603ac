package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * S09: what the "Write" button must never do in Instagram. A phone moves from card to card, or
 * stands on two; nobody may read what was meant for somebody else.
 */
class PhoneOnTwoCardsTest {
  private static final String PHONE = "79990000001";
  private static final String OTHER_PHONE = "79990000002";
  private static final String REPLY = "It is yours for 8";
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark SENT_TO_NORA = sentTo("nora.test");
  private static final Mark SENT_TO_LEV = sentTo("lev.test");
  private static final Mark SEVERAL = refused(Refusal.SEVERAL_CLIENTS);
  private static final Mark UNKNOWN = refused(Refusal.UNKNOWN_PHONE);
  private static final Mark NAME_TAKEN = refused(Refusal.NAME_TAKEN);
  private static final Mark NOT_FIRST =
      Scene.refusedWith(new Refusal(Refusal.NOT_FIRST, "Instagram"));

  private final Scene scene = new Scene();
  private final Place shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
  private final Client nora = scene.client("Nora Testova", shop, "nora.test");
  private final Client lev = scene.client("Lev Testov", shop, "lev.test");

  @BeforeEach
  void bothCommented() {
    scene.writesByPhone(true);
    comments(nora);
    comments(lev);
  }

  private void comments(Client client) {
    client.under("post-1").writes("How much is it?");
    scene.settle();
  }

  private static Mark sentTo(String account) {
    return new Mark(Sign.SENT, Optional.of(Scene.WORDING.reached(account)));
  }

  private static Mark refused(String code) {
    return Scene.refusedWith(Refusal.of(code));
  }

  /** An answer under the post, with the phone on the card. */
  private void isAnswered(Client client, String phone) {
    scene.answersFromCard(client.under("post-1"), phone, "Ten each");
    scene.settle();
  }

  private void isAnsweredWithoutPhone(Client client) {
    scene.answers(client.under("post-1"), "Ten each");
    scene.settle();
  }

  private Comment pressesWrite() {
    Comment comment = scene.writesFirst(shop, PHONE, REPLY);
    scene.settle();
    return comment;
  }

  /** A comment in the task that the button made. */
  private Comment types(String text) {
    Comment comment =
        scene.comment(new PlanfixChatId.OfDialog(buttons()), false, Optional.of(PHONE), text);
    scene.settle();
    return comment;
  }

  private DialogId buttons() {
    return DialogId.first(shop.channel(), PHONE);
  }

  private List<String> privatelyTo(Client client) {
    return scene.messages.received().stream()
        .filter(one -> one.sending().quoted().isEmpty())
        .filter(
            one ->
                one.sending().route().recipient().toString().contains(client.dialog().chat().id()))
        .map(one -> one.text())
        .toList();
  }

  private Mark last(Comment comment) {
    return scene.marks(comment).getLast();
  }

  // Whom the task of the button leads to

  @Test
  void theChatOfAPhoneIsNeverLedToAnotherPerson() {
    isAnswered(nora, PHONE);
    pressesWrite();
    isAnswered(nora, OTHER_PHONE);
    isAnswered(lev, PHONE);

    Comment again = pressesWrite();
    Comment typed = types("Or for 7");

    assertThat(last(again)).isEqualTo(SEVERAL);
    assertThat(last(typed)).isEqualTo(SEVERAL);
    assertThat(privatelyTo(nora)).containsExactly(REPLY);
    assertThat(privatelyTo(lev)).isEmpty();
  }

  @Test
  void norIsItWhenSheWroteThereHerself() {
    isAnswered(nora, PHONE);
    pressesWrite();
    nora.writes("I take it");
    scene.settle();
    assertThat(last(types("Thank you"))).isEqualTo(SENT);
    isAnswered(nora, OTHER_PHONE);
    isAnswered(lev, PHONE);

    Comment again = pressesWrite();
    Comment typed = types("Where to?");

    assertThat(last(again)).isEqualTo(SEVERAL);
    assertThat(last(typed)).isEqualTo(SEVERAL);
    assertThat(privatelyTo(nora)).containsExactly(REPLY, "Thank you");
    assertThat(privatelyTo(lev)).isEmpty();
  }

  @Test
  void theChatOfALineThatServesAnyChannelIsKeptForHerToo() {
    Place whatsapp = scene.whatsapp("79990000099");
    isAnswered(nora, PHONE);
    Comment inInstagram = fromAnyLine("instagram:example.shop", true);
    assertThat(last(inInstagram)).isEqualTo(SENT_TO_NORA);

    Comment inWhatsapp = fromAnyLine(whatsapp.channel().toString(), true);
    isAnswered(nora, OTHER_PHONE);
    isAnswered(lev, PHONE);
    Comment again = fromAnyLine("instagram:example.shop", true);
    Comment typed = fromAnyLine("instagram:example.shop", false);

    assertThat(scene.marks(inWhatsapp)).containsExactly(SEVERAL);
    assertThat(last(again)).isEqualTo(SEVERAL);
    assertThat(last(typed)).isEqualTo(SEVERAL);
    assertThat(privatelyTo(nora)).containsExactly(REPLY);
    assertThat(privatelyTo(lev)).isEmpty();
    assertThat(scene.messages.received())
        .allMatch(one -> one.sending().route().channel().equals(shop.channel()));
  }

  private Comment fromAnyLine(String channel, boolean first) {
    Comment comment =
        new Comment(
            new CommentId(
                Scene.LINE.providerId(), Long.toString(scene.clock.instant().getEpochSecond())),
            PlanfixChatId.ofPhone(PHONE),
            first,
            Optional.of(PHONE),
            Optional.of(channel),
            first ? REPLY : "Where to?",
            List.of(),
            scene.clock.instant());
    scene.queue(comment);
    scene.clock.advance(Duration.ofSeconds(1));
    scene.settle();
    return comment;
  }

  @Test
  void ofTwoWithThePhoneNobodyIsGuessed() {
    isAnswered(nora, PHONE);
    isAnswered(lev, PHONE);

    assertThat(last(pressesWrite())).isEqualTo(SEVERAL);
    assertThat(privatelyTo(nora)).isEmpty();
    assertThat(privatelyTo(lev)).isEmpty();
  }

  @Test
  void inTheTaskOfAPhoneThatWasNobodysNothingGoesOutUntilTheButtonIsPressedAgain() {
    Comment early = pressesWrite();
    isAnswered(lev, PHONE);

    Comment typed = types("Or for 7");
    Comment again = pressesWrite();

    assertThat(last(early)).isEqualTo(UNKNOWN);
    assertThat(last(typed)).isEqualTo(UNKNOWN);
    assertThat(last(again)).isEqualTo(SENT_TO_LEV);
    assertThat(privatelyTo(lev)).containsExactly(REPLY);
  }

  @Test
  void inATaskOfAnotherCardNothingGoesOutThoughItHasTheSameChat() {
    isAnswered(nora, PHONE);
    pressesWrite();

    Comment ofAnother =
        scene.comment(
            new PlanfixChatId.OfDialog(buttons()), false, Optional.of(OTHER_PHONE), "Hello, Lev");
    Comment ofNobody =
        scene.comment(new PlanfixChatId.OfDialog(buttons()), false, Optional.empty(), "Hello, Lev");
    scene.settle();

    assertThat(last(ofAnother)).isEqualTo(UNKNOWN);
    assertThat(last(ofNobody)).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).containsExactly(REPLY);
  }

  @Test
  void whatIsTypedThereWithoutThePhoneOnTheCardForgetsIt() {
    isAnswered(nora, PHONE);
    pressesWrite();
    scene.comment(
        new PlanfixChatId.OfDialog(buttons()), false, Optional.of(OTHER_PHONE), "Hello, Nora");
    scene.settle();

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).containsExactly(REPLY);
  }

  @Test
  void whatWasToldOnlyAfterTheButtonWasPressedDoesNotCount() {
    Comment comment = scene.writesFirst(shop, PHONE, REPLY);
    scene.sender().send(scene.answersFromCard(lev.under("post-1"), PHONE, "Ten each"));
    scene.settle();

    assertThat(last(comment)).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(lev)).isEmpty();
  }

  // Whose the phone is

  @Test
  void aPhoneThatLeavesTheCardWhileItIsLookedUpLeadsToNobody() {
    isAnswered(nora, PHONE);
    scene.planfix.bound(shop, PHONE);
    Comment moved = scene.answersFromCard(nora.under("post-1"), OTHER_PHONE, "Nine");
    Comment comment = scene.writesFirst(shop, PHONE, REPLY);
    scene
        .sender(Witness.onceAfter("Outbox.chatsOf", () -> scene.sender().send(moved)))
        .send(comment);
    scene.settle();

    assertThat(last(comment)).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void aPhoneThatTheCardHadBeforeLeadsToNobody() {
    isAnswered(nora, PHONE);
    isAnswered(nora, OTHER_PHONE);

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void thePhoneIsThePersonsWhicheverPostItWasToldUnder() {
    nora.under("post-2").writes("And the blue one?");
    scene.settle();
    isAnswered(nora, PHONE);
    scene.answersFromCard(nora.under("post-2"), OTHER_PHONE, "Nine");
    scene.settle();

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
    assertThat(scene.table.chatsOf(PHONE, scene.clock.instant())).isEmpty();
    assertThat(scene.table.chatsOf(OTHER_PHONE, scene.clock.instant()))
        .containsExactly(nora.dialog());
  }

  @Test
  void anAnswerThatWaitedTellsNothingOfTheCardOfToday() {
    isAnswered(nora, PHONE);
    Instant before = scene.clock.instant();
    scene.pass(Duration.ofMinutes(5));
    isAnswered(nora, OTHER_PHONE);

    answeredAt(before, nora, PHONE);

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
  }

  @Test
  void anAnswerThatWaitedTeachesNothingEvenWhereTheNewerOneHadNothingToTell() {
    Instant before = scene.clock.instant();
    scene.pass(Duration.ofSeconds(30));
    isAnsweredWithoutPhone(nora);

    answeredAt(before, nora, PHONE);

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void anAnswerThatWaitedTakesAPhoneAway() {
    isAnswered(nora, PHONE);
    Instant before = scene.clock.instant();
    scene.pass(Duration.ofSeconds(30));
    isAnswered(nora, PHONE);

    answeredAt(before, nora, OTHER_PHONE);

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
  }

  @Test
  void thoughItCountsWhereAnotherHasThePhoneToo() {
    Instant before = scene.clock.instant();
    isAnswered(nora, PHONE);
    scene.pass(Duration.ofSeconds(30));

    answeredAt(before, lev, PHONE);

    assertThat(last(pressesWrite())).isEqualTo(SEVERAL);
  }

  @Test
  void theNextAnswerMakesItSure() {
    Instant before = scene.clock.instant();
    scene.pass(Duration.ofSeconds(30));
    answeredAt(before, nora, PHONE);
    isAnswered(nora, PHONE);

    assertThat(last(pressesWrite())).isEqualTo(SENT_TO_NORA);
  }

  /** An answer that its sender gets to only now. */
  private void answeredAt(Instant before, Client client, String phone) {
    scene.queue(
        new Comment(
            new CommentId(Scene.LINE.providerId(), "7310042"),
            new PlanfixChatId.OfDialog(client.under("post-1").dialog()),
            false,
            Optional.of(phone),
            Optional.empty(),
            "Ten each",
            List.of(),
            before));
    scene.settle();
  }

  @Test
  void aMessageThatWaitedGoesToNobodyWhoWasAnsweredWithoutThePhoneMeanwhile() {
    isAnswered(nora, PHONE);
    scene.planfix.bound(shop, PHONE);
    scene.messages.fail(Fault.REJECTED);
    Comment press = scene.writesFirst(shop, PHONE, REPLY);
    scene.sender().send(press);
    assertThat(scene.table.look(press.id(), press.chat(), Optional.empty()).comment().attempts())
        .as("it waits")
        .isEqualTo(1);
    scene.sender().send(scene.answers(nora.under("post-1"), "Ten each"));
    scene.settle();

    assertThat(last(press)).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void whoHadThePhoneWhenTheButtonWasPressedCountsThoughItIsGoneSince() {
    isAnswered(nora, PHONE);
    isAnswered(lev, PHONE);
    Comment press = scene.writesFirst(shop, PHONE, REPLY);
    scene.clock.advance(Duration.ofSeconds(30));
    scene.sender().send(scene.answers(lev.under("post-1"), "Ten each"));
    scene.settle();

    assertThat(last(press)).isEqualTo(SEVERAL);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void whoHasItOnAnotherAccountCountsAsWell() {
    Place outlet = scene.channel("instagram:example.outlet", "instagram", "address-outlet");
    Client vera = scene.client("Vera Testova", outlet, "vera.test");
    comments(vera);
    isAnswered(nora, PHONE);
    isAnswered(vera, PHONE);

    assertThat(last(pressesWrite())).isEqualTo(SEVERAL);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void whoHasItOnTwoAccountsIsOnePerson() {
    Place outlet = scene.channel("instagram:example.outlet", "instagram", "address-outlet");
    Client there = scene.client("Nora Testova", outlet, "nora.test");
    comments(there);
    isAnswered(nora, PHONE);
    isAnswered(there, PHONE);

    assertThat(last(pressesWrite())).isEqualTo(SENT_TO_NORA);
  }

  @Test
  void aNameThatWasNobodysYetLeadsToNobodyWhenAnotherHasIt() {
    isAnswered(nora.withoutIgsid(), PHONE);
    Client vera = scene.client("Vera Testova", shop, "nora.test").withIgsid("17840000000000077");
    vera.writes("Hello");
    scene.settle();

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void anAnswerWithoutThePhoneForgetsIt() {
    isAnswered(nora, PHONE);
    isAnsweredWithoutPhone(nora);

    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void afterThatNothingTypedInTheTaskOfTheButtonGoesOutEither() {
    isAnswered(nora, PHONE);
    pressesWrite();
    nora.writes("I take it");
    scene.settle();
    isAnsweredWithoutPhone(nora);

    assertThat(last(types("Thank you"))).isEqualTo(UNKNOWN);
    assertThat(privatelyTo(nora)).containsExactly(REPLY);
  }

  @Test
  void aScenarioThatStartsADialogKnowsNothingOfTheCard() {
    isAnswered(nora, PHONE);
    scene.queue(
        new Comment(
            new CommentId(Scene.LINE.providerId(), "7310042"),
            new PlanfixChatId.OfDialog(nora.under("post-1").dialog()),
            false,
            Optional.empty(),
            Optional.empty(),
            CommentRule.inDirect("Good morning"),
            List.of(),
            scene.clock.instant(),
            true));
    scene.settle();
    nora.writes("Hello");
    scene.settle();

    assertThat(last(pressesWrite())).isEqualTo(SENT_TO_NORA);
    assertThat(privatelyTo(nora)).containsExactly("Good morning", REPLY);
  }

  // A name that another person has

  private final Client noraOfId = nora.withIgsid("1000000000000001");

  /** Another person, who took Nora's name. */
  private final Client vera =
      scene.client("Vera Testova", shop, "nora.test").withIgsid("1000000000000002");

  private void says(Client client) {
    client.writes("Hello");
    scene.settle();
  }

  @Test
  void whoTookHerNameIsNotReachedByHerPhone() {
    comments(noraOfId);
    isAnswered(nora, PHONE);
    says(vera);

    Comment first = pressesWrite();
    Comment typed = types("Or for 7");

    assertThat(scene.marks(first)).containsExactly(NAME_TAKEN);
    assertThat(scene.marks(typed)).containsExactly(NAME_TAKEN);
    assertThat(privatelyTo(vera)).isEmpty();
  }

  @Test
  void norByWhatIsTypedInTheTaskOfTheButtonLater() {
    comments(noraOfId);
    isAnswered(nora, PHONE);
    pressesWrite();
    says(noraOfId);
    says(vera);

    assertThat(scene.marks(types("Thank you"))).containsExactly(NAME_TAKEN);
    assertThat(privatelyTo(nora)).containsExactly(REPLY);
  }

  @Test
  void sheHerselfIsReachedByHerNewName() {
    Client later = noraOfId.renamed("nora.later");
    comments(noraOfId);
    isAnswered(nora, PHONE);
    says(vera);
    says(later);

    assertThat(last(pressesWrite())).isEqualTo(sentTo("nora.later"));
    assertThat(privatelyTo(later)).containsExactly(REPLY);
    assertThat(privatelyTo(vera)).isEmpty();
  }

  // A guess is no evidence

  @Test
  void whatIsTypedInTheTaskOfTheButtonTeachesNothing() {
    isAnswered(nora, PHONE);
    pressesWrite();
    nora.writes("I take it");
    scene.settle();
    types("Thank you");
    isAnsweredWithoutPhone(nora);
    types("Where to?");

    assertThat(scene.table.chatsOf(PHONE, scene.clock.instant())).isEmpty();
    assertThat(last(pressesWrite())).isEqualTo(UNKNOWN);
  }

  @Test
  void norDoesTheFirstMessageThatHadToWait() {
    isAnswered(nora, PHONE);
    scene.messages.fail(Fault.TOO_MANY, Fault.NONE);
    scene.planfix.bound(shop, PHONE);
    Comment first = scene.writesFirst(shop, PHONE, REPLY);
    scene.sender().send(first);
    assertThat(privatelyTo(nora)).isEmpty();
    scene.sender().send(scene.answers(nora.under("post-1"), "Ten each"));
    scene.settle();

    assertThat(privatelyTo(nora)).isEmpty();
    assertThat(scene.table.chatsOf(PHONE, scene.clock.instant())).isEmpty();
  }

  // Where nothing is learnt

  @Test
  void ofThoseWhoAreWrittenToByPhoneAndOfGroupsNothingIsLearnt() {
    Client inWhatsapp = scene.client("Ivan Testov", scene.whatsapp("79990000099"), OTHER_PHONE);
    Place telegram = scene.channel("telegram:79990000096", "tgapi", "address-telegram");
    Client inTelegram = scene.client("Ivan Testov", telegram, "4000000001");
    Client inGroup = inTelegram.inGroup("telegroup", "group-1");
    Client inVk =
        scene.client("Ivan Testov", scene.channel("vk:10000001", "vk", "address-vk"), "20000001");
    for (Client client : List.of(inWhatsapp, inTelegram, inGroup, inVk)) {
      client.writes("Hello");
      scene.settle();
      scene.answersFromCard(client, PHONE, "Good morning");
      scene.settle();
    }

    assertThat(scene.table.chatsOf(PHONE, scene.clock.instant())).isEmpty();
    assertThat(scene.table.dialogsOf(PHONE).dialogs()).isEmpty();
  }

  @Test
  void elsewhereItIsSaidAsEverThatNobodyCanBeWrittenToFirst() {
    Place vk = scene.channel("vk:10000001", "vk", "address-vk");
    Comment comment = scene.writesFirst(vk, PHONE, REPLY);
    scene.settle();

    assertThat(scene.marks(comment))
        .containsExactly(Scene.refusedWith(new Refusal(Refusal.NOT_FIRST, "VK")));
  }

  @Test
  void aPhoneOnACardBindsNobodyElsewhere() {
    Place whatsapp = scene.whatsapp("79990000099");
    isAnswered(nora, PHONE);

    Comment comment = scene.writesFirst(whatsapp, PHONE, REPLY);
    scene.settle();

    assertThat(scene.table.dialogsOf(PHONE).dialogs())
        .containsExactly(DialogId.first(whatsapp.channel(), PHONE));
    assertThat(last(comment)).isEqualTo(SENT);
    assertThat(privatelyTo(nora)).isEmpty();
  }

  @Test
  void anAnswerThatTellsNothingNewCostsNothing() {
    isAnswered(nora, PHONE);
    List<String> known = callsOf(scene.answersFromCard(nora.under("post-1"), PHONE, "Nine"));
    isAnsweredWithoutPhone(nora);
    List<String> none = callsOf(scene.answers(nora.under("post-1"), "Eight"));
    List<String> fresh = callsOf(scene.answersFromCard(nora.under("post-1"), PHONE, "Seven"));

    assertThat(known).isEqualTo(none).doesNotContain("Outbox.notePhone");
    assertThat(fresh).contains("Outbox.notePhone");
  }

  private List<String> callsOf(Comment comment) {
    Mortal counting = Mortal.livingOn();
    scene.sender(counting).send(comment);
    scene.settle();
    return counting.performed();
  }

  // Switched off

  @Test
  void switchedOffNobodyIsWrittenToByPhone() {
    isAnswered(nora, PHONE);
    pressesWrite();
    scene.writesByPhone(false);

    assertThat(last(pressesWrite())).isEqualTo(NOT_FIRST);
    assertThat(last(types("Or for 7"))).isEqualTo(NOT_FIRST);
    assertThat(privatelyTo(nora)).containsExactly(REPLY);
  }

  @Test
  void switchedOffNothingIsLearntAndWhatWasKnownIsForgotten() {
    isAnswered(nora, PHONE);
    scene.writesByPhone(false);
    isAnswered(nora, PHONE);
    isAnswered(lev, OTHER_PHONE);

    assertThat(scene.table.chatsOf(PHONE, scene.clock.instant())).isEmpty();
    assertThat(scene.table.chatsOf(OTHER_PHONE, scene.clock.instant())).isEmpty();
  }
}
