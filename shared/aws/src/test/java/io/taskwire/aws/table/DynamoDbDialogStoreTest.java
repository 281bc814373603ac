package io.taskwire.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore.DialogChange;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.Lease;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is the table's own, beyond the contract of the port: expiry. */
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
    Opening opening =
        new Opening(
            DIALOG,
            "79990000001",
            "taskwire",
            ContactId.of(DIALOG),
            "Ivan Testov",
            Optional.of("79990000001"));
    LeaseAnswer answer = store.take(opening, fence, HELLO, "worker", now, now.plusSeconds(35));
    assertThat(answer).isInstanceOf(LeaseAnswer.Taken.class);
    Lease lease = ((LeaseAnswer.Taken) answer).lease();
    store.finish(lease, HELLO, FACTS, MessageRecord.State.DONE, DialogChange.NONE, List.of());
  }
}
