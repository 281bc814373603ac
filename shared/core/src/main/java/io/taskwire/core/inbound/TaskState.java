package io.taskwire.core.inbound;

import io.taskwire.core.planfix.PlanfixChat.Trouble;

/** What is known of a dialog's task before something is posted to it. */
sealed interface TaskState {
  /** It is there and takes comments. */
  record Open() implements TaskState {}

  /**
   * Its status is not an active one.
   *
   * @param kept whether Planfix was last seen to go on in such a task
   */
  record Closed(long number, boolean kept) implements TaskState {}

  record None() implements TaskState {}

  /** Planfix could not be asked. */
  record Unclear(Trouble trouble) implements TaskState {}

  /** Whether a message becomes a comment. */
  default boolean isOpen() {
    return switch (this) {
      case Open _ -> true;
      case Closed(_, boolean kept) -> kept;
      case None _, Unclear _ -> false;
    };
  }
}
