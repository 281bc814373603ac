package io.taskwire.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.delivery.BreakerStore;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.DialogStore.DialogChange;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.Nickname;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice.StatusChange;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.OpenPart;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.Outbox.Claim;
import io.taskwire.core.outbound.Outbox.Delivery;
import io.taskwire.core.outbound.Outbox.LeaseUse;
import io.taskwire.core.outbound.Outbox.Link;
import io.taskwire.core.outbound.Outbox.MarkAnswer;
import io.taskwire.core.outbound.Outbox.MarkTries;
import io.taskwire.core.outbound.Outbox.Replying;
import io.taskwire.core.outbound.Outbox.Said;
import io.taskwire.core.outbound.Outbox.View;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.outbound.Outgoing;
import io.taskwire.core.outbound.Part;
import io.taskwire.core.outbound.Part.State;
import io.taskwire.core.outbound.SendLease;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.wazzup.Payload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Outbox} promises. */
public abstract class OutboxContract {
  /** The time of these tests; a store that has a clock shall have it too. */
  protected static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");

  private static final Instant UNTIL = NOW.plusSeconds(35);
  private static final String LINE = "taskwire";
  private static final String PHONE = "79990000001";
  private static final ChannelIdentity CHANNEL =
      new ChannelIdentity(Messenger.WHATSAPP, "79990000099");
  private static final DialogId DIALOG = dialog("79990000001");
  private static final DialogId OTHER_DIALOG = dialog("79990000002");
  private static final String OTHER_PHONE = "79990000002";
  private static final DialogId NORA = DialogId.parse("instagram:example.shop/nora.test");
  private static final DialogId LEV = DialogId.parse("instagram:example.shop/lev.test");

  /** Names the chat of a first message to a phone. */
  private static final DialogId WAITING = DialogId.first(NORA.channel(), PHONE);

  private static final PlanfixChatId CHAT = new PlanfixChatId.OfDialog(DIALOG);
  private static final CommentId ANSWER = new CommentId(LINE, "700001");
  private static final CommentId SECOND = new CommentId(LINE, "700002");
  private static final MessageId MESSAGE = new MessageId("message-1");
  private static final MessageId OTHER_MESSAGE = new MessageId("message-2");
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final Mark FAILED = new Mark(Sign.ERROR, Optional.of("Not sent."));

  private Table table;
  private Outbox outbox;

  /**
   * One table by several of its ports.
   *
   * @param wazzup the breaker of Wazzup; that of the stores is Planfix's
   */
  public record Table(Outbox outbox, Stores stores, BreakerStore wazzup) {}

  /** A table that nothing was written to yet. */
  protected abstract Table emptyTable();

  @BeforeEach
  final void open() {
    table = emptyTable();
    outbox = table.outbox();
  }

  private static DialogId dialog(String chatId) {
    return new DialogId(CHANNEL, new Chat(new ChatType("whatsapp"), chatId, Optional.empty()));
  }

  // Looking

  @Test
  final void anEmptyTableKnowsNothing() {
    assertThat(look(ANSWER))
        .isEqualTo(
            new View(
                Outgoing.fresh(ANSWER),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                BreakerState.NEVER_OPENED,
                Nickname.UNKNOWN,
                Optional.empty(),
                Set.of()));
    assertThat(outbox.whole(ANSWER)).isEmpty();
    assertThat(outbox.open(DIALOG)).isEmpty();
    assertThat(outbox.said(DIALOG, 10)).isEmpty();
    assertThat(outbox.dialogsOf(PHONE).dialogs()).isEmpty();
    assertThat(outbox.dialogsOf(PHONE).claims()).isEmpty();
    assertThat(outbox.decisions(ANSWER)).isEmpty();
  }

  @Test
  final void aLookTellsTheDialogItsChannelAndWazzupsBreaker() {
    table.stores().channels().connect(CHANNEL, NOW);
    opened(DIALOG);
    table.wazzup().open(NOW, "HTTP 503");

    View view = look(ANSWER);

    assertThat(view.dialog().map(Dialog::id)).contains(DIALOG);
    assertThat(view.dialog().map(Dialog::providerId)).contains(LINE);
    assertThat(view.channel().map(Channel::identity)).contains(CHANNEL);
    assertThat(view.breaker().open()).isTrue();
    assertThat(table.stores().breaker().read().open()).as("Planfix's").isFalse();
  }

  // Writing

  @Test
  final void aCommentIsReadBackAsItWasWritten() {
    Outgoing comment = everything();

    assertThat(outbox.write(write(comment))).isTrue();

    assertThat(look(ANSWER).comment()).isEqualTo(comment.written());
    assertThat(outbox.whole(ANSWER).orElseThrow().comment()).isEqualTo(comment.written());
  }

  /** A comment in which everything stands that can. */
  private static Outgoing everything() {
    Refusal refusal = new Refusal("BAD_CONTACT", "no such client");
    Part text =
        new Part(
            Optional.of(new Payload.Text("Good morning")),
            Optional.of(OTHER_MESSAGE),
            State.PENDING,
            Optional.empty(),
            Optional.of(NOW),
            Optional.empty());
    Part file =
        new Part(
            Optional.of(new Payload.File(URI.create("https://files.example/price-list.pdf?a=b"))),
            Optional.empty(),
            State.REFUSED,
            Optional.of(MESSAGE),
            Optional.of(NOW.plusMillis(1)),
            Optional.of(refusal));
    return new Outgoing(
        ANSWER,
        Optional.of(DIALOG),
        Optional.of(OTHER_DIALOG),
        List.of(text, file, waiting()),
        Optional.of(refusal),
        true,
        3,
        true,
        Optional.of("nora.test"),
        Optional.empty(),
        0);
  }

  private static Part waiting() {
    return new Part(
        Optional.of(new Payload.Text("The rest")),
        Optional.empty(),
        State.WAITING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  final void whatIsTakenOutOfAPartIsForgotten() {
    written(everything());
    Part sent =
        new Part(
            Optional.empty(),
            Optional.empty(),
            State.SENT,
            Optional.of(MESSAGE),
            Optional.of(NOW),
            Optional.empty());
    Outgoing settled = with(look(ANSWER).comment(), List.of(sent));

    assertThat(outbox.write(write(settled))).isTrue();

    assertThat(look(ANSWER).comment().parts()).containsExactly(sent);
  }

  @Test
  final void aWriteOfAnOldVersionChangesNothing() {
    written(Outgoing.fresh(ANSWER));
    Outgoing read = look(ANSWER).comment();
    written(with(read, List.of(waiting())));

    assertThat(outbox.write(write(read))).isFalse();
    assertThat(outbox.write(write(Outgoing.fresh(ANSWER)))).isFalse();

    assertThat(look(ANSWER).comment().parts()).containsExactly(waiting());
    assertThat(look(ANSWER).comment().version()).isEqualTo(2);
  }

  @Test
  final void aWriteOfANewerVersionThanThereIsChangesNothing() {
    Outgoing ahead = Outgoing.fresh(ANSWER).written();

    assertThat(outbox.write(write(ahead))).isFalse();

    assertThat(outbox.whole(ANSWER)).isEmpty();
  }

  @Test
  final void aRefusedWriteLeavesNothingOfWhatGoesWithIt() {
    written(Outgoing.fresh(ANSWER));
    SendLease lease = lease("a", 1);

    boolean done =
        outbox.write(
            new Write(
                Outgoing.fresh(ANSWER),
                List.of(new Decision(NOW, "too late")),
                new LeaseUse.Take(lease),
                List.of(openPart(ANSWER, 1, NOW)),
                List.of(),
                List.of(link(MESSAGE, 1, "Good morning", NOW)),
                List.of(),
                Optional.empty(),
                Optional.empty()));

    assertThat(done).isFalse();
    assertThat(outbox.decisions(ANSWER)).isEmpty();
    assertThat(look(ANSWER).fence()).isZero();
    assertThat(outbox.open(DIALOG)).isEmpty();
    assertThat(outbox.said(DIALOG, 10)).isEmpty();
    assertThat(record(MESSAGE)).isEmpty();
  }

  @Test
  final void decisionsAreKeptInTheirOrder() {
    Decision first = new Decision(NOW, "parts: 2");
    Decision second = new Decision(NOW, "part 1: taken");
    Decision third = new Decision(NOW.plusSeconds(1), "part 2: taken");
    outbox.write(decided(Outgoing.fresh(ANSWER), first, second));
    outbox.write(decided(look(ANSWER).comment(), third));

    assertThat(outbox.decisions(ANSWER)).containsExactly(first, second, third);
    assertThat(outbox.decisions(SECOND)).isEmpty();
  }

  @Test
  final void ofTwoWritesOfOneVersionOneIsMade() throws Exception {
    written(Outgoing.fresh(ANSWER));
    Outgoing read = look(ANSWER).comment();

    assertThat(atOnce(() -> outbox.write(write(read)), () -> outbox.write(write(read))))
        .containsExactlyInAnyOrder(true, false);
    assertThat(look(ANSWER).comment().version()).isEqualTo(2);
  }

  // The lease

  @Test
  final void aLeaseShowsInTheLookUntilItIsGivenBack() {
    SendLease lease = taken("a", 1);
    assertThat(look(SECOND).fence()).isEqualTo(1);
    assertThat(look(SECOND).lease()).contains(lease);

    assertThat(outbox.write(under(new LeaseUse.GiveBack(lease)))).isTrue();

    assertThat(look(SECOND).fence()).isEqualTo(1);
    assertThat(look(SECOND).lease()).isEmpty();
  }

  @Test
  final void aLeaseIsTakenOnlyAfterTheOneThatWasRead() {
    taken("a", 1);

    assertThat(outbox.write(taking(SECOND, lease("b", 1)))).isFalse();
    assertThat(outbox.write(taking(SECOND, lease("b", 3)))).isFalse();
    assertThat(outbox.write(taking(SECOND, lease("b", 2)))).isTrue();

    assertThat(look(SECOND).fence()).isEqualTo(2);
  }

  @Test
  final void aLeaseThatWasTakenOverIsNoneAnyMore() {
    SendLease lost = taken("a", 1);
    assertThat(outbox.write(taking(SECOND, lease("b", 2)))).isTrue();

    assertThat(outbox.write(under(new LeaseUse.Keep(lost)))).isFalse();
    assertThat(outbox.write(under(new LeaseUse.GiveBack(lost)))).isFalse();

    assertThat(look(SECOND).lease()).contains(lease("b", 2));
  }

  @Test
  final void aLeaseThatWasGivenBackIsNoneAnyMore() {
    SendLease lease = taken("a", 1);
    assertThat(outbox.write(under(new LeaseUse.GiveBack(lease)))).isTrue();

    assertThat(outbox.write(under(new LeaseUse.Keep(lease)))).isFalse();
    assertThat(outbox.write(under(new LeaseUse.GiveBack(lease)))).isFalse();
  }

  @Test
  final void aLeaseIsKeptFromWriteToWrite() {
    SendLease lease = taken("a", 1);

    assertThat(outbox.write(under(new LeaseUse.Keep(lease)))).isTrue();
    assertThat(outbox.write(under(new LeaseUse.Keep(lease)))).isTrue();

    assertThat(look(SECOND).fence()).isEqualTo(1);
  }

  @Test
  final void directAndTheCommentsUnderAllPostsOfAClientHaveOneLease() {
    DialogId post =
        new DialogId(
            CHANNEL, new Chat(DIALOG.chat().type(), DIALOG.chat().id(), Optional.of("post-1")));
    SendLease lease = taken("a", 1);

    assertThat(outbox.look(SECOND, CHAT, Optional.of(post)).lease()).contains(lease);
    assertThat(outbox.look(SECOND, CHAT, Optional.of(OTHER_DIALOG)).fence()).isZero();
  }

  @Test
  final void ofTwoSendersThatWantALeaseOneGetsIt() throws Exception {
    assertThat(
            atOnce(
                () -> outbox.write(taking(ANSWER, lease("a", 1))),
                () -> outbox.write(taking(SECOND, lease("b", 1)))))
        .containsExactlyInAnyOrder(true, false);
  }

  private static SendLease lease(String owner, long fence) {
    return new SendLease(DIALOG, owner, fence, UNTIL);
  }

  private SendLease taken(String owner, long fence) {
    SendLease lease = lease(owner, fence);
    assertThat(outbox.write(taking(ANSWER, lease))).isTrue();
    return lease;
  }

  private Write taking(CommentId comment, SendLease lease) {
    return using(look(comment).comment(), new LeaseUse.Take(lease));
  }

  private Write under(LeaseUse use) {
    return using(look(ANSWER).comment(), use);
  }

  // Open parts

  @Test
  final void openPartsOfAChatComeOldestFirst() {
    OpenPart late = openPart(SECOND, 1, NOW.plusMillis(500));
    OpenPart early = openPart(ANSWER, 2, NOW);
    OpenPart earliest = openPart(ANSWER, 1, NOW.minusSeconds(10));
    OpenPart elsewhere =
        new OpenPart(
            OTHER_DIALOG, OTHER_DIALOG, ANSWER, 3, "text", NOW, UNTIL, NOW.plusSeconds(86_400));
    opening(late, early, earliest, elsewhere);

    assertThat(outbox.open(DIALOG)).containsExactly(earliest, early, late);
    assertThat(outbox.open(OTHER_DIALOG)).containsExactly(elsewhere);
  }

  @Test
  final void aPartThatGoesOnToBeOpenIsOneStill() {
    OpenPart sending = openPart(ANSWER, 1, NOW);
    OpenPart unknown =
        new OpenPart(
            DIALOG, DIALOG, ANSWER, 1, "text", NOW, NOW.plusSeconds(5), NOW.plusSeconds(86_405));
    opening(sending);
    opening(unknown);

    assertThat(outbox.open(DIALOG)).containsExactly(unknown);
  }

  @Test
  final void aClosedPartIsGone() {
    OpenPart first = openPart(ANSWER, 1, NOW);
    OpenPart second = openPart(ANSWER, 2, NOW);
    opening(first, second);

    assertThat(
            outbox.write(
                new Write(
                    look(ANSWER).comment(),
                    List.of(),
                    new LeaseUse.None(),
                    List.of(),
                    List.of(first),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty())))
        .isTrue();

    assertThat(outbox.open(DIALOG)).containsExactly(second);
  }

  @Test
  final void whatWasSentByPhoneLiesOpenWhereNoChatHasANameYet() {
    OpenPart unnamed =
        new OpenPart(
            DIALOG.unnamed(), DIALOG, ANSWER, 1, "text", NOW, UNTIL, NOW.plusSeconds(86_400));
    opening(unnamed);

    assertThat(outbox.open(DIALOG.unnamed())).containsExactly(unnamed);
    assertThat(outbox.open(DIALOG)).isEmpty();
  }

  private static OpenPart openPart(CommentId comment, int number, Instant triedAt) {
    return new OpenPart(
        DIALOG, DIALOG, comment, number, "text", triedAt, UNTIL, triedAt.plusSeconds(86_400));
  }

  private void opening(OpenPart... parts) {
    Write write =
        new Write(
            look(ANSWER).comment(),
            List.of(),
            new LeaseUse.None(),
            List.of(parts),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(outbox.write(write)).isTrue();
  }

  // Links

  @Test
  final void aLinkedMessageIsKnownAsAPartOfItsComment() {
    linked(link(MESSAGE, 1, "Good morning", NOW));

    MessageRecord message = record(MESSAGE).orElseThrow();

    assertThat(message.state()).isEqualTo(MessageRecord.State.OWN);
    assertThat(message.isSettled()).isTrue();
    assertThat(message.comment()).contains(ANSWER);
    assertThat(message.dialog()).contains(DIALOG);
    assertThat(message.fromUs()).isTrue();
    assertThat(message.snippet()).isEqualTo("Good morning");
  }

  @Test
  final void aStatusThatCameBeforeItsMessageWasLinkedIsKept() {
    noted(MESSAGE, Status.ERROR);

    linked(link(MESSAGE, 1, "Good morning", NOW));

    MessageRecord message = record(MESSAGE).orElseThrow();
    assertThat(message.status()).contains(Status.ERROR);
    assertThat(message.comment()).contains(ANSWER);
  }

  @Test
  final void aStatusTellsOfWhichCommentItIs() {
    linked(link(MESSAGE, 1, "Good morning", NOW));

    assertThat(noted(MESSAGE, Status.READ).comment()).contains(ANSWER);
  }

  @Test
  final void whatWasSaidLatelyComesNewestFirstAndNoMoreThanWanted() {
    linked(link(MESSAGE, 1, "Good morning", NOW), link(OTHER_MESSAGE, 2, "Bye", NOW.plusMillis(1)));

    assertThat(outbox.said(DIALOG, 10))
        .containsExactly(new Said(OTHER_MESSAGE, "Bye"), new Said(MESSAGE, "Good morning"));
    assertThat(outbox.said(DIALOG, 1)).containsExactly(new Said(OTHER_MESSAGE, "Bye"));
    assertThat(outbox.said(OTHER_DIALOG, 10)).isEmpty();
  }

  @Test
  final void aFileLeavesNothingThatCouldBeQuoted() {
    linked(link(MESSAGE, 1, "", NOW));

    assertThat(outbox.said(DIALOG, 10)).isEmpty();
    assertThat(record(MESSAGE).orElseThrow().comment()).contains(ANSWER);
  }

  @Test
  final void aPartThatStandsInNoTaskYetIsStillToBePosted() {
    linked(unseen(MESSAGE));

    MessageRecord message = record(MESSAGE).orElseThrow();

    assertThat(message.isSettled()).isFalse();
    assertThat(message.comment()).contains(ANSWER);
    assertThat(message.dialog()).contains(DIALOG);
    assertThat(outbox.said(DIALOG, 10)).as("not before it is posted").isEmpty();
  }

  @Test
  final void aPartThatWasPostedBeforeItWasLinkedStaysPosted() {
    posted(MESSAGE);

    linked(unseen(MESSAGE));

    MessageRecord message = record(MESSAGE).orElseThrow();
    assertThat(message.state()).isEqualTo(MessageRecord.State.DONE);
    assertThat(message.comment()).contains(ANSWER);
  }

  @Test
  final void aPartThatIsPostedAfterItWasLinkedStaysAPartOfItsComment() {
    linked(unseen(MESSAGE));

    posted(MESSAGE);

    MessageRecord message = record(MESSAGE).orElseThrow();
    assertThat(message.state()).isEqualTo(MessageRecord.State.DONE);
    assertThat(noted(MESSAGE, Status.READ).comment()).contains(ANSWER);
    assertThat(outbox.said(DIALOG, 10)).containsExactly(new Said(MESSAGE, "Good morning"));
  }

  @Test
  final void aPartThatStandsInNoTaskYetIsNothingToDeliverAfterAll() {
    linked(unseen(MESSAGE));

    assertThat(outbox.mistaken(MESSAGE, OTHER_MESSAGE)).isEmpty();
  }

  private static Link unseen(MessageId message) {
    return new Link(message, 1, DIALOG, "Good morning", NOW, false, Optional.empty());
  }

  /** A worker posts a message of our side. */
  private void posted(MessageId message) {
    DialogStore dialogs = table.stores().dialogs();
    NoticeKey notice = NoticeKey.of(message);
    LeaseAnswer answer =
        dialogs.take(opening(DIALOG), 0, notice, "worker", NOW, UNTIL, Optional.empty());
    dialogs.finish(
        ((LeaseAnswer.Taken) answer).lease(),
        notice,
        new MessageFacts(Optional.empty(), true, "Text", NOW, "Good morning"),
        MessageRecord.State.DONE,
        DialogChange.NONE,
        List.of());
  }

  // What we posted as our side's and what comes back of it

  @Test
  final void aLookTellsWhatIsNotedInTheDialog() {
    outbox.note(DIALOG, new EchoNote(Set.of(), echo(1)));
    outbox.note(OTHER_DIALOG, new EchoNote(Set.of(), echo(3)));
    outbox.note(DIALOG, new EchoNote(Set.of(echo(1)), echo(2)));

    assertThat(look(ANSWER).echoes()).containsExactlyInAnyOrder(echo(1), echo(2));
  }

  @Test
  final void oldNotesAreDroppedAndWhereTheyWereChangedMeanwhileTheNewOneIsKept() {
    PostedEcho old = new PostedEcho(NOW.minus(Duration.ofDays(2)), "0.1", "some-text", "");
    outbox.note(DIALOG, new EchoNote(Set.of(), old));

    outbox.note(DIALOG, new EchoNote(Set.of(old, echo(9)), echo(1)));
    assertThat(look(ANSWER).echoes()).containsExactlyInAnyOrder(old, echo(1));

    outbox.note(DIALOG, new EchoNote(look(ANSWER).echoes(), echo(2)));
    assertThat(look(ANSWER).echoes()).containsExactlyInAnyOrder(echo(1), echo(2));
  }

  @Test
  final void whatCameBackUsesUpItsNoteAndNoOther() {
    opened(DIALOG);
    outbox.note(DIALOG, new EchoNote(Set.of(), echo(1)));
    outbox.note(DIALOG, new EchoNote(Set.of(), echo(2)));

    assertThat(cameBack(Outgoing.fresh(ANSWER), echo(1))).isTrue();

    View view = look(ANSWER);
    assertThat(view.comment().settled()).isTrue();
    assertThat(view.comment()).isEqualTo(Outgoing.fresh(ANSWER).cameBack().written());
    assertThat(view.echoes()).containsExactly(echo(2));
    assertThat(view.dialog()).as("nothing else of it changed").isPresent();
    assertThat(outbox.decisions(ANSWER)).containsExactly(new Decision(NOW, "came back"));
  }

  @Test
  final void aNoteIsUsedUpOnce() {
    outbox.note(DIALOG, new EchoNote(Set.of(), echo(1)));
    assertThat(cameBack(Outgoing.fresh(ANSWER), echo(1))).isTrue();

    assertThat(cameBack(Outgoing.fresh(SECOND), echo(1))).isFalse();

    assertThat(outbox.whole(SECOND)).isEmpty();
    assertThat(look(SECOND).echoes()).isEmpty();
  }

  @Test
  final void aCommentOfAnotherVersionUsesUpNothing() {
    outbox.note(DIALOG, new EchoNote(Set.of(), echo(1)));
    written(Outgoing.fresh(ANSWER));

    assertThat(cameBack(Outgoing.fresh(ANSWER), echo(1))).isFalse();

    assertThat(look(ANSWER).comment().settled()).isFalse();
    assertThat(look(ANSWER).echoes()).containsExactly(echo(1));
  }

  @Test
  final void ofTwoThatCameBackAtOnceOneUsesUpTheNote() throws Exception {
    outbox.note(DIALOG, new EchoNote(Set.of(), echo(1)));

    assertThat(
            atOnce(
                () -> cameBack(Outgoing.fresh(ANSWER), echo(1)),
                () -> cameBack(Outgoing.fresh(SECOND), echo(1))))
        .containsExactlyInAnyOrder(true, false);
  }

  private boolean cameBack(Outgoing comment, PostedEcho echo) {
    return outbox.settle(comment.cameBack(), DIALOG, echo, List.of(new Decision(NOW, "came back")));
  }

  private static PostedEcho echo(int number) {
    return new PostedEcho(NOW, "1." + number, "some-text", "dp");
  }

  // Answering comments in Direct

  @Test
  final void aDialogInDirectIsOpenedWithoutAPhone() {
    outbox.openDirect(opening(DIALOG), NOW);

    Dialog dialog = look(ANSWER).dialog().orElseThrow();
    assertThat(dialog.providerId()).isEqualTo(LINE);
    assertThat(dialog.privateReply()).isEmpty();
    assertThat(dialog.refused()).isFalse();
    assertThat(outbox.dialogsOf(PHONE).dialogs()).isEmpty();
  }

  @Test
  final void nothingChangesInADialogInDirectThatIsOpen() {
    opened(DIALOG);
    Dialog before = look(ANSWER).dialog().orElseThrow();

    outbox.openDirect(
        new Opening(
            DIALOG,
            "another",
            new PlanfixChatId.OfDialog(OTHER_DIALOG),
            "taskwire-2",
            CHAT.contact(),
            "Another"),
        NOW.plusSeconds(1));

    assertThat(look(ANSWER).dialog()).contains(before);
  }

  @Test
  final void aDialogInDirectCanBeFoundByTheChatOfAFirstMessageToo() {
    PlanfixChatId phone = PlanfixChatId.ofPhone(PHONE);
    PlanfixChatId waiting = new PlanfixChatId.OfDialog(OTHER_DIALOG);

    assertThat(outbox.openDirect(opening(DIALOG), phone, NOW)).isTrue();
    assertThat(outbox.openDirect(opening(DIALOG), waiting, NOW)).isTrue();
    assertThat(outbox.openDirect(opening(DIALOG), waiting, NOW)).as("once more").isTrue();

    assertThat(look(ANSWER).dialog().map(Dialog::providerId)).contains(LINE);
    assertThat(outbox.look(ANSWER, phone, Optional.empty()).resolved()).contains(DIALOG);
    assertThat(outbox.look(ANSWER, waiting, Optional.of(OTHER_DIALOG)).resolved()).contains(DIALOG);
    assertThat(outbox.dialogsOf(PHONE).claims()).isEmpty();
  }

  @Test
  final void aDialogThatIsOpenIsFoundSoButDoesNotChange() {
    opened(DIALOG);
    Dialog before = look(ANSWER).dialog().orElseThrow();
    PlanfixChatId phone = PlanfixChatId.ofPhone("79990000009");

    assertThat(
            outbox.openDirect(
                new Opening(DIALOG, "another", phone, LINE, phone.contact(), "Another"),
                phone,
                NOW))
        .isTrue();

    assertThat(look(ANSWER).dialog()).contains(before);
    assertThat(outbox.look(ANSWER, phone, Optional.empty()).resolved()).contains(DIALOG);
  }

  @Test
  final void aChatThatLeadsToOneDialogInDirectLeadsToNoOther() {
    for (PlanfixChatId chat :
        List.of(PlanfixChatId.ofPhone(PHONE), new PlanfixChatId.OfDialog(WAITING))) {
      assertThat(outbox.openDirect(opening(NORA), chat, NOW)).isTrue();

      assertThat(outbox.openDirect(opening(LEV), chat, NOW)).isFalse();

      assertThat(outbox.look(ANSWER, chat, Optional.of(LEV)).dialog()).isEmpty();
      assertThat(resolved(chat)).contains(NORA);
    }
  }

  @Test
  final void whoeverWritesFirstByPhoneDoesNotTakeAChatFromAPerson() {
    for (PlanfixChatId chat :
        List.of(PlanfixChatId.ofPhone(PHONE), new PlanfixChatId.OfDialog(WAITING))) {
      outbox.openDirect(opening(NORA), chat, NOW);

      assertThat(outbox.open(opening(DIALOG), PHONE, 0, Optional.of(chat), NOW)).isFalse();

      assertThat(resolved(chat)).contains(NORA);
    }
    assertThat(look(ANSWER).dialog()).isEmpty();
    assertThat(outbox.dialogsOf(PHONE).dialogs()).isEmpty();
    assertThat(outbox.dialogsOf(PHONE).claims()).isEmpty();
  }

  @Test
  final void fromWriterToWriterByPhoneAChatMovesOn() {
    PlanfixChatId phone = PlanfixChatId.ofPhone(PHONE);
    outbox.open(opening(DIALOG), PHONE, 0, Optional.of(phone), NOW);

    assertThat(outbox.open(opening(OTHER_DIALOG), PHONE, 1, Optional.of(phone), NOW)).isTrue();
    assertThat(resolved(phone)).contains(OTHER_DIALOG);

    assertThat(outbox.openDirect(opening(NORA), phone, NOW)).isFalse();
    assertThat(resolved(phone)).contains(OTHER_DIALOG);
  }

  @Test
  final void ofTwoWhoLeadAChatAtOnceOneDoes() throws Exception {
    PlanfixChatId phone = PlanfixChatId.ofPhone(PHONE);

    assertThat(
            atOnce(
                () -> outbox.openDirect(opening(NORA), phone, NOW),
                () -> outbox.openDirect(opening(LEV), phone, NOW)))
        .containsExactlyInAnyOrder(true, false);
  }

  private Optional<DialogId> resolved(PlanfixChatId chat) {
    Optional<DialogId> named =
        chat instanceof PlanfixChatId.OfDialog(DialogId dialog)
            ? Optional.of(dialog)
            : Optional.empty();
    return outbox.look(ANSWER, chat, named).resolved();
  }

  // The phone on a card

  @Test
  final void aPersonIsFoundByThePhoneOnTheCard() {
    CardPhone card = card(PHONE, NOW);

    assertThat(outbox.notePhone(NORA, Optional.empty(), card)).isTrue();

    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(10))).containsExactly(NORA);
    assertThat(cardOf(NORA)).contains(card);
    assertThat(cardOf(NORA.under(Optional.of("post-1")))).as("under a post").contains(card);
    assertThat(outbox.dialogsOf(PHONE).dialogs()).as("binds nobody").isEmpty();
    assertThat(outbox.look(ANSWER, CHAT, Optional.of(NORA)).dialog()).as("opens nothing").isEmpty();
  }

  @Test
  final void byThePhoneBeforeNobodyIsFoundAnyMore() {
    CardPhone first = card(PHONE, NOW);
    CardPhone second = card(OTHER_PHONE, NOW.plusSeconds(1));
    CardPhone none =
        new CardPhone(
            Optional.empty(), NOW.plusSeconds(2), Optional.empty(), Optional.empty(), true);
    outbox.notePhone(NORA, Optional.empty(), first);

    assertThat(outbox.notePhone(NORA, Optional.of(first), second)).isTrue();
    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(10))).isEmpty();
    assertThat(outbox.chatsOf(OTHER_PHONE, NOW.plusSeconds(10))).containsExactly(NORA);

    assertThat(outbox.notePhone(NORA, Optional.of(second), none)).isTrue();
    assertThat(outbox.chatsOf(OTHER_PHONE, NOW.plusSeconds(10))).isEmpty();
    assertThat(cardOf(NORA)).contains(none);

    assertThat(outbox.notePhone(NORA, Optional.of(none), card(PHONE, NOW.plusSeconds(3)))).isTrue();
    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(10))).containsExactly(NORA);
  }

  @Test
  final void thatSomebodyElseWasAnsweredUnderAnotherPostChangesNothingElse() {
    CardPhone before = card(PHONE, NOW);
    CardPhone after =
        new CardPhone(
            Optional.of(PHONE),
            NOW.plusSeconds(1),
            Optional.of(NORA.under(Optional.of("post-2"))),
            before.person(),
            false);
    outbox.notePhone(NORA, Optional.empty(), before);

    assertThat(outbox.notePhone(NORA, Optional.of(before), after)).isTrue();

    assertThat(cardOf(NORA)).contains(after);
    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(10))).containsExactly(NORA);
  }

  @Test
  final void whoeverReadAnotherPhoneNotesNone() {
    CardPhone first = card(PHONE, NOW);
    CardPhone second = card(OTHER_PHONE, NOW.plusSeconds(1));
    outbox.notePhone(NORA, Optional.empty(), first);

    assertThat(outbox.notePhone(NORA, Optional.empty(), second)).isFalse();
    assertThat(outbox.notePhone(NORA, Optional.of(second), second)).isFalse();
    assertThat(outbox.notePhone(NORA, Optional.of(card(PHONE, NOW.plusSeconds(1))), second))
        .isFalse();

    assertThat(cardOf(NORA)).contains(first);
    assertThat(outbox.chatsOf(OTHER_PHONE, NOW.plusSeconds(10))).isEmpty();
  }

  @Test
  final void twoPeopleCanHaveOnePhone() {
    outbox.notePhone(NORA, Optional.empty(), card(PHONE, NOW));
    outbox.notePhone(LEV, Optional.empty(), card(PHONE, NOW));

    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(10))).containsExactlyInAnyOrder(NORA, LEV);

    outbox.notePhone(NORA, Optional.of(card(PHONE, NOW)), card(OTHER_PHONE, NOW));
    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(10))).containsExactly(LEV);
  }

  @Test
  final void aPhoneThatLeftACardCountsForWhatWasWrittenBefore() {
    CardPhone first = card(PHONE, NOW);
    CardPhone gone = first.gone(NOW.plusSeconds(2));
    outbox.notePhone(NORA, Optional.empty(), first);
    outbox.notePhone(NORA, Optional.of(first), gone);

    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(1))).containsExactly(NORA);
    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(2))).isEmpty();

    outbox.notePhone(NORA, Optional.of(gone), card(PHONE, NOW.plusSeconds(3)));
    assertThat(outbox.chatsOf(PHONE, NOW.plusSeconds(4))).containsExactly(NORA);
  }

  private Optional<CardPhone> cardOf(DialogId dialog) {
    return outbox.look(ANSWER, CHAT, Optional.of(dialog)).cardPhone();
  }

  private static CardPhone card(String phone, Instant at) {
    return new CardPhone(
        Optional.of(phone),
        at,
        Optional.of(NORA.under(Optional.of("post-1"))),
        Optional.of("17840000000000001"),
        false);
  }

  @Test
  final void theAnswerToACommentIsNotedWithTheWrite() {
    outbox.openDirect(opening(DIALOG), NOW);
    PrivateReply reply = new PrivateReply(ANSWER, OTHER_DIALOG, NOW);

    assertThat(outbox.write(replying(ANSWER, reply, Optional.empty()))).isTrue();

    assertThat(look(ANSWER).dialog().flatMap(Dialog::privateReply)).contains(reply);
    assertThat(look(ANSWER).comment().version()).isEqualTo(1);
  }

  @Test
  final void anAnswerThatAnotherCameBeforeIsNotNotedAndNothingIsWritten() {
    outbox.openDirect(opening(DIALOG), NOW);
    PrivateReply first = new PrivateReply(ANSWER, OTHER_DIALOG, NOW);
    outbox.write(replying(ANSWER, first, Optional.empty()));
    PrivateReply second = new PrivateReply(SECOND, OTHER_DIALOG, NOW);

    assertThat(outbox.write(replying(SECOND, second, Optional.empty()))).isFalse();
    assertThat(outbox.write(replying(SECOND, second, Optional.of(SECOND)))).isFalse();
    assertThat(look(SECOND).comment()).isEqualTo(Outgoing.fresh(SECOND));
    assertThat(look(ANSWER).dialog().flatMap(Dialog::privateReply)).contains(first);

    assertThat(outbox.write(replying(SECOND, second, Optional.of(ANSWER)))).isTrue();
    assertThat(look(ANSWER).dialog().flatMap(Dialog::privateReply)).contains(second);
  }

  @Test
  final void ofTwoAnswersAtOnceOneIsNoted() throws Exception {
    outbox.openDirect(opening(DIALOG), NOW);

    assertThat(
            atOnce(
                () ->
                    outbox.write(
                        replying(
                            ANSWER, new PrivateReply(ANSWER, OTHER_DIALOG, NOW), Optional.empty())),
                () ->
                    outbox.write(
                        replying(
                            SECOND,
                            new PrivateReply(SECOND, OTHER_DIALOG, NOW),
                            Optional.empty()))))
        .containsExactlyInAnyOrder(true, false);
  }

  private static Write replying(CommentId comment, PrivateReply reply, Optional<CommentId> before) {
    return Write.of(Outgoing.fresh(comment), List.of())
        .replying(Optional.of(new Replying(DIALOG, reply, before)));
  }

  private static Link link(MessageId message, int number, String snippet, Instant at) {
    return new Link(message, number, DIALOG, snippet, at, true, Optional.empty());
  }

  private void linked(Link... links) {
    Write write =
        new Write(
            look(ANSWER).comment(),
            List.of(),
            new LeaseUse.None(),
            List.of(),
            List.of(),
            List.of(links),
            List.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(outbox.write(write)).isTrue();
  }

  // Echoes that were mistaken for parts

  @Test
  final void anEchoThatOnlyLookedLikeAPartIsGivenBackWhereWazzupNamesAnother() {
    linked(lookedLike(MESSAGE, "the queued echo"));

    assertThat(outbox.mistaken(MESSAGE, OTHER_MESSAGE)).contains("the queued echo");
  }

  @Test
  final void whatWazzupNamedItselfIsNeverMistaken() {
    linked(link(MESSAGE, 1, "Good morning", NOW));

    assertThat(outbox.mistaken(MESSAGE, OTHER_MESSAGE)).isEmpty();
  }

  @Test
  final void noEchoIsGivenBackWhereTheMessageThatWazzupNamesStandsInItsPlace() {
    linked(lookedLike(MESSAGE, "the queued echo"), link(OTHER_MESSAGE, 2, "Good morning", NOW));

    assertThat(outbox.mistaken(MESSAGE, OTHER_MESSAGE)).isEmpty();
  }

  @Test
  final void anUnlinkedEchoIsAsIfItHadNeverBeenHandled() {
    linked(lookedLike(MESSAGE, "the queued echo"));

    Write write =
        new Write(
            look(ANSWER).comment(),
            List.of(),
            new LeaseUse.None(),
            List.of(),
            List.of(),
            List.of(link(OTHER_MESSAGE, 1, "Good morning", NOW)),
            List.of(MESSAGE),
            Optional.empty(),
            Optional.empty());
    assertThat(outbox.write(write)).isTrue();

    MessageRecord message = record(MESSAGE).orElseThrow();
    assertThat(message.isSettled()).isFalse();
    assertThat(message.comment()).isEmpty();
    assertThat(outbox.mistaken(MESSAGE, OTHER_MESSAGE)).isEmpty();
    assertThat(record(OTHER_MESSAGE).orElseThrow().comment()).contains(ANSWER);
  }

  private static Link lookedLike(MessageId message, String echo) {
    return new Link(message, 1, DIALOG, "Good morning", NOW, true, Optional.of(echo));
  }

  // Whom a phone belongs to

  @Test
  final void writingFirstOpensTheDialogEntersItAndClaimsItsOwner() {
    assertThat(outbox.open(opening(DIALOG), PHONE, 0, Optional.empty(), NOW)).isTrue();

    assertThat(look(ANSWER).dialog().map(Dialog::id)).contains(DIALOG);
    assertThat(outbox.dialogsOf(PHONE).dialogs()).containsExactly(DIALOG);
    assertThat(outbox.dialogsOf(PHONE).claims())
        .isEqualTo(Map.of("whatsapp", new Claim(DIALOG, NOW, 1)));
  }

  @Test
  final void whoeverReadAnOlderClaimOpensNothing() {
    opened(DIALOG);

    assertThat(outbox.open(opening(OTHER_DIALOG), PHONE, 0, Optional.empty(), NOW)).isFalse();

    assertThat(outbox.look(ANSWER, CHAT, Optional.of(OTHER_DIALOG)).dialog()).isEmpty();
    assertThat(outbox.dialogsOf(PHONE).dialogs()).containsExactly(DIALOG);
    assertThat(outbox.dialogsOf(PHONE).claims().get("whatsapp"))
        .isEqualTo(new Claim(DIALOG, NOW, 1));
  }

  @Test
  final void aLaterClaimTakesTheOwnerOver() {
    opened(DIALOG);
    Instant later = NOW.plusSeconds(60);

    assertThat(outbox.open(opening(OTHER_DIALOG), PHONE, 1, Optional.empty(), later)).isTrue();

    assertThat(outbox.dialogsOf(PHONE).dialogs()).containsExactlyInAnyOrder(DIALOG, OTHER_DIALOG);
    assertThat(outbox.dialogsOf(PHONE).claims().get("whatsapp"))
        .isEqualTo(new Claim(OTHER_DIALOG, later, 2));
  }

  @Test
  final void messengersDoNotBindEachOther() {
    DialogId telegram =
        DialogId.first(new ChannelIdentity(new Messenger("telegram"), "79990000097"), PHONE);
    opened(DIALOG);

    assertThat(outbox.open(opening(telegram), PHONE, 0, Optional.empty(), NOW)).isTrue();

    assertThat(outbox.dialogsOf(PHONE).claims().keySet())
        .containsExactlyInAnyOrder("whatsapp", "telegram");
    assertThat(outbox.dialogsOf(PHONE).dialogs()).containsExactlyInAnyOrder(DIALOG, telegram);
  }

  @Test
  final void ofTwoFirstMessagesAtOnceOneOpensItsDialog() throws Exception {
    assertThat(
            atOnce(
                () -> outbox.open(opening(DIALOG), PHONE, 0, Optional.empty(), NOW),
                () -> outbox.open(opening(OTHER_DIALOG), PHONE, 0, Optional.empty(), NOW)))
        .containsExactlyInAnyOrder(true, false);
    assertThat(outbox.dialogsOf(PHONE).dialogs()).hasSize(1);
  }

  @Test
  final void theChatOfAPhoneLeadsToTheDialogOfItsLineOnly() {
    PlanfixChatId phone = PlanfixChatId.ofPhone(PHONE);
    outbox.open(opening(DIALOG), PHONE, 0, Optional.of(phone), NOW);

    assertThat(outbox.look(ANSWER, phone, Optional.empty()).resolved()).contains(DIALOG);
    CommentId ofOtherLine = new CommentId("taskwire-2", "700001");
    assertThat(outbox.look(ofOtherLine, phone, Optional.empty()).resolved()).isEmpty();
  }

  @Test
  final void anotherNameOfADialogLeadsToIt() {
    PlanfixChatId other = new PlanfixChatId.OfDialog(OTHER_DIALOG);
    outbox.open(opening(DIALOG), PHONE, 0, Optional.of(other), NOW);

    View view = outbox.look(ANSWER, other, Optional.of(OTHER_DIALOG));

    assertThat(view.resolved()).contains(DIALOG);
    assertThat(view.dialog()).isEmpty();
    assertThat(look(ANSWER).resolved()).isEmpty();
  }

  @Test
  final void aRefusedDialogIsBoundUntilItIsOpened() {
    assertThat(outbox.bindRefused(opening(DIALOG), Optional.empty(), NOW)).isTrue();
    assertThat(look(ANSWER).dialog().map(Dialog::refused)).contains(true);
    assertThat(outbox.dialogsOf(PHONE).dialogs()).as("nothing was sent there").isEmpty();

    opened(DIALOG);

    assertThat(look(ANSWER).dialog().map(Dialog::refused)).contains(false);
  }

  @Test
  final void aDialogIsOpenedOnce() {
    opened(DIALOG);
    Opening another =
        new Opening(
            DIALOG,
            "another",
            new PlanfixChatId.OfDialog(OTHER_DIALOG),
            "taskwire-2",
            CHAT.contact(),
            "Another");

    assertThat(outbox.open(another, PHONE, 1, Optional.empty(), NOW)).isTrue();

    Dialog dialog = look(ANSWER).dialog().orElseThrow();
    assertThat(dialog.providerId()).isEqualTo(LINE);
    assertThat(dialog.chatId()).isEqualTo(DIALOG.chat().id());
    assertThat(dialog.planfixChat()).isEqualTo(CHAT);
  }

  @Test
  final void aTaskThatWasNotedAsGoneIsGone() {
    outbox.noteTaskGone(2417);

    assertThat(outbox.isTaskGone(2417)).isTrue();
    assertThat(outbox.isTaskGone(2418)).isFalse();
  }

  private void opened(DialogId dialog) {
    assertThat(outbox.open(opening(dialog), PHONE, 0, Optional.empty(), NOW)).isTrue();
  }

  private static Opening opening(DialogId dialog) {
    PlanfixChatId chat = new PlanfixChatId.OfDialog(dialog);
    return new Opening(dialog, dialog.chat().id(), chat, LINE, chat.contact(), "+" + PHONE);
  }

  // Marks

  @Test
  final void theFurthestStatusOfEachPartIsTold() {
    Outgoing comment =
        with(Outgoing.fresh(ANSWER), List.of(sent(MESSAGE), sent(OTHER_MESSAGE), waiting()));
    written(comment);
    noted(MESSAGE, Status.READ);
    noted(MESSAGE, Status.DELIVERED);
    noted(OTHER_MESSAGE, Status.ERROR);

    Map<Integer, Delivery> furthest =
        Map.of(
            1, new Delivery(Status.READ, Optional.empty()),
            2,
                new Delivery(
                    Status.ERROR, Optional.of(new DeliveryError("BAD_CONTACT", "no such client"))));
    assertThat(outbox.whole(ANSWER).orElseThrow().deliveries()).isEqualTo(furthest);
    assertThat(outbox.deliveries(comment).parts()).isEqualTo(furthest);
  }

  @Test
  final void ofACommentOfWhichNothingWasSentNoStatusIsTold() {
    Outgoing comment = with(Outgoing.fresh(ANSWER), List.of(waiting()));
    written(comment);

    assertThat(outbox.whole(ANSWER).orElseThrow().deliveries()).isEmpty();
    assertThat(outbox.deliveries(comment).parts()).isEmpty();
  }

  @Test
  final void withWhatBecameOfThePartsPlanfixsBreakerIsTold() {
    assertThat(outbox.deliveries(Outgoing.fresh(ANSWER)).breaker())
        .isEqualTo(BreakerState.NEVER_OPENED);
    table.stores().breaker().open(NOW, "no answer");

    assertThat(outbox.deliveries(Outgoing.fresh(ANSWER)).breaker().open()).isTrue();
  }

  @Test
  final void theRightToReportIsOneWorkersUntilItRunsOut() {
    written(Outgoing.fresh(ANSWER));

    assertThat(takes("a", NOW, UNTIL)).isTrue();
    assertThat(takes("b", UNTIL.minusMillis(1), UNTIL.plusSeconds(35))).isFalse();
    assertThat(takes("b", UNTIL, UNTIL.plusSeconds(35))).isTrue();
    assertThat(takes("a", UNTIL, UNTIL.plusSeconds(35))).isFalse();
  }

  @Test
  final void theWholeTellsUntilWhenSomebodyHasTheRightToReport() {
    written(Outgoing.fresh(ANSWER));
    assertThat(reporterUntil()).isEmpty();

    takes("a", NOW, UNTIL);
    assertThat(reporterUntil()).contains(UNTIL);
    takes("b", UNTIL, UNTIL.plusSeconds(35));
    assertThat(reporterUntil()).contains(UNTIL.plusSeconds(35));
    outbox.giveMarkBack(ANSWER, "b", Optional.empty(), MarkTries.NONE);
    assertThat(reporterUntil()).isEmpty();

    takes("a", NOW, UNTIL);
    outbox.marked(ANSWER, "a", SENT, List.of());
    assertThat(reporterUntil()).isEmpty();
  }

  private Optional<Instant> reporterUntil() {
    return outbox.whole(ANSWER).orElseThrow().reporterUntil();
  }

  @Test
  final void whoeverTakesTheRightGetsTheCommentAsItStands() {
    written(with(Outgoing.fresh(ANSWER), List.of(waiting())));
    takes("a", NOW, UNTIL);
    outbox.marked(ANSWER, "a", FAILED, List.of());
    MarkTries tries = new MarkTries(3, 2);
    takes("a", NOW, UNTIL);
    outbox.giveMarkBack(ANSWER, "a", Optional.of(FAILED), tries);
    Outgoing later = with(look(ANSWER).comment(), List.of(sent(MESSAGE)));
    written(later);

    assertThat(outbox.takeMark(ANSWER, "b", NOW, UNTIL))
        .isEqualTo(new MarkAnswer.Taken(later.written(), tries, false));
    assertThat(later.reported()).contains(FAILED);
  }

  @Test
  final void theMarkOfACommentThatIsNotKnownIsNobodys() {
    assertThat(outbox.takeMark(ANSWER, "a", NOW, UNTIL)).isEqualTo(new MarkAnswer.NoComment());
    assertThat(outbox.whole(ANSWER)).isEmpty();
  }

  @Test
  final void aRightThatWasGivenBackCanBeTaken() {
    written(Outgoing.fresh(ANSWER));
    takes("a", NOW, UNTIL);

    outbox.giveMarkBack(ANSWER, "a", Optional.empty(), MarkTries.NONE);

    assertThat(takes("b", NOW, UNTIL)).isTrue();
  }

  @Test
  final void whoeverTakesARightThatWasNeverGivenBackIsToldSo() {
    written(Outgoing.fresh(ANSWER));
    assertThat(interrupted("a", NOW)).as("nobody had it").isFalse();
    assertThat(interrupted("b", UNTIL)).as("the first never gave it back").isTrue();
    Instant later = UNTIL.plusSeconds(35);
    assertThat(interrupted("c", later)).as("nor did the second").isTrue();

    outbox.giveMarkBack(ANSWER, "c", Optional.empty(), MarkTries.NONE);
    assertThat(interrupted("d", later)).as("it was given back").isFalse();
    outbox.marked(ANSWER, "d", SENT, List.of());
    assertThat(interrupted("e", later)).as("and so it was with a mark").isFalse();
  }

  private boolean interrupted(String owner, Instant now) {
    return taken(outbox.takeMark(ANSWER, owner, now, now.plusSeconds(35))).interrupted();
  }

  private static MarkAnswer.Taken taken(MarkAnswer answer) {
    assertThat(answer).isInstanceOf(MarkAnswer.Taken.class);
    return (MarkAnswer.Taken) answer;
  }

  @Test
  final void withTheRightGoesBackWhatPlanfixShowsOrThatItIsNotKnown() {
    written(Outgoing.fresh(ANSWER));
    takes("a", NOW, UNTIL);
    outbox.marked(ANSWER, "a", FAILED, List.of());

    takes("a", NOW, UNTIL);
    outbox.giveMarkBack(ANSWER, "a", Optional.of(FAILED), MarkTries.NONE);
    assertThat(look(ANSWER).comment().reported()).contains(FAILED);

    takes("a", NOW, UNTIL);
    outbox.giveMarkBack(ANSWER, "a", Optional.empty(), MarkTries.NONE);
    assertThat(look(ANSWER).comment().reported()).isEmpty();

    takes("a", NOW, UNTIL);
    outbox.giveMarkBack(ANSWER, "a", Optional.of(SENT), MarkTries.NONE);
    assertThat(look(ANSWER).comment().reported()).as("without the text before").contains(SENT);
  }

  @Test
  final void ofTwoReportersOneGetsTheRight() throws Exception {
    written(Outgoing.fresh(ANSWER));

    assertThat(atOnce(() -> takes("a", NOW, UNTIL), () -> takes("b", NOW, UNTIL)))
        .containsExactlyInAnyOrder(true, false);
  }

  private boolean takes(String owner, Instant now, Instant until) {
    return switch (outbox.takeMark(ANSWER, owner, now, until)) {
      case MarkAnswer.Taken _ -> true;
      case MarkAnswer.Held _ -> false;
      case MarkAnswer.NoComment _ -> throw new AssertionError("the comment is not known");
    };
  }

  @Test
  final void aMarkIsKeptBesideWhatTheSenderWrites() {
    written(Outgoing.fresh(ANSWER));
    Outgoing read = look(ANSWER).comment();
    takes("a", NOW, UNTIL);
    outbox.marked(ANSWER, "a", FAILED, List.of(new Decision(NOW, "mark: ERROR")));

    assertThat(outbox.write(write(read))).as("a mark makes no other version").isTrue();

    assertThat(look(ANSWER).comment().reported()).contains(FAILED);
    assertThat(outbox.decisions(ANSWER)).containsExactly(new Decision(NOW, "mark: ERROR"));
  }

  @Test
  final void aMarkWithoutATextForgetsTheTextBefore() {
    written(Outgoing.fresh(ANSWER));
    takes("a", NOW, UNTIL);
    outbox.marked(ANSWER, "a", FAILED, List.of());

    takes("a", NOW, UNTIL);
    outbox.marked(ANSWER, "a", SENT, List.of());

    assertThat(look(ANSWER).comment().reported()).contains(SENT);
  }

  @Test
  final void whoeverLostTheRightMarksNothingAndGivesNothingBack() {
    written(Outgoing.fresh(ANSWER));
    takes("a", NOW, UNTIL);
    takes("b", UNTIL, UNTIL.plusSeconds(35));

    outbox.marked(ANSWER, "a", FAILED, List.of(new Decision(NOW, "mark: ERROR")));
    outbox.giveMarkBack(ANSWER, "a", Optional.of(SENT), MarkTries.NONE.failed());

    assertThat(look(ANSWER).comment().reported()).isEmpty();
    assertThat(outbox.decisions(ANSWER)).isEmpty();
    assertThat(taken(outbox.takeMark(ANSWER, "d", UNTIL.plusSeconds(35), UNTIL.plusSeconds(70))))
        .extracting(MarkAnswer.Taken::tries)
        .isEqualTo(MarkTries.NONE);
    assertThat(takes("c", UNTIL, UNTIL.plusSeconds(35))).isFalse();
  }

  @Test
  final void whatWasTriedInVainIsForgottenWhenAMarkIsShown() {
    written(Outgoing.fresh(ANSWER));
    assertThat(tries()).isEqualTo(MarkTries.NONE);
    outbox.giveMarkBack(ANSWER, "a", Optional.empty(), MarkTries.NONE.failed());
    assertThat(tries()).isEqualTo(new MarkTries(1, 0));
    outbox.giveMarkBack(ANSWER, "a", Optional.empty(), MarkTries.NONE.failed().refused());
    assertThat(tries()).isEqualTo(new MarkTries(1, 1));

    outbox.marked(ANSWER, "a", SENT, List.of());

    assertThat(tries()).isEqualTo(MarkTries.NONE);
  }

  private MarkTries tries() {
    return taken(outbox.takeMark(ANSWER, "a", NOW, UNTIL)).tries();
  }

  private static Part sent(MessageId message) {
    return new Part(
        Optional.empty(),
        Optional.empty(),
        State.SENT,
        Optional.of(message),
        Optional.of(NOW),
        Optional.empty());
  }

  private MessageRecord noted(MessageId message, Status status) {
    Optional<DeliveryError> error =
        status == Status.ERROR
            ? Optional.of(new DeliveryError("BAD_CONTACT", "no such client"))
            : Optional.empty();
    return table.stores().dialogs().noteStatus(new StatusChange(message, status, NOW, error), NOW);
  }

  // Short forms

  private View look(CommentId comment) {
    return outbox.look(comment, CHAT, Optional.of(DIALOG));
  }

  private void written(Outgoing comment) {
    assertThat(outbox.write(write(comment))).isTrue();
  }

  private static Write write(Outgoing comment) {
    return Write.of(comment, List.of());
  }

  private static Write using(Outgoing comment, LeaseUse use) {
    return Write.of(comment, List.of()).under(use);
  }

  private static Write decided(Outgoing comment, Decision... decisions) {
    return Write.of(comment, List.of(decisions));
  }

  private static Outgoing with(Outgoing comment, List<Part> parts) {
    return new Outgoing(
        comment.id(),
        comment.dialog(),
        comment.answers(),
        parts,
        comment.refusal(),
        comment.settled(),
        comment.attempts(),
        comment.waiting(),
        comment.reached(),
        comment.reported(),
        comment.version());
  }

  private Optional<MessageRecord> record(MessageId message) {
    return table
        .stores()
        .dialogs()
        .look(
            new Look(
                NoticeKey.of(message),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .notice();
  }

  private static List<Boolean> atOnce(Callable<Boolean> one, Callable<Boolean> other)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    List<Boolean> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> both = new ArrayList<>();
      for (Callable<Boolean> call : List.of(one, other)) {
        both.add(
            threads.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      for (Future<Boolean> answer : both) {
        answers.add(answer.get(30, TimeUnit.SECONDS));
      }
    }
    return answers;
  }
}
