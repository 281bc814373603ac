package io.taskwire.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final BlockingQueue<APIGatewayV2HTTPEvent> events = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler =
      (_, _) -> answer(200, "ok");

  @SuppressWarnings("NullAway.Init")
  private Javalin server;

  @BeforeEach
  void start() {
    LambdaFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> door =
        new LambdaFunction<>(
            "door",
            () ->
                (event, context) -> {
                  events.add(event);
                  return handler.handleRequest(event, context);
                },
            APIGatewayV2HTTPEvent.class,
            APIGatewayV2HTTPResponse.class,
            Duration.ofSeconds(30),
            InstantSource.system());
    HttpApi api = new HttpApi(Map.of("POST /wazzup/{secret}", door), InstantSource.fixed(NOON));
    server = Javalin.create(config -> api.addTo(config.routes)).start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
  }

  @Test
  void theFunctionSeesTheRequestInPayloadFormatTwo() throws Exception {
    post(
        request("/wazzup/a%20b?x=1&y=%D1%8F&x=2")
            .header("Content-Type", "application/json")
            .header("X-Twice", "one")
            .header("X-Twice", "two")
            .header("Cookie", "taste=sweet; size=big")
            .header("User-Agent", "test"),
        "{}");

    APIGatewayV2HTTPEvent event = events.remove();
    assertThat(event.getVersion()).isEqualTo("2.0");
    assertThat(event.getRouteKey()).isEqualTo("POST /wazzup/{secret}");
    assertThat(event.getRawPath()).isEqualTo("/wazzup/a b");
    assertThat(event.getPathParameters()).containsExactly(Map.entry("secret", "a b"));
    assertThat(event.getRawQueryString()).isEqualTo("x=1&y=%D1%8F&x=2");
    assertThat(event.getQueryStringParameters())
        .containsOnly(Map.entry("x", "1,2"), Map.entry("y", "я"));
    assertThat(event.getHeaders())
        .containsEntry("content-type", "application/json")
        .containsEntry("x-twice", "one,two")
        .doesNotContainKey("cookie");
    assertThat(event.getCookies()).containsExactlyInAnyOrder("taste=sweet", "size=big");
    assertThat(event.getBody()).isEqualTo("{}");
    assertThat(event.getRequestContext().getTime()).isEqualTo("01/Mar/2026:12:00:00 +0000");
    assertThat(event.getRequestContext().getTimeEpoch()).isEqualTo(NOON.toEpochMilli());
    APIGatewayV2HTTPEvent.RequestContext.Http http = event.getRequestContext().getHttp();
    assertThat(http.getMethod()).isEqualTo("POST");
    assertThat(http.getPath()).isEqualTo("/wazzup/a b");
    assertThat(http.getProtocol()).isEqualTo("HTTP/1.1");
    assertThat(http.getSourceIp()).isEqualTo("127.0.0.1");
    assertThat(http.getUserAgent()).isEqualTo("test");
  }

  @Test
  void whatARequestLacksIsAbsent() throws Exception {
    post(request("/wazzup/secret"), "");

    APIGatewayV2HTTPEvent event = events.remove();
    assertThat(event.getBody()).isNull();
    assertThat(event.getIsBase64Encoded()).isFalse();
    assertThat(event.getCookies()).isNull();
    assertThat(event.getQueryStringParameters()).isNull();
    assertThat(event.getRawQueryString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/json; charset-utf-8",
        "text/plain",
        "application/xml",
        "application/javascript"
      })
  void aBodyOfATextTypeIsPassedOnAsText(String contentType) throws Exception {
    String body = "{\"text\":\"Привет \uD83D\uDE00 \\u0001 \\\"\"}\r\n";

    post(request("/wazzup/secret").header("Content-Type", contentType), body);

    APIGatewayV2HTTPEvent event = events.remove();
    assertThat(event.getIsBase64Encoded()).isFalse();
    assertThat(event.getBody()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "multipart/form-data; boundary=x",
    "application/problem+json",
    "''"
  })
  void anyOtherBodyIsPassedOnInBase64(String contentType) throws Exception {
    byte[] body = {(byte) 0xFF, 0, '=', '&', (byte) 0xC3};
    HttpRequest.Builder request = request("/wazzup/secret");
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }

    client.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding());

    APIGatewayV2HTTPEvent event = events.remove();
    assertThat(event.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(event.getBody())).isEqualTo(body);
  }

  @Test
  void theAnswerIsWrittenWithItsStatusHeadersAndCookies() throws Exception {
    APIGatewayV2HTTPResponse answer = answer(201, "{\"ответ\":1}");
    answer.setHeaders(Map.of("Content-Type", "application/json", "X-Answer", "yes"));
    answer.setCookies(List.of("a=1", "b=2"));
    handler = (_, _) -> answer;

    HttpResponse<byte[]> response = post(request("/wazzup/secret"), "{}");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("{\"ответ\":1}".getBytes(UTF_8));
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.headers().firstValue("x-answer")).contains("yes");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
  }

  @Test
  void anAnswerInBase64IsWrittenAsBytes() throws Exception {
    byte[] bytes = {(byte) 0xFF, 0, 1};
    APIGatewayV2HTTPResponse answer = answer(200, Base64.getEncoder().encodeToString(bytes));
    answer.setIsBase64Encoded(true);
    handler = (_, _) -> answer;

    assertThat(post(request("/wazzup/secret"), "{}").body()).isEqualTo(bytes);
  }

  @Test
  void aHandlerThatThrowsIsAnInternalServerError() throws Exception {
    handler =
        (_, _) -> {
          throw new IllegalStateException("broken");
        };

    assertMessage(post(request("/wazzup/secret"), "{}"), 500, "Internal Server Error");
  }

  @Test
  void anAnswerWithoutAStatusIsAnInternalServerError() throws Exception {
    handler = (_, _) -> new APIGatewayV2HTTPResponse();

    assertMessage(post(request("/wazzup/secret"), "{}"), 500, "Internal Server Error");
  }

  @Test
  void anEventThatLambdaWouldNotTakeIsRefusedWithoutAnInvocation() throws Exception {
    int half = HttpApi.MAX_EVENT / 2;
    HttpRequest.Builder json = request("/wazzup/secret").header("Content-Type", "application/json");

    assertThat(post(json.copy(), "x".repeat(half)).statusCode()).isEqualTo(200);
    assertThat(events.remove().getBody()).hasSize(half);

    // In the event's JSON each quotation mark takes two bytes.
    assertMessage(post(json, "\"".repeat(half)), 413, "Request Entity Too Large");
    assertThat(events).isEmpty();
  }

  @Test
  void aBodyThatApiGatewayWouldNotTakeIsRefused() throws Exception {
    HttpResponse<byte[]> response =
        post(request("/wazzup/secret"), "x".repeat(HttpApi.MAX_BODY + 1));

    assertMessage(response, 413, "Request Entity Too Large");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/wazzup", "/wazzup/secret/more"})
  void aPathWithoutARouteIsNotFound(String path) throws Exception {
    assertMessage(post(request(path), "{}"), 404, "Not Found");
    assertThat(events).isEmpty();
  }

  @Test
  void aMethodWithoutARouteIsNotFound() throws Exception {
    HttpResponse<byte[]> response =
        client.send(request("/wazzup/secret").GET().build(), BodyHandlers.ofByteArray());

    assertMessage(response, 404, "Not Found");
    assertThat(events).isEmpty();
  }

  private static void assertMessage(HttpResponse<byte[]> response, int status, String message) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new String(response.body(), UTF_8)).isEqualTo("{\"message\":\"" + message + "\"}");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
  }

  private static APIGatewayV2HTTPResponse answer(int status, String body) {
    APIGatewayV2HTTPResponse answer = new APIGatewayV2HTTPResponse();
    answer.setStatusCode(status);
    answer.setBody(body);
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .version(HttpClient.Version.HTTP_1_1);
  }

  private HttpResponse<byte[]> post(HttpRequest.Builder request, String body)
      throws IOException, InterruptedException {
    return client.send(
        request.POST(BodyPublishers.ofString(body, UTF_8)).build(), BodyHandlers.ofByteArray());
  }
}
