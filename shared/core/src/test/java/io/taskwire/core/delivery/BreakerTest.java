package io.taskwire.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.core.fakes.FakeTable;
import io.taskwire.core.fakes.HandClock;
import io.taskwire.core.fakes.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final String TIMEOUT = "no answer within 10 s";

  private final HandClock clock = new HandClock(Instant.parse("2036-03-03T09:00:00Z"));
  private final FakeTable table = new FakeTable();
  private final Breaker breaker = new Breaker(table, clock);

  @Test
  void atFirstCallsAreAdmittedWithoutAQuestion() {
    assertThat(breaker.closed()).isTrue();
    assertThat(breaker.admits(BreakerTest::mustNotBeAsked)).isTrue();
  }

  @Test
  void afterACallWithoutAnAnswerNothingIsAdmittedUntilAQuestionIsAnswered() {
    breaker.opened(TIMEOUT);

    assertThat(breaker.closed()).isFalse();
    assertThat(breaker.admits(() -> false)).isFalse();
    assertThat(breaker.closed()).isFalse();

    clock.advance(Duration.ofSeconds(15));
    assertThat(breaker.admits(() -> true)).isTrue();
    assertThat(breaker.closed()).isTrue();
    assertThat(breaker.admits(BreakerTest::mustNotBeAsked)).isTrue();
  }

  @Test
  void aQuestionWithoutAnAnswerIsNotRepeatedForAWhile() {
    breaker.opened(TIMEOUT);
    breaker.admits(() -> false);

    clock.advance(Duration.ofSeconds(14));
    assertThat(breaker.admits(BreakerTest::mustNotBeAsked)).isFalse();

    clock.advance(Duration.ofSeconds(1));
    assertThat(breaker.admits(() -> true)).isTrue();
  }

  @Test
  void anotherProcessLearnsOfTheOutageFromTheTable() {
    Breaker other = new Breaker(table, clock);
    breaker.opened(TIMEOUT);

    other.learn(table.read());

    assertThat(other.closed()).isFalse();
  }

  @Test
  void anotherProcessLearnsFromTheTableThatTheOutageIsOver() {
    Breaker other = new Breaker(table, clock);
    breaker.opened(TIMEOUT);
    other.learn(table.read());
    breaker.admits(() -> true);

    other.learn(table.read());

    assertThat(other.closed()).isTrue();
  }

  @Test
  void whatWasReadBeforeTheOutageDoesNotEndIt() {
    BreakerState before = table.read();
    breaker.opened(TIMEOUT);

    breaker.learn(before);

    assertThat(breaker.closed()).isFalse();
  }

  @Test
  void ofManyProcessesOneAsksAndTheOthersDoNotWaitForIt() throws Exception {
    int others = 8;
    breaker.opened(TIMEOUT);
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch othersRefused = new CountDownLatch(others);
    AtomicInteger questions = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(
              () ->
                  breaker.admits(
                      () -> {
                        questions.incrementAndGet();
                        asking.countDown();
                        return reached(othersRefused);
                      }));
      assertThat(reached(asking)).isTrue();
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < others; i++) {
        Breaker other = new Breaker(table, clock);
        all.add(
            threads.submit(
                () -> {
                  other.learn(table.read());
                  boolean admitted = other.admits(() -> questions.incrementAndGet() > 0);
                  othersRefused.countDown();
                  return admitted;
                }));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get(10, TimeUnit.SECONDS)).isFalse();
      }
      assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(questions).hasValue(1);
  }

  @Test
  void anAnswerDoesNotOutweighACallOfAnotherProcessThatFailedMeanwhile() {
    breaker.opened(TIMEOUT);
    Breaker other = new Breaker(table, clock);

    boolean admitted =
        breaker.admits(
            () -> {
              other.opened(TIMEOUT);
              return true;
            });

    assertThat(admitted).isFalse();
    assertThat(breaker.closed()).isFalse();
  }

  @Test
  void aCallThatFailsWhileTheBreakerIsBeingClosedKeepsItOpen() {
    AtomicReference<Breaker> itself = new AtomicReference<>(breaker);
    Witness failing =
        new Witness() {
          @Override
          public void after(String call) {
            if (call.equals("BreakerStore.close")) {
              itself.get().opened(TIMEOUT);
            }
          }
        };
    Breaker shared = new Breaker(failing.beside(BreakerStore.class, table), clock);
    itself.set(shared);
    shared.opened(TIMEOUT);

    assertThat(shared.admits(() -> true)).isFalse();

    assertThat(shared.closed()).isFalse();
    assertThat(table.read().open()).isTrue();
  }

  @Test
  void aCallThatFailsWhileTheQuestionIsAskedCountsBeforeItIsWrittenDown() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    AtomicInteger openings = new AtomicInteger();
    Witness slow =
        new Witness() {
          @Override
          public void before(String call) {
            if (call.equals("BreakerStore.open") && openings.incrementAndGet() == 2) {
              writing.countDown();
              assertThat(reached(written)).isTrue();
            }
          }
        };
    Breaker shared = new Breaker(slow.beside(BreakerStore.class, table), clock);
    shared.opened(TIMEOUT);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicReference<Future<?>> failing = new AtomicReference<>();

      boolean admitted =
          shared.admits(
              () -> {
                failing.set(threads.submit(() -> shared.opened(TIMEOUT)));
                return reached(writing);
              });

      assertThat(admitted).isFalse();
      written.countDown();
      failing.get().get(10, TimeUnit.SECONDS);
    }
    assertThat(shared.closed()).isFalse();
    assertThat(table.read().open()).isTrue();
  }

  @Test
  void aLateAnswerOfTheTableDoesNotOutweighWhatIsNewer() {
    AtomicReference<Breaker> itself = new AtomicReference<>(breaker);
    AtomicInteger openings = new AtomicInteger();
    Witness racing =
        new Witness() {
          @Override
          public void after(String call) {
            // The first opening's answer is late: another one and its end overtake it.
            if (call.equals("BreakerStore.open") && openings.incrementAndGet() == 1) {
              BreakerState later = table.open(clock.instant(), TIMEOUT);
              itself.get().learn(table.close(later.version()));
            }
          }
        };
    Breaker shared = new Breaker(racing.beside(BreakerStore.class, table), clock);
    itself.set(shared);

    shared.opened(TIMEOUT);

    assertThat(shared.closed()).as("what is newer counts").isTrue();
  }

  @Test
  void anOutageThatCouldNotBeWrittenDownIsRememberedHereUntilAnAnswerCame() {
    Witness tableAway =
        new Witness() {
          @Override
          public void before(String call) {
            if (call.equals("BreakerStore.open")) {
              throw new IllegalStateException("the table is away");
            }
          }
        };
    Breaker lonely = new Breaker(tableAway.beside(BreakerStore.class, table), clock);
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> lonely.opened(TIMEOUT));
    lonely.learn(table.read());

    assertThat(lonely.closed()).isFalse();
    assertThat(lonely.admits(() -> false)).isFalse();
    clock.advance(Duration.ofSeconds(15));
    assertThat(lonely.admits(() -> true)).isTrue();
    assertThat(lonely.closed()).isTrue();
  }

  private static boolean mustNotBeAsked() {
    throw new AssertionError("asked without need");
  }

  private static boolean reached(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
