package io.taskwire.wazzupwebhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The door as Lambda makes it: from the environment, with the real SDK, on exactly the jars that it
 * is deployed with. AWS is a server here that knows the three calls.
 */
class DeployedDoorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "local-wazzup-secret";
  private static final String SETTINGS =
      """
      {"wazzup":{"webhookSecrets":["%s"],"crmKeys":[]},
       "planfix":{"webhookSecrets":["local-planfix-secret"],
                  "lines":[{"providerId":"taskwire","token":"local-token-from-planfix","channel":null}]}}
      """
          .formatted(SECRET);
  private static final String GOOD =
      """
      {"messageId":"5855d863-b9fa-4915-af5a-43db1031822c",
       "channelId":"5d92f893-58d1-43ca-a756-e3466e1ef788","chatType":"whatsapp",
       "chatId":"79990000001","dateTime":"2026-01-15T09:30:00.000Z","type":"text",
       "isEcho":false,"text":"Hello","status":"inbound"}
      """;
  private static final Context UNASKED =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("the door asks for " + method.getName());
              });

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer aws = server();

  /** What the secret holds; nothing until somebody has written it. */
  private String settings = SETTINGS;

  @BeforeEach
  void startAws() {
    aws.createContext("/", this::answer);
    aws.start();
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + aws.getAddress().getPort());
  }

  @AfterEach
  void stopAws() {
    aws.stop(0);
    System.clearProperty("aws.endpointUrl");
  }

  @Test
  void itQueuesAndParksWithoutTheJarsThatItWasNotGiven() {
    assertThatThrownBy(
            () -> Class.forName("software.amazon.awssdk.services.dynamodb.DynamoDbClient"))
        .isInstanceOf(ClassNotFoundException.class);

    var answer =
        new WazzupWebhookHandler()
            .handleRequest(webhook("{\"messages\":[" + GOOD + ",{}]}"), UNASKED);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(calls)
        .containsExactly(
            "secretsmanager.GetSecretValue doors",
            "AmazonSQS.SendMessageBatch http://localhost/inbound.fifo",
            "AmazonSQS.SendMessage http://localhost/inbound-dead.fifo");
  }

  @Test
  void untilItsSecretIsWrittenItAnswers503AndThenItTakesTheNextCall() {
    WazzupWebhookHandler door = new WazzupWebhookHandler();
    settings = "";
    assertThat(
            door.handleRequest(webhook("{\"messages\":[" + GOOD + "]}"), UNASKED).getStatusCode())
        .isEqualTo(503);

    settings = SETTINGS;
    assertThat(
            door.handleRequest(webhook("{\"messages\":[" + GOOD + "]}"), UNASKED).getStatusCode())
        .isEqualTo(200);
  }

  @Test
  void makingItCallsNobodySoThatPublishingAVersionNeedsNoSettings() {
    assertThat(new WazzupWebhookHandler()).isNotNull();
    assertThat(calls).isEmpty();
  }

  private static APIGatewayV2HTTPEvent webhook(String body) {
    return APIGatewayV2HTTPEvent.builder()
        .withPathParameters(Map.of("secret", SECRET))
        .withHeaders(Map.of("content-type", "application/json"))
        .withBody(body)
        .build();
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    calls.add(target + " " + request.path("SecretId").asText(request.path("QueueUrl").asText()));
    ObjectNode answer = JSON.createObjectNode();
    int status = 200;
    switch (target) {
      case "secretsmanager.GetSecretValue" -> {
        if (settings.isEmpty()) {
          status = 400;
          answer.put("__type", "ResourceNotFoundException");
        }
        answer.put("SecretString", settings);
      }
      case "AmazonSQS.SendMessage" -> taken(request, answer);
      case "AmazonSQS.SendMessageBatch" -> {
        ArrayNode successful = answer.putArray("Successful");
        for (JsonNode entry : request.path("Entries")) {
          taken(entry, successful.addObject().put("Id", entry.path("Id").asText()));
        }
        answer.putArray("Failed");
      }
      default -> throw new AssertionError("the door has no business with " + target);
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** SQS's answer for a message, with the digests that the SDK checks. */
  private static void taken(JsonNode message, ObjectNode answer) throws IOException {
    answer.put("MessageId", "1");
    answer.put(
        "MD5OfMessageBody",
        md5(message.path("MessageBody").asText().getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream attributes = new DataOutputStream(bytes);
    for (Map.Entry<String, JsonNode> attribute : message.path("MessageAttributes").properties()) {
      text(attribute.getKey(), attributes);
      text(attribute.getValue().path("DataType").asText(), attributes);
      attributes.writeByte(1);
      text(attribute.getValue().path("StringValue").asText(), attributes);
    }
    if (bytes.size() > 0) {
      answer.put("MD5OfMessageAttributes", md5(bytes.toByteArray()));
    }
  }

  private static void text(String text, DataOutputStream attributes) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    attributes.writeInt(bytes.length);
    attributes.write(bytes);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
