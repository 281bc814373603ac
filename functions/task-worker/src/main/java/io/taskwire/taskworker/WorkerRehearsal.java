package io.taskwire.taskworker;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Rehearsal;
import io.taskwire.aws.function.RehearsalStage;
import io.taskwire.aws.function.RehearsedBatch;

/** The worker rehearses with a text in a dialog that has its task. */
final class WorkerRehearsal {
  private static final String BODY =
      """
      {"v":1,"kind":"message","receivedAt":"2026-01-15T09:30:00Z","entry":
       {"messageId":"00000000-0000-4000-8000-000000000001",
        "channelId":"00000000-0000-4000-8000-000000000002","chatType":"whatsapp",
        "chatId":"79990000001","dateTime":"2026-01-15T09:30:00.000Z","type":"text",
        "isEcho":false,"contact":{"name":"Ivan Testov"},"text":"Здравствуйте","status":"inbound"}}
      """;

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
    return RehearsedBatch.round(BODY, worker);
  }
}
