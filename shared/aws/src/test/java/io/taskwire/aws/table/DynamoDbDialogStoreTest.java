package io.taskwire.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore.DialogChange;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.Lease;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.Progress;
import io.taskwire.core.dialog.Progress.Plan;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is the table's own, beyond the contract of the port: expiry, lost answers, contention. */
class DynamoDbDialogStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");
  private static final DialogId DIALOG = DialogId.parse("whatsapp:79990000099/79990000001");
  private static final NoticeKey HELLO = NoticeKey.of(new MessageId("message-hello"));
  private static final MessageFacts FACTS =
      new MessageFacts(
          Optional.of(new ChannelId("5c2a9f10-8b7d-4e6f-a1b2-c3d4e5f60718")),
          false,
          "Text",
          NOW,
          "Hello");

  private final Engine engine = new Engine();

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void aMessageIsKnownForTwoMonthsAndThenForgottenThoughItsItemIsStillThere() {
    finish(store(NOW), NOW, 0);

    assertThat(noticeAt(NOW.plus(Duration.ofDays(59))))
        .map(MessageRecord::state)
        .hasValue(MessageRecord.State.DONE);
    assertThat(noticeAt(NOW.plus(Duration.ofDays(61)))).isEmpty();
  }

  @Test
  void aForgottenMessageCanBeFinishedOnceMore() {
    finish(store(NOW), NOW, 0);

    Instant later = NOW.plus(Duration.ofDays(61));
    finish(store(later), later, 1);

    assertThat(noticeAt(later)).map(MessageRecord::state).hasValue(MessageRecord.State.DONE);
  }

  @Test
  void aForgottenMessageThatIsPostponedIsPendingAndBegunAnew() {
    DynamoDbDialogStore store = store(NOW);
    store.postpone(Optional.empty(), HELLO, FACTS, false, List.of());
    Lease lease = take(store, NOW, 0);
    store.progress(
        lease, HELLO, FACTS, new Progress(Plan.PARK, 2, "refused"), Optional.empty(), List.of());
    store.finish(lease, HELLO, FACTS, MessageRecord.State.PARKED, DialogChange.NONE, List.of());

    Instant later = NOW.plus(Duration.ofDays(61));
    store(later).postpone(Optional.empty(), HELLO, FACTS, false, List.of());

    assertThat(noticeAt(later))
        .hasValue(
            new MessageRecord(
                MessageRecord.State.PENDING,
                Optional.empty(),
                false,
                "Hello",
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aMessageThatIsForgottenThisVerySecondIsBegunAnewToo() {
    DynamoDbDialogStore store = store(NOW);
    store.postpone(Optional.empty(), HELLO, FACTS, false, List.of());

    Instant expiry = NOW.plus(Duration.ofDays(60));
    store(expiry).postpone(Optional.empty(), HELLO, FACTS, false, List.of());

    assertThat(noticeAt(expiry)).map(MessageRecord::attempts).hasValue(1);
  }

  @Test
  void aLeaseWhoseAnswerWasLostIsOursWhenTheSdkRepeatsTheWrite() {
    take(store(NOW), NOW, 0);

    assertThat(answer(store(NOW), NOW, 0, HELLO, "worker"))
        .isInstanceOfSatisfying(
            LeaseAnswer.Taken.class,
            taken -> {
              assertThat(taken.lease())
                  .isEqualTo(new Lease(DIALOG, "worker", 1, NOW.plusSeconds(35)));
              assertThat(taken.interrupted()).isEmpty();
            });
  }

  @Test
  void aLeaseOfTheSameOwnerForAnotherNoticeOrOfAnotherFenceIsHeld() {
    take(store(NOW), NOW, 0);
    NoticeKey other = NoticeKey.of(new MessageId("message-other"));

    assertThat(answer(store(NOW), NOW, 0, other, "worker")).isEqualTo(new LeaseAnswer.Held());
    assertThat(answer(store(NOW), NOW, 1, HELLO, "worker")).isEqualTo(new LeaseAnswer.Held());
    assertThat(answer(store(NOW), NOW, 0, HELLO, "other")).isEqualTo(new LeaseAnswer.Held());
  }

  @Test
  void messagesOfAnUnconnectedChannelAreAllCountedThoughTheyComeAtOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(10);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 10; thread++) {
        String prefix = "message-" + thread + "-";
        done.add(
            threads.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  for (int i = 0; i < 10; i++) {
                    NoticeKey message = NoticeKey.of(new MessageId(prefix + i));
                    store(NOW)
                        .countUnconnected("whatsapp:79990000098", message, FACTS, NOW, List.of());
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get(60, TimeUnit.SECONDS);
      }
    }

    assertThat(new DynamoDbChannelStore(engine.table()).unconnectedSince(Instant.EPOCH))
        .singleElement()
        .extracting(ChannelStore.UnconnectedCount::messages)
        .isEqualTo(100L);
  }

  private DynamoDbDialogStore store(Instant now) {
    return new DynamoDbDialogStore(engine.table(), () -> now);
  }

  private Optional<MessageRecord> noticeAt(Instant now) {
    return store(now)
        .look(
            new Look(HELLO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
        .notice();
  }

  private static void finish(DynamoDbDialogStore store, Instant now, long fence) {
    Lease lease = take(store, now, fence);
    store.finish(lease, HELLO, FACTS, MessageRecord.State.DONE, DialogChange.NONE, List.of());
  }

  private static Lease take(DynamoDbDialogStore store, Instant now, long fence) {
    LeaseAnswer answer = answer(store, now, fence, HELLO, "worker");
    assertThat(answer).isInstanceOf(LeaseAnswer.Taken.class);
    return ((LeaseAnswer.Taken) answer).lease();
  }

  private static LeaseAnswer answer(
      DynamoDbDialogStore store, Instant now, long fence, NoticeKey notice, String owner) {
    Opening opening =
        new Opening(
            DIALOG,
            "79990000001",
            new PlanfixChatId.OfDialog(DIALOG),
            "taskwire",
            ContactId.of(DIALOG),
            "Ivan Testov");
    return store.take(opening, fence, notice, owner, now, now.plusSeconds(35), Optional.empty());
  }
}
