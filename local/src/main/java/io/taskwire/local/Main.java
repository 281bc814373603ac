package io.taskwire.local;

import io.taskwire.aws.function.Environment;
import java.util.concurrent.CountDownLatch;

/** Starts the local run and keeps it running until it is stopped. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    LocalRun run = LocalRun.start(LocalOptions.of(Environment.ofProcess()));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  run.close();
                  stopped.countDown();
                }));
    System.out.printf(
        """

        Taskwire runs. Open %s

          Write on a phone on the left, and see the task on the right.
          Stop with Ctrl+C.
        """,
        run.origin());
    stopped.await();
  }
}
