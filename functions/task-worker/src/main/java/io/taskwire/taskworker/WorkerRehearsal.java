package io.taskwire.taskworker;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Rehearsal;
import io.taskwire.aws.function.RehearsalStage;
import io.taskwire.aws.function.RehearsedBatch;

/** The worker rehearses with a text in a dialog that has its task. */
final class WorkerRehearsal {
  private WorkerRehearsal() {}

  static void plan(Environment environment) {
    Rehearsal.plan(
        new FunctionLog("task-worker"),
        RehearsedBatch.aws(environment.required("TASKWIRE_TABLE"), "{}"),
        stage -> round(environment, stage));
  }

  private static Runnable round(Environment environment, RehearsalStage stage) {
    TaskWorkerHandler worker =
        new TaskWorkerHandler(WorkerParts.of(environment, Outside.staged(stage)));
    return RehearsedBatch.round(RehearsedBatch.NOTICE, worker);
  }
}
