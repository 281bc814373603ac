package io.taskwire.wazzupwebhook;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Rehearsal;
import io.taskwire.aws.function.RehearsalStage;
import io.taskwire.aws.function.RehearsedEvent;
import io.taskwire.aws.function.StagedAws;

/** The door rehearses with a webhook that brings one text. */
final class DoorRehearsal {
  private static final String SECRET = "rehearsal-rehearsal";
  private static final String SETTINGS =
      """
      {"wazzup":{"webhookSecrets":["%1$s"],"crmKeys":[]},
       "planfix":{"webhookSecrets":["%1$s"],
                  "lines":[{"providerId":"rehearsal","token":"rehearsal","channel":"+7 999 000-00-99"}]}}
      """
          .formatted(SECRET);
  private static final String BODY =
      """
      {"messages":[{"messageId":"00000000-0000-4000-8000-000000000001",
       "channelId":"00000000-0000-4000-8000-000000000002","chatType":"whatsapp",
       "chatId":"79990000001","dateTime":"2026-01-15T09:30:00.000Z","type":"text",
       "isEcho":false,"contact":{"name":"Ivan Testov"},"text":"Здравствуйте","status":"inbound"}]}
      """;

  private DoorRehearsal() {}

  static void plan(Environment environment) {
    Rehearsal.plan(
        new FunctionLog("wazzup-webhook"),
        new StagedAws(SETTINGS),
        stage -> round(environment, stage));
  }

  private static Runnable round(Environment environment, RehearsalStage stage) {
    WazzupWebhookHandler door =
        new WazzupWebhookHandler(DoorParts.of(environment, Outside.staged(stage)));
    return RehearsedEvent.post(SECRET, BODY, door);
  }
}
