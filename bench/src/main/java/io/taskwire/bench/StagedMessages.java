package io.taskwire.bench;

import io.taskwire.aws.function.RehearsalStage.Answers;
import io.taskwire.aws.function.RehearsedBatch;
import io.taskwire.aws.function.StagedAws;
import io.taskwire.bench.engines.SettingsText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** One message for each worker, of the dialog that lies in the stage's table. */
public final class StagedMessages {
  private static final String NOTICE =
      """
      {"v":1,"kind":"message","receivedAt":"2026-01-15T09:30:00Z","entry":
       {"messageId":"00000000-0000-4000-8000-000000000001",
        "channelId":"00000000-0000-4000-8000-000000000002","chatType":"whatsapp",
        "chatId":"79990000001","dateTime":"2026-01-15T09:30:00.000Z","type":"text",
        "isEcho":false,"contact":{"name":"Ivan Testov"},"text":"Hello","status":"inbound"}}
      """;
  private static final String COMMENT =
      """
      {"v":1,"kind":"comment","receivedAt":"2026-01-15T09:30:00Z","comment":
       {"providerId":"rehearsal","messageId":"1","chatId":"whatsapp:79990000099/79990000001",
        "first":false,"contactPhone":"79990000001","message":"Hello","attachments":[]}}
      """;
  private static final String SENT =
      "{\"messageId\":\"00000000-0000-4000-8000-000000000001\",\"chatId\":\"79990000001\"}";

  private StagedMessages() {}

  /** A message of a client's, for the task worker. */
  public static byte[] notice() {
    return batch(NOTICE);
  }

  /** An answer of an employee's, for the message sender. */
  public static byte[] comment() {
    return batch(COMMENT);
  }

  /** Wazzup and Planfix, which take everything. */
  public static Answers providers() {
    return (_, request) -> request.contains("channelId") ? SENT : "{}";
  }

  /** AWS with a table that has this dialog, and with the workers' settings. */
  public static Answers aws(String table, URI providers) {
    return new StagedAws(
        // With the line of which the stage's table speaks.
        SettingsText.workers(providers).replace("whatsapp-99", "rehearsal"),
        RehearsedBatch.table(table, Instant.now()));
  }

  private static byte[] batch(String body) {
    return Batches.event(
        List.of(
            Message.builder()
                .messageId("1")
                .receiptHandle("1")
                .body(body)
                .attributes(Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, "1"))
                .build()));
  }
}
