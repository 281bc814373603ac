package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.fakes.FakeDeadLetters;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.HandClock;
import io.taskwire.core.inbound.AcceptWebhook.Result;
import io.taskwire.core.inbound.Webhook.BadEntry;
import io.taskwire.core.notice.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptWebhookTest {
  private final HandClock clock = new HandClock(Instant.parse("2036-03-03T09:00:00Z"));
  private final FakeQueue queue = new FakeQueue(clock);
  private final FakeDeadLetters deadLetters = new FakeDeadLetters();
  private final AcceptWebhook acceptWebhook = new AcceptWebhook(queue, deadLetters);

  @Test
  void everyEntryIsQueuedUnderItsNameInItsOrder() {
    Result result = accept(List.of(entry("a", "1"), entry("b", "2"), entry("a", "3")), List.of());

    assertThat(result).isEqualTo(new Result.Accepted(3, 0));
    assertThat(bodies()).containsExactly("1", "2", "3");
    assertThat(deadLetters.letters()).isEmpty();
  }

  @Test
  void aWebhookWithoutEntriesIsAccepted() {
    assertThat(accept(List.of(), List.of())).isEqualTo(new Result.Accepted(0, 0));
  }

  @Test
  void aRepeatedWebhookAddsNothing() {
    List<QueueEntry> entries = List.of(entry("a", "1"), entry("b", "2"));
    List<BadEntry> bad = List.of(new BadEntry("chatId is missing", "{}"));
    accept(entries, bad);

    assertThat(accept(entries, bad)).isEqualTo(new Result.Accepted(2, 1));

    assertThat(queue.size()).isEqualTo(2);
    assertThat(deadLetters.letters()).hasSize(1);
  }

  @Test
  void whatTheQueueDidNotTakeIsNotAcceptedAndARepetitionCompletesIt() {
    List<QueueEntry> entries = List.of(entry("a", "1"), entry("b", "2"), entry("c", "3"));
    queue.takeOnly(1);
    assertThat(accept(entries, List.of())).isInstanceOf(Result.NotAccepted.class);

    queue.takeAll();
    assertThat(accept(entries, List.of())).isEqualTo(new Result.Accepted(3, 0));

    assertThat(bodies()).containsExactly("1", "2", "3");
  }

  @Test
  void anEntryThatCannotBeUnderstoodIsParkedAndTheOthersAreQueued() {
    List<BadEntry> bad = List.of(new BadEntry("chatId is missing", "{\"messageId\":1}"));

    assertThat(accept(List.of(entry("a", "1")), bad)).isEqualTo(new Result.Accepted(1, 1));

    assertThat(bodies()).containsExactly("1");
    QueueName name = QueueName.ofUnreadable("{\"messageId\":1}");
    assertThat(deadLetters.letters())
        .containsExactly(
            new DeadLetter(
                name.group(), name.deduplication(), "{\"messageId\":1}", "chatId is missing"));
  }

  @Test
  void anEntryThatIsTooBigForTheQueueIsParkedAndOneThatJustFitsIsQueued() {
    String fits = "ы".repeat(queue.largestBody() / 2);
    String tooBig = fits + "x";

    Result result = accept(List.of(entry("a", fits), entry("b", tooBig)), List.of());

    assertThat(result).isEqualTo(new Result.Accepted(1, 1));
    assertThat(bodies()).containsExactly(fits);
    assertThat(deadLetters.letters()).extracting(DeadLetter::body).containsExactly(tooBig);
    assertThat(deadLetters.letters())
        .extracting(DeadLetter::reason)
        .containsExactly("the entry is larger than the queue takes");
  }

  @Test
  void anEntryThatTheQueueWillNeverTakeIsParked() {
    queue.neverTake(entry -> entry.body().equals("2"));

    Result result = accept(List.of(entry("a", "1"), entry("b", "2")), List.of());

    assertThat(result).isEqualTo(new Result.Accepted(1, 1));
    assertThat(bodies()).containsExactly("1");
    assertThat(deadLetters.letters()).extracting(DeadLetter::body).containsExactly("2");
  }

  @Test
  void nothingIsAcceptedWhoseDeadLetterCouldNotBePutAway() {
    List<BadEntry> bad = List.of(new BadEntry("chatId is missing", "{}"));
    deadLetters.refuse(1);

    assertThatIllegalStateException().isThrownBy(() -> accept(List.of(entry("a", "1")), bad));

    assertThat(accept(List.of(entry("a", "1")), bad)).isEqualTo(new Result.Accepted(1, 1));
    assertThat(queue.size()).isEqualTo(1);
    assertThat(deadLetters.letters()).hasSize(1);
  }

  private Result accept(List<QueueEntry> good, List<BadEntry> bad) {
    return acceptWebhook.accept(
        new Webhook.Entries(good, bad, 0), clock.instant().plus(Duration.ofSeconds(8)));
  }

  private List<String> bodies() {
    return queue.receive(FakeQueue.LARGEST_BATCH).stream().map(FakeQueue.Received::body).toList();
  }

  private static QueueEntry entry(String group, String body) {
    return new QueueEntry(new QueueName(group, "deduplication of " + body), body);
  }
}
