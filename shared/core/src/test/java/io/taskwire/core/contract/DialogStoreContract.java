package io.taskwire.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore.UnconnectedCount;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.DialogStore.DialogChange;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer.Held;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer.Moved;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer.Taken;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.DialogStore.Situation;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.Lease;
import io.taskwire.core.dialog.LostLease;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.dialog.Names;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.Progress;
import io.taskwire.core.dialog.Progress.Plan;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice.StatusChange;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link DialogStore} promises. */
public abstract class DialogStoreContract {
  /** The time of these tests; a store that has a clock shall have it too. */
  protected static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");

  private static final Instant UNTIL = NOW.plusSeconds(35);

  private static final ChannelIdentity CHANNEL =
      new ChannelIdentity(Messenger.WHATSAPP, "79990000099");
  private static final ChannelId ADDRESS = new ChannelId("11111111-0000-4000-8000-000000000001");
  private static final DialogId DIALOG =
      new DialogId(CHANNEL, new Chat(new ChatType("whatsapp"), "79990000001", Optional.empty()));
  private static final DialogId OTHER_DIALOG =
      new DialogId(CHANNEL, new Chat(new ChatType("whatsapp"), "79990000002", Optional.empty()));
  private static final NoticeKey HELLO = message("message-hello");
  private static final NoticeKey SECOND = message("message-second");
  private static final NoticeKey HELLO_DELETED =
      new NoticeKey(HELLO.message(), Optional.of("deleted"));
  private static final MessageFacts SAID_HELLO = said("Hello");

  private Stores table;
  private DialogStore dialogs;

  /** A table that nothing was written to yet. */
  protected abstract Stores emptyTable();

  @BeforeEach
  final void open() {
    table = emptyTable();
    dialogs = table.dialogs();
  }

  // Looking

  @Test
  final void anEmptyTableKnowsNothing() {
    Situation situation =
        dialogs.look(
            new Look(
                HELLO,
                Optional.of(ADDRESS),
                Optional.of(CHANNEL),
                Optional.of(DIALOG),
                Optional.of(new MessageId("message-quoted"))));

    assertThat(situation)
        .isEqualTo(
            new Situation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BreakerState.NEVER_OPENED,
                Names.UNKNOWN,
                Set.of()));
  }

  @Test
  final void aLookForANoticeAloneAnswersOnlyThat() {
    table.channels().connect(CHANNEL, NOW);
    finished(HELLO, SAID_HELLO);

    Situation situation = dialogs.look(lookFor(HELLO));

    assertThat(situation.identity()).isEmpty();
    assertThat(situation.channel()).isEmpty();
    assertThat(situation.dialog()).isEmpty();
    assertThat(situation.fence()).isZero();
    assertThat(situation.notice()).isPresent();
  }

  @Test
  final void aLookTellsTheIdentityAtAnAddressAndTheChannelThatWasGuessed() {
    ChannelIdentity guessed = new ChannelIdentity(Messenger.WHATSAPP, "79990000098");
    table.channels().connect(guessed, NOW);
    table
        .channels()
        .noteListed(new ListedChannel(ADDRESS, CHANNEL, new Transport("wapi"), "active"), NOW);

    Situation situation =
        dialogs.look(
            new Look(
                HELLO,
                Optional.of(ADDRESS),
                Optional.of(guessed),
                Optional.empty(),
                Optional.empty()));

    assertThat(situation.identity()).contains(CHANNEL);
    assertThat(situation.channel()).map(Channel::identity).contains(guessed);
    assertThat(situation.channel()).map(Channel::connected).contains(true);
  }

  @Test
  final void aLookTellsTheWholeChannel() {
    table.channels().connect(CHANNEL, NOW);
    table
        .channels()
        .noteListed(new ListedChannel(ADDRESS, CHANNEL, new Transport("wapi"), "active"), NOW);

    Situation situation =
        dialogs.look(
            new Look(
                HELLO,
                Optional.of(ADDRESS),
                Optional.of(CHANNEL),
                Optional.empty(),
                Optional.empty()));

    assertThat(situation.channel())
        .contains(
            new Channel(
                CHANNEL,
                true,
                Optional.of(ADDRESS),
                Optional.of(new Transport("wapi")),
                Optional.of("active")));
  }

  @Test
  final void aLookTellsTheBreaker() {
    BreakerState opened = table.breaker().open(NOW, "newMessage: no answer");

    assertThat(look(HELLO).breaker()).isEqualTo(opened);
  }

  @Test
  final void aLookTellsTheBeginningOfAQuotedMessage() {
    finished(HELLO, said("How much is it?"));

    Situation situation =
        dialogs.look(
            new Look(
                SECOND,
                Optional.empty(),
                Optional.empty(),
                Optional.of(DIALOG),
                Optional.of(HELLO.message())));

    assertThat(situation.quotedSnippet()).contains("How much is it?");
  }

  @Test
  final void aMessageMayQuoteItself() {
    finished(HELLO, said("How much is it?"));

    Situation situation =
        dialogs.look(
            new Look(
                HELLO,
                Optional.empty(),
                Optional.empty(),
                Optional.of(DIALOG),
                Optional.of(HELLO.message())));

    assertThat(situation.quotedSnippet()).contains("How much is it?");
  }

  @Test
  final void ofAMessageTheNoticeAndTheMessageAreTheSame() {
    finished(HELLO, SAID_HELLO);

    Situation situation = look(HELLO);

    assertThat(situation.notice()).isPresent();
    assertThat(situation.message()).isEqualTo(situation.notice());
  }

  // Taking

  @Test
  final void takingOpensADialogWithWhatItBeginsWith() {
    Taken taken = take(0);

    assertThat(taken.dialog())
        .isEqualTo(
            new Dialog(
                DIALOG,
                "79990000001",
                new PlanfixChatId.OfDialog(DIALOG),
                "taskwire",
                ContactId.of(DIALOG),
                "Ivan Testov",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                Optional.empty()));
    assertThat(look(HELLO).dialog()).contains(taken.dialog());
    assertThat(taken.lease().dialog()).isEqualTo(DIALOG);
    assertThat(taken.lease().owner()).isEqualTo("worker-1");
    assertThat(taken.lease().until()).isEqualTo(UNTIL);
    assertThat(taken.interrupted()).isEmpty();
  }

  @Test
  final void aDialogKeepsItsFirstContactLineAndName() {
    dialogs.release(take(0).lease());

    Opening other =
        new Opening(
            DIALOG,
            "79990000001",
            new PlanfixChatId.OfPhone("79990000001"),
            "another-line",
            new ContactId("phone:79990000077"),
            "Pyotr Testov");
    LeaseAnswer answer =
        dialogs.take(other, look(SECOND).fence(), SECOND, "worker-2", NOW, UNTIL, Optional.empty());

    assertThat(answer).isInstanceOf(Taken.class);
    Dialog dialog = ((Taken) answer).dialog();
    assertThat(dialog.providerId()).isEqualTo("taskwire");
    assertThat(dialog.contact()).isEqualTo(ContactId.of(DIALOG));
    assertThat(dialog.contactName()).isEqualTo("Ivan Testov");
  }

  @Test
  final void everyLeaseHasAHigherFenceAndALookTellsIt() {
    Lease first = take(0).lease();
    long afterFirst = look(HELLO).fence();
    dialogs.release(first);
    long afterRelease = look(HELLO).fence();
    Lease second = take(afterRelease).lease();

    assertThat(afterFirst).isPositive();
    assertThat(afterRelease).isEqualTo(afterFirst);
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(look(HELLO).fence()).isGreaterThan(afterRelease);
  }

  @Test
  final void whileALeaseRunsNobodyElseGetsIt() {
    take(0);

    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-2", UNTIL.minusMillis(1)))
        .isInstanceOf(Held.class);
  }

  @Test
  final void whileALeaseRunsItsOwnerGetsNoSecondOne() {
    take(0);

    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-1", NOW)).isInstanceOf(Held.class);
  }

  @Test
  final void aLookTellsUntilWhenADialogIsHeldEvenIfThatIsPast() {
    assertThat(look(HELLO).heldUntil()).isEmpty();

    Lease lease = take(0).lease();
    assertThat(look(HELLO).heldUntil()).contains(UNTIL);

    dialogs.release(lease);
    assertThat(look(HELLO).heldUntil()).isEmpty();

    Instant past = NOW.minusSeconds(3600);
    dialogs.take(
        opening(DIALOG),
        look(HELLO).fence(),
        HELLO,
        "worker-1",
        past,
        past.plusSeconds(35),
        Optional.empty());
    assertThat(look(HELLO).heldUntil()).contains(past.plusSeconds(35));
  }

  @Test
  final void aDialogIsNotHeldAnyMoreWhenItsNoticeIsFinishedOrPostponed() {
    finish(take(0).lease(), HELLO);
    assertThat(look(HELLO).heldUntil()).isEmpty();

    dialogs.postpone(
        Optional.of(take(look(SECOND).fence()).lease()), SECOND, SAID_HELLO, false, List.of());
    assertThat(look(HELLO).heldUntil()).isEmpty();
  }

  @Test
  final void otherDialogsAreNotHeld() {
    take(0);

    LeaseAnswer answer =
        dialogs.take(opening(OTHER_DIALOG), 0, SECOND, "worker-1", NOW, UNTIL, Optional.empty());

    assertThat(answer).isInstanceOf(Taken.class);
  }

  @Test
  final void aLeaseThatRanOutIsFreeAndItsNoticeIsReported() {
    take(0);

    LeaseAnswer answer = tryTake(look(SECOND).fence(), SECOND, "worker-2", UNTIL);

    assertThat(answer).isInstanceOf(Taken.class);
    assertThat(((Taken) answer).interrupted())
        .hasValueSatisfying(notice -> assertThat(notice).contains(HELLO.message().value()));
  }

  @Test
  final void afterEveryCleanEndNothingIsReportedAsInterrupted() {
    dialogs.release(take(0).lease());
    Taken afterRelease = take(look(HELLO).fence());
    dialogs.postpone(Optional.of(afterRelease.lease()), HELLO, SAID_HELLO, false, List.of());
    Taken afterPostpone = take(look(HELLO).fence());
    finish(afterPostpone.lease(), HELLO);
    Taken afterFinish = take(look(HELLO).fence());

    assertThat(afterRelease.interrupted()).isEmpty();
    assertThat(afterPostpone.interrupted()).isEmpty();
    assertThat(afterFinish.interrupted()).isEmpty();
  }

  @Test
  final void whoeverLookedBeforeAnotherLeaseMustLookAgain() {
    long seen = look(SECOND).fence();
    finish(take(0).lease(), HELLO);

    assertThat(tryTake(seen, SECOND, "worker-2", NOW)).isInstanceOf(Moved.class);
    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-2", NOW)).isInstanceOf(Taken.class);
  }

  @Test
  final void whoeverLookedBeforeALeaseThatRanOutMustLookAgain() {
    long seen = look(SECOND).fence();
    take(0);

    assertThat(tryTake(seen, SECOND, "worker-2", UNTIL.plusSeconds(1))).isInstanceOf(Moved.class);
  }

  @Test
  final void ofManyAtOnceOneOpensTheDialogAndGetsTheLease() throws Exception {
    int workers = 8;
    CyclicBarrier together = new CyclicBarrier(workers);
    List<Callable<LeaseAnswer>> all = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      String owner = "worker-" + i;
      all.add(
          () -> {
            together.await(10, TimeUnit.SECONDS);
            return dialogs.take(opening(DIALOG), 0, HELLO, owner, NOW, UNTIL, Optional.empty());
          });
    }
    int taken = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<LeaseAnswer> one : threads.invokeAll(all)) {
        taken += one.get() instanceof Taken ? 1 : 0;
      }
    }
    assertThat(taken).isEqualTo(1);
  }

  // Going on and finishing

  @Test
  final void progressIsToldByALook() {
    Lease lease = take(0).lease();

    dialogs.progress(
        lease,
        HELLO,
        SAID_HELLO,
        new Progress(Plan.PARK, 1, "bad data"),
        Optional.empty(),
        List.of());

    MessageRecord record = look(HELLO).notice().orElseThrow();
    assertThat(record.progress()).contains(new Progress(Plan.PARK, 1, "bad data"));
    assertThat(record.state()).isEqualTo(State.PENDING);
    assertThat(record.isSettled()).isFalse();
    assertThat(record.dialog()).contains(DIALOG);
  }

  @Test
  final void laterProgressReplacesEarlierAndEmptyReasonsAreKept() {
    Lease lease = take(0).lease();

    dialogs.progress(
        lease, HELLO, SAID_HELLO, new Progress(Plan.OPEN, 1, ""), Optional.empty(), List.of());
    assertThat(progressOf(HELLO)).contains(new Progress(Plan.OPEN, 1, ""));
    dialogs.progress(
        lease,
        HELLO,
        SAID_HELLO,
        new Progress(Plan.OPEN_FOR_EMPLOYEE, 2, ""),
        Optional.empty(),
        List.of());

    assertThat(progressOf(HELLO)).contains(new Progress(Plan.OPEN_FOR_EMPLOYEE, 2, ""));
  }

  @Test
  final void progressKeepsTheLease() {
    Lease lease = take(0).lease();

    dialogs.progress(
        lease, HELLO, SAID_HELLO, new Progress(Plan.OPEN, 1, ""), Optional.empty(), List.of());

    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-2", NOW)).isInstanceOf(Held.class);
    finish(lease, HELLO);
    assertThat(look(HELLO).notice().orElseThrow().isSettled()).isTrue();
  }

  @Test
  final void aFinishedMessageIsSettledAndKeepsWhatItWas() {
    finished(HELLO, new MessageFacts(Optional.of(ADDRESS), true, "Text", NOW, "Hello"));

    MessageRecord record = look(HELLO).notice().orElseThrow();
    assertThat(record.isSettled()).isTrue();
    assertThat(record.state()).isEqualTo(State.DONE);
    assertThat(record.dialog()).contains(DIALOG);
    assertThat(record.fromUs()).isTrue();
    assertThat(record.snippet()).isEqualTo("Hello");
    assertThat(record.attempts()).isZero();
  }

  @Test
  final void aMessageWithoutWordsOrAddressIsKept() {
    finished(HELLO, new MessageFacts(Optional.empty(), false, "Picture", NOW, ""));

    MessageRecord record = look(HELLO).notice().orElseThrow();
    assertThat(record.snippet()).isEmpty();
    assertThat(record.fromUs()).isFalse();
  }

  @Test
  final void aParkedMessageIsSettled() {
    Lease lease = take(0).lease();

    dialogs.finish(lease, HELLO, SAID_HELLO, State.PARKED, DialogChange.NONE, List.of());

    assertThat(look(HELLO).notice()).map(MessageRecord::state).contains(State.PARKED);
    assertThat(look(HELLO).notice().orElseThrow().isSettled()).isTrue();
  }

  @Test
  final void finishingGivesTheLeaseBack() {
    finished(HELLO, SAID_HELLO);

    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-2", NOW)).isInstanceOf(Taken.class);
  }

  @Test
  final void finishingChangesTheDialog() {
    DialogChange change =
        new DialogChange(
            Optional.of(2417L),
            Optional.of(NOW.plusSeconds(1)),
            Optional.of(NOW),
            Optional.of(HELLO.message()),
            Optional.empty(),
            Optional.of("79990000001"));

    dialogs.finish(take(0).lease(), HELLO, SAID_HELLO, State.DONE, change, List.of());

    Dialog dialog = look(HELLO).dialog().orElseThrow();
    assertThat(dialog.task()).contains(2417L);
    assertThat(dialog.taskSeen()).contains(NOW.plusSeconds(1));
    assertThat(dialog.clientWrote()).contains(NOW);
    assertThat(dialog.comments()).containsExactly(HELLO.message());
    assertThat(dialog.phone()).contains("79990000001");
  }

  @Test
  final void aDeletedCommentIsNoneToAnswerToAndTheNextOneTakesItsPlace() {
    finishWith(comment(Optional.of(HELLO.message()), Optional.empty()), HELLO);
    finishWith(comment(Optional.of(SECOND.message()), Optional.empty()), SECOND);
    assertThat(look(SECOND).dialog().orElseThrow().thread()).contains(HELLO.message());

    finishWith(comment(Optional.empty(), Optional.of(HELLO.message())), HELLO_DELETED);

    assertThat(look(SECOND).dialog().orElseThrow().comments()).containsExactly(SECOND.message());
  }

  private static DialogChange comment(Optional<MessageId> comment, Optional<MessageId> deleted) {
    return new DialogChange(
        Optional.empty(), Optional.empty(), Optional.empty(), comment, deleted, Optional.empty());
  }

  @Test
  final void aChangeOfNothingKeepsTheDialogAsItWas() {
    DialogChange change =
        new DialogChange(
            Optional.of(2417L),
            Optional.of(NOW),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    dialogs.finish(take(0).lease(), HELLO, SAID_HELLO, State.DONE, change, List.of());
    Dialog before = look(HELLO).dialog().orElseThrow();

    finish(take(look(SECOND).fence()).lease(), SECOND);

    assertThat(look(SECOND).dialog()).contains(before);
  }

  @Test
  final void aLaterTaskAndLaterSightReplaceTheEarlier() {
    finishWith(change(2417, NOW), HELLO);

    finishWith(change(2499, NOW.plusSeconds(600)), SECOND);

    Dialog dialog = look(SECOND).dialog().orElseThrow();
    assertThat(dialog.task()).contains(2499L);
    assertThat(dialog.taskSeen()).contains(NOW.plusSeconds(600));
  }

  @Test
  final void aLeaseThatRanOutButThatNobodyTookStillFinishes() {
    Lease lease =
        ((Taken)
                dialogs.take(
                    opening(DIALOG),
                    0,
                    HELLO,
                    "worker-1",
                    NOW.minusSeconds(90),
                    NOW.minusSeconds(55),
                    Optional.empty()))
            .lease();

    finish(lease, HELLO);

    assertThat(look(HELLO).notice().orElseThrow().isSettled()).isTrue();
  }

  // What is about to be posted as our side's

  @Test
  final void whatIsNotedWithALeaseOrWithProgressIsToldByALook() {
    Lease lease = ((Taken) taking(0, new EchoNote(Set.of(), echo(1)))).lease();
    assertThat(look(HELLO).echoes()).containsExactly(echo(1));

    noting(lease, echo(2));

    assertThat(look(HELLO).echoes()).containsExactlyInAnyOrder(echo(1), echo(2));
    assertThat(look(HELLO).notice().flatMap(MessageRecord::progress)).isPresent();
  }

  @Test
  final void whoDoesNotGetTheLeaseNotesNothing() {
    Lease lease = take(0).lease();
    EchoNote note = new EchoNote(Set.of(), echo(1));

    assertThat(taking(look(HELLO).fence(), note)).isInstanceOf(Held.class);
    dialogs.release(lease);
    assertThat(taking(0, note)).isInstanceOf(LeaseAnswer.Moved.class);

    assertThat(look(HELLO).echoes()).isEmpty();
  }

  @Test
  final void underALostLeaseNothingIsNoted() {
    Lease lost = take(0).lease();
    tryTake(look(SECOND).fence(), SECOND, "worker-2", UNTIL);

    assertThatExceptionOfType(LostLease.class).isThrownBy(() -> noting(lost, echo(1)));

    assertThat(look(HELLO).echoes()).isEmpty();
  }

  @Test
  final void whatElseIsNotedDoesNotMatterWhereNothingIsDropped() {
    Lease lease = take(0).lease();
    noting(lease, echo(1));
    dialogs.release(lease);

    assertThat(taking(look(HELLO).fence(), new EchoNote(Set.of(), echo(2))))
        .isInstanceOf(Taken.class);

    assertThat(look(HELLO).echoes()).containsExactlyInAnyOrder(echo(1), echo(2));
  }

  @Test
  final void oldNotesAreDroppedIfNoneWasChangedSince() {
    PostedEcho old = new PostedEcho(NOW.minus(Duration.ofDays(2)), "0.1", "some-text", "");
    Lease lease = take(0).lease();
    noting(lease, old);
    dialogs.release(lease);
    Set<PostedEcho> read = look(HELLO).echoes();

    LeaseAnswer outOfDate =
        taking(look(HELLO).fence(), new EchoNote(Set.of(old, echo(9)), echo(1)));
    assertThat(outOfDate).isInstanceOf(LeaseAnswer.Moved.class);
    assertThat(look(HELLO).echoes()).containsExactly(old);

    assertThat(taking(look(HELLO).fence(), new EchoNote(read, echo(1)))).isInstanceOf(Taken.class);
    assertThat(look(HELLO).echoes()).containsExactly(echo(1));
  }

  private LeaseAnswer taking(long fence, EchoNote note) {
    return dialogs.take(opening(DIALOG), fence, HELLO, "worker-1", NOW, UNTIL, Optional.of(note));
  }

  private void noting(Lease lease, PostedEcho echo) {
    dialogs.progress(
        lease, HELLO, SAID_HELLO, new Progress(Plan.OPEN, 1, ""), Optional.of(echo), List.of());
  }

  private static PostedEcho echo(int number) {
    return new PostedEcho(NOW, "1." + number, "some-text", "dp");
  }

  // Lost leases

  @Test
  final void finishingUnderALostLeaseChangesNothing() {
    Lease lost = take(0).lease();
    Lease current = ((Taken) tryTake(look(SECOND).fence(), SECOND, "worker-2", UNTIL)).lease();
    Situation before = look(HELLO);

    assertThatExceptionOfType(LostLease.class)
        .isThrownBy(
            () ->
                dialogs.finish(
                    lost,
                    HELLO,
                    SAID_HELLO,
                    State.DONE,
                    change(2417, NOW),
                    List.of(new Decision(NOW, "taken"))));

    assertThat(look(HELLO)).isEqualTo(before);
    assertThat(dialogs.decisions(HELLO.message())).isEmpty();
    finish(current, SECOND);
  }

  @Test
  final void progressUnderALostLeaseChangesNothing() {
    Lease lost = take(0).lease();
    Lease current = ((Taken) tryTake(look(SECOND).fence(), SECOND, "worker-2", UNTIL)).lease();
    Situation before = look(HELLO);

    assertThatExceptionOfType(LostLease.class)
        .isThrownBy(
            () ->
                dialogs.progress(
                    lost,
                    HELLO,
                    SAID_HELLO,
                    new Progress(Plan.OPEN, 1, ""),
                    Optional.empty(),
                    List.of(new Decision(NOW, "taken"))));

    assertThat(look(HELLO)).isEqualTo(before);
    assertThat(dialogs.decisions(HELLO.message())).isEmpty();
    finish(current, SECOND);
  }

  @Test
  final void postponingUnderALostLeaseLeavesTheOtherOnesAlone() {
    Lease lost = take(0).lease();
    Lease current = ((Taken) tryTake(look(SECOND).fence(), SECOND, "worker-2", UNTIL)).lease();

    dialogs.postpone(Optional.of(lost), HELLO, SAID_HELLO, false, List.of());

    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-3", UNTIL)).isInstanceOf(Held.class);
    finish(current, SECOND);
  }

  @Test
  final void releasingALostLeaseLeavesTheOtherOnesAlone() {
    Lease lost = take(0).lease();
    Lease current = ((Taken) tryTake(look(SECOND).fence(), SECOND, "worker-2", UNTIL)).lease();

    dialogs.release(lost);

    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-3", UNTIL)).isInstanceOf(Held.class);
    finish(current, SECOND);
  }

  @Test
  final void aLeaseThatWasGivenBackIsLost() {
    Lease released = take(0).lease();
    dialogs.release(released);

    assertThatExceptionOfType(LostLease.class).isThrownBy(() -> finish(released, HELLO));
    assertThat(look(HELLO).notice()).isEmpty();
  }

  @Test
  final void anOlderLeaseOfTheSameOwnerIsLost() {
    Lease older = take(0).lease();
    Lease newer = ((Taken) tryTake(look(SECOND).fence(), SECOND, "worker-1", UNTIL)).lease();

    assertThatExceptionOfType(LostLease.class).isThrownBy(() -> finish(older, HELLO));
    finish(newer, SECOND);
  }

  @Test
  final void releasingLetsTheNextInAtOnce() {
    dialogs.release(take(0).lease());

    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-2", NOW)).isInstanceOf(Taken.class);
  }

  // Postponing

  @Test
  final void postponingCountsTheAttemptAndGivesTheLeaseBack() {
    dialogs.postpone(Optional.of(take(0).lease()), HELLO, SAID_HELLO, false, List.of());
    dialogs.postpone(
        Optional.of(take(look(HELLO).fence()).lease()), HELLO, SAID_HELLO, false, List.of());

    MessageRecord record = look(HELLO).notice().orElseThrow();
    assertThat(record.attempts()).isEqualTo(2);
    assertThat(record.isSettled()).isFalse();
    assertThat(tryTake(look(SECOND).fence(), SECOND, "worker-2", NOW)).isInstanceOf(Taken.class);
  }

  @Test
  final void whoeverHasNoLeaseCanPostponeTooAndOpensNoDialog() {
    dialogs.postpone(Optional.empty(), HELLO, SAID_HELLO, false, List.of());

    assertThat(look(HELLO).notice()).map(MessageRecord::attempts).contains(1);
    assertThat(look(HELLO).dialog()).isEmpty();
  }

  @Test
  final void postponingKeepsWhatWasBegun() {
    Lease lease = take(0).lease();
    dialogs.progress(
        lease, HELLO, SAID_HELLO, new Progress(Plan.OPEN, 1, ""), Optional.empty(), List.of());

    dialogs.postpone(Optional.of(lease), HELLO, SAID_HELLO, false, List.of());

    assertThat(progressOf(HELLO)).contains(new Progress(Plan.OPEN, 1, ""));
  }

  @Test
  final void postponingDoesNotUnsettleWhatSomebodyElseFinished() {
    finished(HELLO, SAID_HELLO);

    dialogs.postpone(Optional.empty(), HELLO, SAID_HELLO, false, List.of());

    assertThat(look(HELLO).notice()).map(MessageRecord::state).contains(State.DONE);
  }

  @Test
  final void attemptsAreKeptWhenTheMessageIsFinished() {
    dialogs.postpone(Optional.empty(), HELLO, SAID_HELLO, false, List.of());

    finish(take(0).lease(), HELLO);

    MessageRecord record = look(HELLO).notice().orElseThrow();
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(record.isSettled()).isTrue();
  }

  // Changes of a message

  @Test
  final void anEditHasARecordOfItsOwnBesideItsMessages() {
    finished(HELLO, said("Hello"));
    NoticeKey edit = new NoticeKey(HELLO.message(), Optional.of("edited:0123456789abcdef"));

    assertThat(look(edit).notice()).isEmpty();
    assertThat(look(edit).message()).map(MessageRecord::snippet).contains("Hello");

    finished(edit, said("Good day"));

    assertThat(look(edit).notice()).map(MessageRecord::snippet).contains("Good day");
    assertThat(look(edit).message()).map(MessageRecord::snippet).contains("Hello");
    assertThat(look(HELLO).notice()).map(MessageRecord::snippet).contains("Hello");
  }

  @Test
  final void anEditThatFailedLeavesItsMessageSettled() {
    finished(HELLO, said("Hello"));
    NoticeKey edit = new NoticeKey(HELLO.message(), Optional.of("edited:0123456789abcdef"));

    dialogs.postpone(Optional.empty(), edit, said("Good day"), false, List.of());

    assertThat(look(edit).notice()).map(MessageRecord::attempts).contains(1);
    assertThat(look(edit).notice()).map(MessageRecord::isSettled).contains(false);
    assertThat(look(edit).message()).map(MessageRecord::isSettled).contains(true);
    assertThat(look(HELLO).notice()).map(MessageRecord::attempts).contains(0);
  }

  @Test
  final void twoEditsAndADeletionOfAMessageAreThree() {
    NoticeKey first = new NoticeKey(HELLO.message(), Optional.of("edited:0123456789abcdef"));
    NoticeKey second = new NoticeKey(HELLO.message(), Optional.of("edited:fedcba9876543210"));
    NoticeKey deletion = new NoticeKey(HELLO.message(), Optional.of("deleted"));

    finished(first, said("Good day"));

    assertThat(look(first).notice()).isPresent();
    assertThat(look(second).notice()).isEmpty();
    assertThat(look(deletion).notice()).isEmpty();
    assertThat(look(HELLO).notice()).isEmpty();
  }

  // Unconnected channels

  @Test
  final void aMessageOfAnUnconnectedChannelIsCountedOnceAndSettled() {
    countUnconnected("whatsapp:79990000099", HELLO, NOW);
    countUnconnected("whatsapp:79990000099", HELLO, NOW.plusSeconds(1));

    assertThat(look(HELLO).notice()).map(MessageRecord::state).contains(State.UNCONNECTED);
    assertThat(look(HELLO).notice().orElseThrow().isSettled()).isTrue();
    assertThat(table.channels().unconnectedSince(hour(NOW)))
        .containsExactly(new UnconnectedCount("whatsapp:79990000099", hour(NOW), 1));
  }

  @Test
  final void unconnectedMessagesAreCountedByChannelAndHour() {
    Instant nextHour = NOW.plus(1, ChronoUnit.HOURS);
    countUnconnected("whatsapp:79990000099", HELLO, NOW);
    countUnconnected("whatsapp:79990000099", SECOND, NOW.plusSeconds(59));
    countUnconnected("whatsapp:79990000099", message("message-3"), nextHour.plusSeconds(5));
    countUnconnected("channelId:22222222", message("message-4"), NOW);

    assertThat(table.channels().unconnectedSince(hour(NOW)))
        .containsExactlyInAnyOrder(
            new UnconnectedCount("whatsapp:79990000099", hour(NOW), 2),
            new UnconnectedCount("whatsapp:79990000099", hour(nextHour), 1),
            new UnconnectedCount("channelId:22222222", hour(NOW), 1));
    assertThat(table.channels().unconnectedSince(hour(nextHour)))
        .containsExactly(new UnconnectedCount("whatsapp:79990000099", hour(nextHour), 1));
  }

  @Test
  final void whatWasDeliveredIsNotCountedAsUnconnected() {
    finished(HELLO, SAID_HELLO);

    countUnconnected("whatsapp:79990000099", HELLO, NOW.plusSeconds(1));

    assertThat(look(HELLO).notice()).map(MessageRecord::state).contains(State.DONE);
    assertThat(table.channels().unconnectedSince(hour(NOW))).isEmpty();
  }

  @Test
  final void whatFailedBeforeIsCountedWhenItsChannelIsUnconnected() {
    dialogs.postpone(Optional.empty(), HELLO, SAID_HELLO, false, List.of());

    countUnconnected("whatsapp:79990000099", HELLO, NOW);

    assertThat(look(HELLO).notice()).map(MessageRecord::state).contains(State.UNCONNECTED);
    assertThat(table.channels().unconnectedSince(hour(NOW))).hasSize(1);
  }

  // Statuses

  @Test
  final void aStatusMovesForwardOnly() {
    finished(HELLO, SAID_HELLO);

    assertThat(noteStatus(Status.SENT).status()).contains(Status.SENT);
    assertThat(noteStatus(Status.DELIVERED).status()).contains(Status.DELIVERED);
    assertThat(noteStatus(Status.SENT).status()).contains(Status.DELIVERED);
    assertThat(noteStatus(Status.READ).status()).contains(Status.READ);
    assertThat(noteStatus(Status.DELIVERED).status()).contains(Status.READ);
    assertThat(look(HELLO).notice()).flatMap(MessageRecord::status).contains(Status.READ);
  }

  @Test
  final void noteStatusAnswersTheWhole() {
    finished(HELLO, new MessageFacts(Optional.of(ADDRESS), true, "Text", NOW, "Hello"));

    MessageRecord whole = noteStatus(Status.SENT);

    assertThat(whole).isEqualTo(look(HELLO).notice().orElseThrow());
    assertThat(whole.state()).isEqualTo(State.DONE);
    assertThat(whole.dialog()).contains(DIALOG);
    assertThat(whole.fromUs()).isTrue();
    assertThat(whole.snippet()).isEqualTo("Hello");
  }

  @Test
  final void aStatusThatChangesNothingAnswersTheWholeToo() {
    finished(HELLO, new MessageFacts(Optional.of(ADDRESS), true, "Text", NOW, "Hello"));
    MessageRecord first = noteStatus(Status.READ);

    assertThat(noteStatus(Status.SENT)).isEqualTo(first);
    assertThat(noteStatus(Status.READ)).isEqualTo(first);
  }

  @Test
  final void anEarlyStatusWaitsForItsMessage() {
    DeliveryError error = new DeliveryError("BAD_CONTACT", "No such account");
    StatusChange failed = new StatusChange(HELLO.message(), Status.ERROR, NOW, Optional.of(error));

    MessageRecord early = dialogs.noteStatus(failed, NOW);
    assertThat(early.state()).isEqualTo(State.PENDING);
    assertThat(early.isSettled()).isFalse();
    assertThat(early.dialog()).isEmpty();
    assertThat(look(HELLO).notice()).contains(early);

    finished(HELLO, new MessageFacts(Optional.of(ADDRESS), true, "Text", NOW, "Hello"));

    MessageRecord whole = noteStatus(Status.SENT);
    assertThat(whole.state()).isEqualTo(State.DONE);
    assertThat(whole.status()).contains(Status.ERROR);
    assertThat(whole.error()).contains(error);
  }

  @Test
  final void anErrorIsKeptWithItsReasonAndOnlyReadIsFurther() {
    DeliveryError error = new DeliveryError("BAD_CONTACT", "No such account");
    finished(HELLO, SAID_HELLO);
    dialogs.noteStatus(
        new StatusChange(HELLO.message(), Status.ERROR, NOW, Optional.of(error)), NOW);

    assertThat(noteStatus(Status.DELIVERED).status()).contains(Status.ERROR);
    assertThat(noteStatus(Status.DELIVERED).error()).contains(error);
    assertThat(noteStatus(Status.READ).status()).contains(Status.READ);
  }

  @Test
  final void anErrorWithoutAReasonIsAnError() {
    assertThat(noteStatus(Status.ERROR).status()).contains(Status.ERROR);
    assertThat(noteStatus(Status.ERROR).error()).isEmpty();
  }

  // Closed tasks

  @Test
  final void whetherClosedTasksAreKeptIsUnknownUntilItWasSeen() {
    assertThat(dialogs.keepsClosedTasks("taskwire")).isEmpty();

    dialogs.noteKeepsClosedTasks("taskwire", true);
    dialogs.noteKeepsClosedTasks("another-line", false);

    assertThat(dialogs.keepsClosedTasks("taskwire")).contains(true);
    assertThat(dialogs.keepsClosedTasks("another-line")).contains(false);
  }

  @Test
  final void whatWasLastSeenOfClosedTasksCounts() {
    dialogs.noteKeepsClosedTasks("taskwire", true);

    dialogs.noteKeepsClosedTasks("taskwire", false);

    assertThat(dialogs.keepsClosedTasks("taskwire")).contains(false);
  }

  // Decisions

  @Test
  final void decisionsOfAMessageAndItsChangesAreToldOldestFirst() {
    NoticeKey edit = new NoticeKey(HELLO.message(), Optional.of("edited:0123456789abcdef"));
    dialogs.postpone(
        Optional.empty(), HELLO, SAID_HELLO, false, List.of(decision(1, "could not ask")));
    Lease lease = take(0).lease();
    dialogs.progress(
        lease,
        HELLO,
        SAID_HELLO,
        new Progress(Plan.OPEN, 1, ""),
        Optional.empty(),
        List.of(decision(2, "rule: OPEN"), decision(3, "taken")));
    dialogs.finish(
        lease,
        HELLO,
        SAID_HELLO,
        State.DONE,
        DialogChange.NONE,
        List.of(decision(5, "taken again")));
    dialogs.postpone(Optional.empty(), edit, said("Good day"), false, List.of(decision(4, "away")));
    dialogs.postpone(
        Optional.empty(), SECOND, said("Another"), false, List.of(decision(2, "not of this one")));

    assertThat(dialogs.decisions(HELLO.message()))
        .containsExactly(
            decision(1, "could not ask"),
            decision(2, "rule: OPEN"),
            decision(3, "taken"),
            decision(4, "away"),
            decision(5, "taken again"));
  }

  @Test
  final void decisionsMadeAtTheSameTimeStayInTheirOrder() {
    dialogs.postpone(
        Optional.empty(),
        HELLO,
        SAID_HELLO,
        false,
        List.of(decision(1, "rule"), decision(1, "asked"), decision(1, "away")));

    assertThat(dialogs.decisions(HELLO.message()))
        .extracting(Decision::what)
        .containsExactly("rule", "asked", "away");
  }

  @Test
  final void whyAMessageWasCountedAsUnconnectedIsToldOnce() {
    dialogs.countUnconnected(
        "whatsapp:79990000099", HELLO, SAID_HELLO, NOW, List.of(decision(1, "not connected")));
    dialogs.countUnconnected(
        "whatsapp:79990000099", HELLO, SAID_HELLO, NOW, List.of(decision(2, "not connected")));

    assertThat(dialogs.decisions(HELLO.message())).containsExactly(decision(1, "not connected"));
  }

  @Test
  final void ofAnUnknownMessageThereAreNoDecisions() {
    assertThat(dialogs.decisions(new MessageId("message-nobody-saw"))).isEmpty();
  }

  // Building

  private Situation look(NoticeKey notice) {
    return dialogs.look(
        new Look(
            notice, Optional.empty(), Optional.empty(), Optional.of(DIALOG), Optional.empty()));
  }

  private static Look lookFor(NoticeKey notice) {
    return new Look(notice, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Taken take(long fence) {
    LeaseAnswer answer = tryTake(fence, HELLO, "worker-1", NOW);
    assertThat(answer).isInstanceOf(Taken.class);
    return (Taken) answer;
  }

  private LeaseAnswer tryTake(long fence, NoticeKey notice, String owner, Instant now) {
    return dialogs.take(
        opening(DIALOG), fence, notice, owner, now, now.plusSeconds(35), Optional.empty());
  }

  private void finished(NoticeKey notice, MessageFacts facts) {
    Lease lease = take(look(notice).fence()).lease();
    dialogs.finish(lease, notice, facts, State.DONE, DialogChange.NONE, List.of());
  }

  private void finish(Lease lease, NoticeKey notice) {
    dialogs.finish(lease, notice, SAID_HELLO, State.DONE, DialogChange.NONE, List.of());
  }

  private void finishWith(DialogChange change, NoticeKey notice) {
    Lease lease = take(look(notice).fence()).lease();
    dialogs.finish(lease, notice, SAID_HELLO, State.DONE, change, List.of());
  }

  private static DialogChange change(long task, Instant seen) {
    return new DialogChange(
        Optional.of(task),
        Optional.of(seen),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void countUnconnected(String channel, NoticeKey notice, Instant now) {
    dialogs.countUnconnected(channel, notice, SAID_HELLO, now, List.of());
  }

  private MessageRecord noteStatus(Status status) {
    return dialogs.noteStatus(
        new StatusChange(HELLO.message(), status, NOW, Optional.empty()), NOW);
  }

  private Optional<Progress> progressOf(NoticeKey notice) {
    return look(notice).notice().flatMap(MessageRecord::progress);
  }

  private static NoticeKey message(String id) {
    return NoticeKey.of(new MessageId(id));
  }

  private static MessageFacts said(String text) {
    return new MessageFacts(Optional.of(ADDRESS), false, "Text", NOW, text);
  }

  private static Opening opening(DialogId dialog) {
    return new Opening(
        dialog,
        dialog.chat().id(),
        new PlanfixChatId.OfDialog(dialog),
        "taskwire",
        ContactId.of(dialog),
        "Ivan Testov");
  }

  private static Decision decision(int second, String what) {
    return new Decision(NOW.plusSeconds(second), what);
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }
}
