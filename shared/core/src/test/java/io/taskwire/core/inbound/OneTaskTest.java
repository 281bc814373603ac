package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One dialog, one task: however many first messages come at once, by whatever groups. */
class OneTaskTest {
  private static final int WORKERS = 4;
  private static final int MESSAGES = 6;

  private final Scene scene = new Scene();
  private final Place before = scene.whatsapp("79990000099");
  private final Place anew = scene.listed("whatsapp:79990000099", "wapi", "address-anew");
  private final Client ivan = scene.client("Ivan Testov", before, "79990000001");

  @RepeatedTest(20)
  void firstMessagesThroughTwoAddressesOfAChannelMakeOneTaskAndComeOnce() throws Exception {
    List<String> byBefore = new ArrayList<>();
    List<String> byAnew = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      byBefore.add("before " + i);
      ivan.writes("before " + i);
      byAnew.add("anew " + i);
      ivan.at(anew).writes("anew " + i);
    }
    // Both groups have looked and found no dialog before one of them takes it, and the first post
    // stays between looking for a task and making one until the other group was answered too.
    CountDownLatch looked = new CountDownLatch(2);
    CountDownLatch answered = new CountDownLatch(2);
    CountDownLatch neverTogether = new CountDownLatch(1);
    Witness together =
        new Witness() {
          @Override
          public void before(String call) {
            if (call.equals("DialogStore.take")) {
              meet(looked, neverTogether);
            }
          }

          @Override
          public void after(String call) {
            if (call.equals("DialogStore.take")) {
              answered.countDown();
            }
          }
        };
    scene.planfix.window(
        _ -> {
          if (!reached(answered)) {
            neverTogether.countDown();
          }
        });

    settleInParallel(together);

    assertThat(neverTogether.getCount()).as("both groups were under way at once").isOne();
    assertThat(scene.planfix.tasks()).hasSize(1);
    assertThat(scene.texts(ivan)).hasSize(2 * MESSAGES);
    assertThat(scene.texts(ivan)).containsSubsequence(byBefore).containsSubsequence(byAnew);
    assertThat(scene.crashes).isEmpty();
  }

  @Test
  void withoutTheLeaseTheStoryAboveWouldMakeTwoTasks() throws Exception {
    // What Planfix itself does with two first messages at once.
    CountDownLatch both = new CountDownLatch(2);
    scene.planfix.window(
        _ -> {
          both.countDown();
          reached(both);
        });
    var one = Messages.of(ivan, "one");
    var other = Messages.of(ivan, "other");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> scene.planfix.post(Scene.LINE, one));
      Future<?> second = threads.submit(() -> scene.planfix.post(Scene.LINE, other));
      first.get(10, TimeUnit.SECONDS);
      second.get(10, TimeUnit.SECONDS);
    }

    assertThat(scene.planfix.tasks()).hasSize(2);
  }

  /** Several workers at once, round by round; time passes only between the rounds. */
  private void settleInParallel(Witness witness) throws Exception {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(scene.worker(witness));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; !scene.queue.isEmpty(); round++) {
        assertThat(round).isLessThan(100);
        scene.clock.advanceTo(scene.queue.nextVisible().orElseThrow());
        List<Future<?>> running = new ArrayList<>();
        for (Worker worker : workers) {
          // One message each at first, so that the two groups begin in two invocations.
          List<Received> batch = scene.queue.receive(round + 1);
          running.add(threads.submit(() -> worker.handle(batch)));
        }
        for (Future<?> one : running) {
          one.get(30, TimeUnit.SECONDS);
        }
      }
    }
  }

  private static void meet(CountDownLatch all, CountDownLatch neverTogether) {
    all.countDown();
    if (!reached(all)) {
      neverTogether.countDown();
    }
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
