package io.taskwire.caretaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The caretaker as Lambda makes it: from the environment, with the real SDK, on exactly the jars
 * that it is deployed with. AWS is a server here that knows the three calls.
 */
class DeployedCaretakerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOORS =
      """
      {"wazzup":{"webhookSecrets":["local-wazzup-secret"],"crmKeys":[]},
       "planfix":{"webhookSecrets":["local-planfix-secret"],
                  "lines":[{"providerId":"taskwire","token":"t","channel":null}]}}
      """;

  /** Wazzup is not there: nobody listens at that port. */
  private static final String WORKERS =
      """
      {"language":"en","channels":[],
       "wazzup":{"apiUrl":"https://127.0.0.1:9","apiKey":"k"},
       "planfix":{"chatApiUrl":"https://example.planfix.ru/webchat/api",
                  "lines":[{"providerId":"taskwire","planfixToken":"p","channel":null}]}}
      """;

  private static final Context UNASKED =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("the caretaker asks for " + method.getName());
              });

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer aws = server();

  /** Whether somebody has written the secrets. */
  private boolean written = true;

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
  void itReadsBothSecretsAndTheTableWithoutTheJarsThatItWasNotGiven() {
    assertThatThrownBy(() -> Class.forName("software.amazon.awssdk.services.sqs.SqsClient"))
        .isInstanceOf(ClassNotFoundException.class);

    String words = new CaretakerHandler().handleRequest(new ScheduledEvent(), UNASKED);

    assertThat(words)
        .startsWith("webhooks: Wazzup could not be asked: the connection failed")
        .endsWith("channels=0 messages=0");
    assertThat(calls)
        .containsExactly(
            "secretsmanager.GetSecretValue workers",
            "secretsmanager.GetSecretValue doors",
            "DynamoDB_20120810.Query table");
  }

  @Test
  void untilTheSecretsAreWrittenItIsNoErrorThatThereIsNothingToCheck() {
    written = false;

    assertThat(new CaretakerHandler().handleRequest(new ScheduledEvent(), UNASKED))
        .isEqualTo("settings are incomplete: nothing was checked");
  }

  @Test
  void makingItCallsNobodySoThatPublishingAVersionNeedsNoSettings() {
    assertThat(new CaretakerHandler()).isNotNull();
    assertThat(calls).isEmpty();
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
    calls.add(target + " " + request.path("SecretId").asText(request.path("TableName").asText()));
    ObjectNode answer = JSON.createObjectNode();
    int status = 200;
    switch (target) {
      case "secretsmanager.GetSecretValue" -> {
        if (!written) {
          status = 400;
          answer.put("__type", "ResourceNotFoundException");
        }
        boolean doors = request.path("SecretId").asText().equals("doors");
        answer.put("SecretString", doors ? DOORS : WORKERS);
      }
      case "DynamoDB_20120810.Query" -> answer.put("Count", 0).putArray("Items");
      default -> throw new AssertionError("the caretaker has no business with " + target);
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
