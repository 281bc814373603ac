package io.taskwire.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.taskwire.core.delivery.BatchRun.Handling;
import io.taskwire.core.delivery.BatchRun.Item;
import io.taskwire.core.fakes.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchRunTest {
  private static final Duration LATER = Duration.ofSeconds(7);
  private static final Duration AFTER_A_CRASH = Duration.ofSeconds(30);
  private static final Outcome DONE = new Outcome.Done();
  private static final int GROUPS = 10;

  private final HandClock clock = new HandClock(Instant.parse("2036-03-03T09:00:00Z"));
  private final Collection<String> handled = new ConcurrentLinkedQueue<>();
  private final Collection<String> crashed = new ConcurrentLinkedQueue<>();
  private final BatchRun run = new BatchRun((id, _) -> crashed.add(id));

  @Test
  void whatIsDoneDoesNotStay() {
    assertThat(waiting(List.of(item("a", 1), item("a", 2), item("b", 1)), _ -> DONE)).isEmpty();
    assertThat(handled).hasSize(3);
  }

  @Test
  void anEmptyBatchIsDone() {
    assertThat(waiting(List.of(), _ -> DONE)).isEmpty();
  }

  @Test
  void groupsRunInParallel() {
    CyclicBarrier allAtOnce = new CyclicBarrier(GROUPS);

    var waiting =
        waiting(
            oneOfEachGroup(),
            _ -> {
              meet(allAtOnce);
              return DONE;
            });

    assertThat(waiting).isEmpty();
  }

  @Test
  void theMessagesOfAGroupRunOneAfterAnotherInTheirOrder() {
    List<Item> batch =
        List.of(item("a", 1), item("b", 1), item("a", 2), item("b", 2), item("a", 3));

    waiting(batch, _ -> DONE);

    assertThat(handled).filteredOn(id -> id.startsWith("a")).containsExactly("a1", "a2", "a3");
    assertThat(handled).filteredOn(id -> id.startsWith("b")).containsExactly("b1", "b2");
  }

  @Test
  void theFollowersOfAMessageThatHasToWaitWaitAsLongAndAreNotTouched() {
    List<Item> batch =
        List.of(item("a", 1), item("a", 2), item("b", 1), item("a", 3), item("a", 4));

    var waiting =
        waiting(batch, i -> i.id().equals("a2") ? new Outcome.Later(LATER, "away") : DONE);

    assertThat(waiting).containsExactly(entry("a2", LATER), entry("a3", LATER), entry("a4", LATER));
    assertThat(handled).containsExactlyInAnyOrder("a1", "a2", "b1");
  }

  @Test
  void aGroupThatHasToWaitLeavesTheOtherNineDone() {
    var waiting = waiting(tenGroupsOfTwo(), i -> i.group().equals("g3") ? later() : DONE);

    assertThat(waiting).containsExactly(entry("g31", LATER), entry("g32", LATER));
    assertThat(crashed).isEmpty();
  }

  @Test
  void aGroupThatThrowsAnExceptionLeavesTheOtherNineDone() {
    var waiting =
        waiting(
            tenGroupsOfTwo(),
            i -> {
              if (i.group().equals("g3")) {
                throw new IllegalStateException("the table is away");
              }
              return DONE;
            });

    assertThat(waiting).containsExactly(entry("g31", AFTER_A_CRASH), entry("g32", AFTER_A_CRASH));
    assertThat(crashed).containsExactly("g31");
  }

  @Test
  void aGroupThatThrowsAnErrorLeavesTheOtherNineDone() {
    var waiting =
        waiting(
            tenGroupsOfTwo(),
            i -> {
              if (i.group().equals("g3")) {
                throw new StackOverflowError();
              }
              return DONE;
            });

    assertThat(waiting).containsExactly(entry("g31", AFTER_A_CRASH), entry("g32", AFTER_A_CRASH));
    assertThat(crashed).containsExactly("g31");
  }

  @Test
  void aGroupWhoseCrashCanNotEvenBeToldLeavesTheOtherNineDone() {
    BatchRun mute =
        new BatchRun(
            (_, crash) -> {
              throw new IllegalStateException("no log", crash);
            });

    BatchRun.Result result =
        mute.run(
            tenGroupsOfTwo(),
            new Budget(clock),
            i -> {
              if (i.group().equals("g3")) {
                throw new StackOverflowError();
              }
              return DONE;
            });

    assertThat(result.waiting())
        .containsExactly(entry("g31", AFTER_A_CRASH), entry("g32", AFTER_A_CRASH));
  }

  @Test
  void aGroupThatNeverReturnsLeavesTheOtherNineDone() {
    CountDownLatch forever = new CountDownLatch(1);
    try {
      var waiting =
          run.run(
                  tenGroupsOfTwo(),
                  shortBudget(),
                  i -> {
                    handled.add(i.id());
                    if (i.group().equals("g3")) {
                      awaitWhateverHappens(forever);
                    }
                    return DONE;
                  })
              .waiting();

      assertThat(waiting).containsExactly(entry("g31", AFTER_A_CRASH), entry("g32", AFTER_A_CRASH));
      assertThat(handled).doesNotContain("g32").hasSize(2 * GROUPS - 1);
    } finally {
      forever.countDown();
    }
  }

  @Test
  void whatWasDoneBeforeItsGroupHungIsDone() {
    CountDownLatch forever = new CountDownLatch(1);
    try {
      var waiting =
          run.run(
                  List.of(item("a", 1), item("a", 2), item("a", 3)),
                  shortBudget(),
                  i -> {
                    if (i.id().equals("a2")) {
                      awaitWhateverHappens(forever);
                    }
                    return DONE;
                  })
              .waiting();

      assertThat(waiting).containsExactly(entry("a2", AFTER_A_CRASH), entry("a3", AFTER_A_CRASH));
    } finally {
      forever.countDown();
    }
  }

  @Test
  void whenTheTimeIsUsedUpTheRestComesBackAtOnceAndInOrder() {
    List<Item> batch = List.of(item("a", 1), item("a", 2), item("a", 3));

    var waiting =
        waiting(
            batch,
            i -> {
              if (i.id().equals("a1")) {
                clock.advance(Duration.ofSeconds(20));
              }
              return DONE;
            });

    assertThat(waiting).containsExactly(entry("a2", Duration.ZERO), entry("a3", Duration.ZERO));
    assertThat(handled).containsExactly("a1");
  }

  @Test
  void everyMessageOfAWaitingGroupIsToldOnceHoweverGroupsAreMixed() {
    List<Item> batch = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      for (int group = 0; group < 5; group++) {
        batch.add(item("g" + group, number));
      }
    }

    var waiting = waiting(batch, i -> i.id().endsWith("1") ? later() : DONE);

    assertThat(waiting).hasSize(10).allSatisfy((_, delay) -> assertThat(delay).isEqualTo(LATER));
    assertThat(handled).hasSize(5);
  }

  @Test
  void thoseThatStayBehindAMessageAreShownWithWhatItWaitsFor() {
    List<Item> batch =
        List.of(item("a", 1), item("a", 2), item("b", 1), item("a", 3), item("b", 2), item("a", 4));
    Outcome.Later away = new Outcome.Later(LATER, "away", true);
    Map<String, Outcome.Later> behind = new ConcurrentHashMap<>();

    var result =
        run.run(
            batch,
            new Budget(clock),
            new Handling() {
              @Override
              public Outcome handle(Item item) {
                return item.id().equals("a2") ? away : DONE;
              }

              @Override
              public void staysBehind(Item item, Outcome.Later first) {
                behind.put(item.id(), first);
                if (item.id().equals("a3")) {
                  throw new IllegalStateException("looking at it failed");
                }
              }
            });

    assertThat(behind).containsOnly(entry("a3", away), entry("a4", away));
    assertThat(crashed).containsExactly("a3");
    assertThat(result.waiting())
        .containsExactly(entry("a2", LATER), entry("a3", LATER), entry("a4", LATER));
  }

  private Map<String, Duration> waiting(List<Item> batch, Function<Item, Outcome> handle) {
    return run.run(
            batch,
            new Budget(clock),
            item -> {
              handled.add(item.id());
              return handle.apply(item);
            })
        .waiting();
  }

  private static Budget shortBudget() {
    return new Budget(
        InstantSource.system(),
        new Budget.Times(Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofMillis(400)));
  }

  private static List<Item> oneOfEachGroup() {
    List<Item> batch = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      batch.add(item("g" + group, 1));
    }
    return batch;
  }

  private static List<Item> tenGroupsOfTwo() {
    List<Item> batch = oneOfEachGroup();
    for (int group = 0; group < GROUPS; group++) {
      batch.add(item("g" + group, 2));
    }
    return batch;
  }

  private static Item item(String group, int number) {
    return new Item(group + number, group, "body", 1);
  }

  private static Outcome later() {
    return new Outcome.Later(LATER, "away");
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the groups did not run in parallel", e);
    }
  }

  /** As a call that no interruption ends. */
  private static void awaitWhateverHappens(CountDownLatch latch) {
    boolean released = false;
    while (!released) {
      try {
        released = latch.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        // Goes on hanging.
      }
    }
  }

  @Test
  void theDelayAfterACrashGrowsWithEveryReceiveUpToAQuarterOfAnHour() {
    assertThat(new Item("1", "group", "body", 1).delayAfterCrash()).hasSeconds(30);
    assertThat(new Item("1", "group", "body", 2).delayAfterCrash()).hasSeconds(60);
    assertThat(new Item("1", "group", "body", 900).delayAfterCrash()).hasMinutes(15);
  }
}
