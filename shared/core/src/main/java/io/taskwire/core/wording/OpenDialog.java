package io.taskwire.core.wording;

import java.util.Optional;

/** The dialog that is in the way of another, as a refusal's detail names it. */
record OpenDialog(Optional<String> channel, Optional<String> task) {
  private static final String TASK = " #";

  static OpenDialog of(String detail) {
    int task = detail.lastIndexOf(TASK);
    return task < 0
        ? new OpenDialog(told(detail), Optional.empty())
        : new OpenDialog(
            told(detail.substring(0, task)), told(detail.substring(task + TASK.length())));
  }

  private static Optional<String> told(String word) {
    return Optional.of(word).filter(it -> !it.isBlank());
  }
}
