package io.taskwire.aws.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A batch with one message, and what it meets, for workers that rehearse. */
public final class RehearsedBatch {
  /** A message of a client's in the dialog of the table, as it is queued. */
  public static final String NOTICE =
      """
      {"v":1,"kind":"message","receivedAt":"2026-01-15T09:30:00Z","entry":
       {"messageId":"00000000-0000-4000-8000-000000000001",
        "channelId":"00000000-0000-4000-8000-000000000002","chatType":"whatsapp",
        "chatId":"79990000001","dateTime":"2026-01-15T09:30:00.000Z","type":"text",
        "isEcho":false,"contact":{"name":"Ivan Testov"},"text":"Здравствуйте","status":"inbound"}}
      """;

  /** A comment of an employee's in this dialog. */
  public static final String COMMENT =
      """
      {"v":1,"kind":"comment","receivedAt":"2026-01-15T09:30:00Z","comment":
       {"providerId":"rehearsal","messageId":"1","chatId":"whatsapp:79990000099/79990000001",
        "first":false,"contactPhone":"79990000001","message":"Здравствуйте","attachments":[]}}
      """;

  /** What Wazzup says when it has the comment. */
  public static final String SENT =
      "{\"messageId\":\"00000000-0000-4000-8000-000000000001\",\"chatId\":\"79990000001\"}";

  private static final String SETTINGS =
      """
      {"language":"ru",
       "wazzup":{"apiUrl":"https://rehearsal.invalid","apiKey":"rehearsal"},
       "planfix":{"chatApiUrl":"https://rehearsal.invalid",
                  "lines":[{"providerId":"rehearsal","planfixToken":"rehearsal",
                            "channel":"+7 999 000-00-99"}]},
       "channels":["+7 999 000-00-99"]}
      """;

  private RehearsedBatch() {}

  /** One round: the message has to be taken. */
  public static Runnable round(String body, WorkerHandler worker) {
    return RehearsedEvent.round(
        event(body),
        (in, out) -> EventJson.work(in, out, worker::work),
        "{\"batchItemFailures\":[]}");
  }

  /** The event in which Lambda hands it over. */
  public static JsonNode event(String body) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("messageId", "rehearsal").put("receiptHandle", "rehearsal").put("body", body);
    record
        .putObject("attributes")
        .put("MessageGroupId", "rehearsal")
        .put("ApproximateReceiveCount", "1");
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").add(record);
    return event;
  }

  /**
   * AWS with this table, and a provider.
   *
   * @param answer the provider's
   */
  public static StagedAws aws(String table, String answer) {
    Map<String, String> answers = new HashMap<>(table(table, Instant.now()));
    answers.put(StagedAws.PROVIDER, answer);
    return new StagedAws(SETTINGS, answers);
  }

  /**
   * The items of a table as the answers have them, with one channel and one open dialog.
   *
   * @param now when the client wrote last and his task was seen
   */
  public static Map<String, String> table(String name, Instant now) {
    String dialog =
        """
        {"pk":{"S":"DIALOG#whatsapp:79990000099/79990000001"},"sk":{"S":"DIALOG"},
         "providerId":{"S":"rehearsal"},"chatId":{"S":"79990000001"},
         "planfixChat":{"S":"whatsapp:79990000099/79990000001"},
         "contact":{"S":"phone:79990000001"},"contactName":{"S":"Ivan Testov"},
         "phone":{"S":"79990000001"},"task":{"N":"1"},"openedAt":{"S":"%1$s"},
         "taskSeenAt":{"S":"%1$s"},"clientWroteAt":{"S":"%1$s"},"fence":{"N":"1"}}
        """
            .formatted(now);
    String others =
        """
        {"pk":{"S":"ADDRESS#00000000-0000-4000-8000-000000000002"},"sk":{"S":"ADDRESS"},
         "identity":{"S":"whatsapp:79990000099"}},
        {"pk":{"S":"CHANNELS"},"sk":{"S":"CHANNEL#whatsapp:79990000099"},
         "identity":{"S":"whatsapp:79990000099"},"connected":{"BOOL":true},
         "address":{"S":"00000000-0000-4000-8000-000000000002"},
         "transport":{"S":"whatsapp"},"state":{"S":"active"}}
        """;
    return Map.of(
        "GetItem", "{\"Item\":{\"doneAt\":{\"S\":\"" + now + "\"}}}",
        "BatchGetItem", "{\"Responses\":{\"" + name + "\":[" + dialog + "," + others + "]}}",
        "UpdateItem", "{\"Attributes\":" + dialog + "}");
  }
}
