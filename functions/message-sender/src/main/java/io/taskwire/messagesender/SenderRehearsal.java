package io.taskwire.messagesender;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Rehearsal;
import io.taskwire.aws.function.RehearsalStage;
import io.taskwire.aws.function.RehearsedBatch;

/** The sender rehearses with a comment in a dialog that has its task. */
final class SenderRehearsal {
  private static final String BODY =
      """
      {"v":1,"kind":"comment","receivedAt":"2026-01-15T09:30:00Z","comment":
       {"providerId":"rehearsal","messageId":"1","chatId":"whatsapp:79990000099/79990000001",
        "first":false,"contactPhone":"79990000001","message":"Здравствуйте","attachments":[]}}
      """;
  private static final String SENT =
      "{\"messageId\":\"00000000-0000-4000-8000-000000000001\",\"chatId\":\"79990000001\"}";

  private SenderRehearsal() {}

  static void plan(Environment environment) {
    Rehearsal.plan(
        new FunctionLog("message-sender"),
        RehearsedBatch.aws(environment.required("TASKWIRE_TABLE"), SENT),
        stage -> round(environment, stage));
  }

  private static Runnable round(Environment environment, RehearsalStage stage) {
    MessageSenderHandler sender =
        new MessageSenderHandler(SenderParts.of(environment, Outside.staged(stage)));
    return RehearsedBatch.round(BODY, sender);
  }
}
