package io.taskwire.local.sim.wazzup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The simulator on a port of its own, and a receiver of webhooks that remembers what it got. */
final class SimulatorRig implements AutoCloseable {

  static final String PREFIX = "/sim/wazzup";
  static final String CLIENT = "79990000001";

  /** What the receiver got. */
  record Got(String body, Map<String, String> headers, @Nullable String query) {
    JsonNode json() {
      return SimulatorRig.json(body);
    }
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final HandClock clock = new HandClock();
  final WazzupSimulator simulator;
  final List<Got> got = new CopyOnWriteArrayList<>();
  final Queue<Integer> receiverAnswers = new ConcurrentLinkedQueue<>();
  final CountDownLatch hangingReceiver = new CountDownLatch(1);

  private final Javalin server;
  private final HttpClient http = HttpClient.newHttpClient();

  SimulatorRig() {
    int[] port = new int[1];
    simulator =
        new WazzupSimulator(
            clock, new Random(7), () -> URI.create("http://localhost:" + port[0] + PREFIX));
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  simulator.install(config, PREFIX);
                  config.routes.post("/hook", this::receive);
                  config.routes.post("/hanging", request -> hang());
                  config.routes.get(
                      "/files/moved.pdf", request -> request.redirect("/files/invoice.pdf"));
                  config.routes.get(
                      "/files/invoice.pdf",
                      request -> request.contentType("application/pdf").result("%PDF-1.4"));
                  config.routes.get(
                      "/files/big.png", request -> request.result(new byte[9 * 1024 * 1024]));
                  config.routes.get("/files/photo.png", request -> request.result("png"));
                  config.routes.get(
                      "/files/nameless",
                      request ->
                          request
                              .header(
                                  "Content-Disposition",
                                  "inline; filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE%201.png")
                              .result("png"));
                })
            .start("localhost", 0);
    port[0] = server.port();
    simulator.overwriteWebhooksUri(hook());
  }

  // not body(): it fails on the Content-Type as Wazzup's page spells it
  private void receive(Context request) {
    got.add(
        new Got(
            new String(request.bodyAsBytes(), StandardCharsets.UTF_8),
            request.headerMap(),
            request.queryString()));
    Integer status = receiverAnswers.poll();
    request.status(status == null ? 200 : status);
  }

  private void hang() throws InterruptedException {
    if (!hangingReceiver.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Nobody let the receiver go on");
    }
  }

  String hook() {
    return server("/hook");
  }

  String server(String path) {
    return "http://localhost:" + server.port() + path;
  }

  HttpResponse<String> api(String method, String route, @Nullable String body) {
    return call(method, "/v3" + route, body, simulator.knobs().apiKey);
  }

  HttpResponse<String> control(String method, String route, @Nullable String body) {
    return call(method, "/control" + route, body, null);
  }

  HttpResponse<String> call(
      String method, String route, @Nullable String body, @Nullable String key) {
    try {
      return tryCall(method, route, body, key);
    } catch (IOException e) {
      throw new AssertionError("No answer to " + method + " " + route, e);
    }
  }

  HttpResponse<String> tryCall(
      String method, String route, @Nullable String body, @Nullable String key) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server(PREFIX + route)))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> download(String uri) {
    try {
      return send(
          HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("No answer from " + uri, e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> as)
      throws IOException {
    try {
      return http.send(request, as);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A send to the demonstration WhatsApp channel. */
  ObjectNode textTo(String channelId, String chatType, String chatId, String text) {
    return MAPPER
        .createObjectNode()
        .put("channelId", channelId)
        .put("chatType", chatType)
        .put("chatId", chatId)
        .put("text", text);
  }

  ObjectNode whatsapp(String text) {
    return textTo(WazzupSimulator.WHATSAPP, "whatsapp", CLIENT, text);
  }

  /** Sends and gives Wazzup's id of the message. */
  String sent(JsonNode body) {
    HttpResponse<String> answer = api("POST", "/message", body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer.body()).path("messageId").asText();
  }

  /** Sends, expects 400 and gives the code. */
  String refused(JsonNode body) {
    HttpResponse<String> answer = api("POST", "/message", body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return json(answer.body()).path("error").asText();
  }

  void settle() {
    try {
      assertThat(simulator.awaitIdle(PATIENCE)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The bodies that the receiver got, after all was delivered. */
  List<JsonNode> bodies() {
    settle();
    return got.stream().map(Got::json).toList();
  }

  /** The entries of one kind in all bodies, in order. */
  List<JsonNode> entries(String kind) {
    return bodies().stream().flatMap(body -> body.path(kind).valueStream()).toList();
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }

  /** One of the documented samples. */
  static JsonNode sample(String name) {
    try (InputStream in = SimulatorRig.class.getResourceAsStream(name + ".json")) {
      assertThat(in).as(name).isNotNull();
      return json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    hangingReceiver.countDown();
    simulator.close();
    server.stop();
    http.shutdownNow();
  }
}
