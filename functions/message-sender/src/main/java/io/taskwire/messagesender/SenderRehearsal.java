package io.taskwire.messagesender;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Rehearsal;
import io.taskwire.aws.function.RehearsalStage;
import io.taskwire.aws.function.RehearsedBatch;

/** The sender rehearses with a comment in a dialog that has its task. */
final class SenderRehearsal {
  private SenderRehearsal() {}

  static void plan(Environment environment) {
    Rehearsal.plan(
        new FunctionLog("message-sender"),
        RehearsedBatch.aws(environment.required("TASKWIRE_TABLE"), RehearsedBatch.SENT),
        stage -> round(environment, stage));
  }

  private static Runnable round(Environment environment, RehearsalStage stage) {
    MessageSenderHandler sender =
        new MessageSenderHandler(SenderParts.of(environment, Outside.staged(stage)));
    return RehearsedBatch.round(RehearsedBatch.COMMENT, sender);
  }
}
