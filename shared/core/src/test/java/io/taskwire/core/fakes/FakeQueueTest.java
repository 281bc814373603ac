package io.taskwire.core.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.notice.QueueName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue in memory keeps to what a FIFO queue of SQS does. */
class FakeQueueTest {
  private final HandClock clock = new HandClock(Scene.START);
  private final FakeQueue queue = new FakeQueue(clock);

  @Test
  void aGroupIsLockedWhileOneOfItsMessagesIsInFlight() {
    put("a", "1");
    put("a", "2");
    put("b", "3");

    assertThat(bodies(queue.receive(1))).containsExactly("1");
    assertThat(bodies(queue.receive(10))).containsExactly("3");
    assertThat(queue.receive(10)).isEmpty();
  }

  @Test
  void aBatchHoldsAtMostTenOfSeveralGroupsEachInItsOrder() {
    for (int i = 0; i < 12; i++) {
      put(i % 2 == 0 ? "even" : "odd", String.valueOf(i));
    }

    assertThat(bodies(queue.receive(100)))
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  @Test
  void whatNobodyDeletedComesBackAfterItsVisibilityAndIsCounted() {
    put("a", "1");
    Received first = queue.receive(10).getFirst();

    clock.advance(Duration.ofMinutes(3));
    Received second = queue.receive(10).getFirst();

    assertThat(first.times()).isEqualTo(1);
    assertThat(second.times()).isEqualTo(2);
  }

  @Test
  void aReceiptThatIsNotTheNewestDeletesNothing() {
    put("a", "1");
    Received first = queue.receive(10).getFirst();
    clock.advance(Duration.ofMinutes(3));
    Received second = queue.receive(10).getFirst();

    queue.delete(first);
    assertThat(queue.isEmpty()).isFalse();

    queue.delete(second);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aFollowerThatIsHiddenForLongerStallsItsGroup() {
    put("a", "1");
    put("a", "2");
    List<Received> batch = queue.receive(10);
    queue.showAfter(batch.getFirst(), Duration.ofSeconds(1));

    clock.advance(Duration.ofSeconds(1));
    assertThat(queue.receive(10)).isEmpty();

    queue.showAfter(batch.getLast(), Duration.ZERO);
    assertThat(bodies(queue.receive(10))).containsExactly("1", "2");
  }

  @Test
  void theSameTwiceInAGroupIsOneForFiveMinutes() {
    put("a", "1");
    put("a", "1");
    put("b", "1");
    assertThat(queue.size()).isEqualTo(2);

    queue.receive(10).forEach(queue::delete);
    put("a", "1");
    assertThat(queue.isEmpty()).as("also after it was deleted").isTrue();

    clock.advance(Duration.ofMinutes(5));
    put("a", "1");
    assertThat(queue.size()).isEqualTo(1);
  }

  private void put(String group, String body) {
    queue.put(List.of(new QueueEntry(new QueueName(group, body), body)), clock.instant());
  }

  private static List<String> bodies(List<Received> batch) {
    return batch.stream().map(Received::body).toList();
  }
}
