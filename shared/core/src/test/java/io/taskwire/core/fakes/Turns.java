package io.taskwire.core.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.fakes.Mortal.Side;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Two processes that take turns: the first stops after a call, the second goes on to one of its
 * own, then the first comes to its end, and then the second.
 *
 * @param first how the first ended
 * @param second how the second did
 */
public record Turns(Outcome first, Outcome second) {

  /**
   * Lets both run.
   *
   * @param callOfOne after which the first stops, from 0; it need not come to it
   * @param one is run with a witness of its calls
   */
  public static Turns taken(
      int callOfOne,
      Function<Witness, Outcome> one,
      int callOfOther,
      Function<Witness, Outcome> other) {
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Witness stopping =
        Witness.at(
            callOfOne,
            Side.AFTER,
            () -> {
              stopped.countDown();
              await(goOn);
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> ended =
          threads.submit(
              () -> {
                try {
                  return one.apply(stopping);
                } finally {
                  stopped.countDown();
                }
              });
      await(stopped);
      Witness waiting =
          Witness.at(
              callOfOther,
              Side.AFTER,
              () -> {
                goOn.countDown();
                var _ = await(ended);
              });
      Outcome second = other.apply(waiting);
      goOn.countDown();
      return new Turns(await(ended), second);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Outcome await(Future<Outcome> ended) {
    try {
      return ended.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
