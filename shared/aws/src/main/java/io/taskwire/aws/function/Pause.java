package io.taskwire.aws.function;

import java.time.Duration;

/** How a retry lets time pass. */
public interface Pause {
  void pause(Duration duration) throws InterruptedException;

  /** Really waits. */
  static Pause sleeping() {
    return Thread::sleep;
  }
}
