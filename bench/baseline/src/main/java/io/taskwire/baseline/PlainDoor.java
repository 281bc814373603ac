package io.taskwire.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A door for Wazzup as the documentation's samples have it: an object for the event, clients with
 * their defaults, Jackson. It does the least that such a door must: it checks the secret, names
 * each message and each status, and answers 200 when the queue has all.
 */
public final class PlainDoor
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final int BATCH = 10;

  private final ObjectMapper json = new ObjectMapper();
  private final SqsClient sqs = SqsClient.create();
  private final SecretsManagerClient secrets = SecretsManagerClient.create();
  private final String queue = System.getenv("TASKWIRE_INBOUND_QUEUE");
  private JsonNode settings = MissingNode.getInstance();

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    try {
      String secret = event.getPathParameters().get("secret");
      if (!knownSecrets().contains(secret)) {
        return answer(404);
      }
      JsonNode body = json.readTree(event.getBody());
      List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
      for (JsonNode message : body.path("messages")) {
        batch.add(entry(batch.size(), "message", message, message.path("chatId").asText()));
      }
      for (JsonNode status : body.path("statuses")) {
        batch.add(entry(batch.size(), "status", status, status.path("messageId").asText()));
      }
      for (int from = 0; from < batch.size(); from += BATCH) {
        List<SendMessageBatchRequestEntry> some =
            batch.subList(from, Math.min(batch.size(), from + BATCH));
        if (sqs.sendMessageBatch(send -> send.queueUrl(queue).entries(some)).hasFailed()) {
          return answer(503);
        }
      }
      return answer(200);
    } catch (JsonProcessingException e) {
      return answer(400);
    }
  }

  private List<String> knownSecrets() throws JsonProcessingException {
    if (settings.isMissingNode()) {
      String arn = System.getenv("TASKWIRE_SETTINGS_SECRET");
      settings = json.readTree(secrets.getSecretValue(get -> get.secretId(arn)).secretString());
    }
    List<String> known = new ArrayList<>();
    settings.path("wazzup").path("webhookSecrets").forEach(secret -> known.add(secret.asText()));
    return known;
  }

  private static SendMessageBatchRequestEntry entry(
      int id, String kind, JsonNode content, String group) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(id))
        .messageGroupId(group)
        .messageDeduplicationId(
            content.path("messageId").asText() + "-" + content.path("status").asText())
        .messageBody("{\"" + kind + "\":" + content + "}")
        .build();
  }

  private static APIGatewayV2HTTPResponse answer(int status) {
    return APIGatewayV2HTTPResponse.builder().withStatusCode(status).withBody("{}").build();
  }
}
