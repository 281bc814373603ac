package io.taskwire.planfixwebhook;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Rehearsal;
import io.taskwire.aws.function.RehearsalStage;
import io.taskwire.aws.function.RehearsedEvent;
import io.taskwire.aws.function.StagedAws;

/** The door rehearses with a comment of an employee's. */
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
      "cmd=newMessage&providerId=rehearsal&token=rehearsal&chatId=whatsapp%3A79990000099%2F79990000001"
          + "&contactPhone=79990000001&message=%D0%97%D0%B4%D1%80%D0%B0%D0%B2%D1%81%D1%82%D0%B2%D1%83"
          + "%D0%B9%D1%82%D0%B5&messageId=1&userName=Olga&userLastName=Manager";

  private DoorRehearsal() {}

  static void plan(Environment environment) {
    Rehearsal.plan(
        new FunctionLog("planfix-webhook"),
        new StagedAws(SETTINGS),
        stage -> round(environment, stage));
  }

  private static Runnable round(Environment environment, RehearsalStage stage) {
    PlanfixWebhookHandler door =
        new PlanfixWebhookHandler(DoorParts.of(environment, Outside.staged(stage)));
    return RehearsedEvent.post(SECRET, BODY, door);
  }
}
