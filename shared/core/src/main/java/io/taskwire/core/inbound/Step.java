package io.taskwire.core.inbound;

import io.taskwire.core.planfix.TaskMessage;
import java.util.Optional;

/** One step of a plan. Each has at most one effect, so that a crash between two loses nothing. */
sealed interface Step {
  /**
   * Posts a message.
   *
   * @param refusalIsFine whether the plan goes on where Planfix refuses it
   */
  record Post(TaskMessage message, boolean refusalIsFine) implements Step {}

  /**
   * Posts a message unless Planfix made a task of it already.
   *
   * @param opening where there is no task
   * @param comment where there is one, but another message may have opened it; empty where the plan
   *     goes on with the comment anyway
   */
  record PostWithoutTask(TaskMessage opening, Optional<TaskMessage> comment) implements Step {}

  /** Finds out whether Planfix went on in a closed task or opened a new one. */
  record LearnClosedTasks(long closedTask) implements Step {}

  /** Puts the notice to the dead letters. */
  record Park(String reason) implements Step {}
}
