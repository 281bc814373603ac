package io.taskwire.local.sim.planfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** A simulator on a server of its own, and a small connector that takes its calls. */
final class RunningPlanfix implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-05-14T09:35:00Z");
  static final String OLGA = "olga.manager@example.org";
  static final String PETR = "petr.supervisor@example.org";
  static final String CHAT = "whatsapp:79990000001";

  /** What the connector answers. */
  record Reply(int status, String body) {

    static Reply ids(String id) {
      return new Reply(200, "{\"chatId\": \"" + id + "\", \"contactId\": \"" + id + "\"}");
    }
  }

  final PlanfixSimulator simulator;
  final BlockingQueue<PlanfixEvent> events = new LinkedBlockingQueue<>();

  /** The calls that the connector got. */
  final BlockingQueue<Form> received = new LinkedBlockingQueue<>();

  volatile Function<Form, Reply> connector = form -> Reply.ids("whatsapp:79990000002");
  private final Javalin connectorServer;
  private final Javalin server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  RunningPlanfix() {
    connectorServer =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.post(
                      "/connector",
                      context -> {
                        Form form = Form.decode(context.body());
                        received.add(form);
                        Reply reply = connector.apply(form);
                        context.status(reply.status()).result(reply.body());
                      });
                  config.routes.get(
                      "/offered/photo.jpg",
                      context -> context.contentType("image/jpeg").result("jpeg".getBytes(UTF_8)));
                  config.routes.get(
                      "/offered/moved.jpg",
                      context -> context.status(302).header("Location", "/offered/photo.jpg"));
                })
            .start("127.0.0.1", 0);
    simulator =
        new PlanfixSimulator(
            InstantSource.fixed(NOW),
            this::address,
            List.of(PlanfixLine.taskwire("planfix-token", "connector-token", connectorAddress())));
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  simulator.install(config, "/sim/planfix");
                })
            .start("127.0.0.1", 0);
    simulator.onEvent(events::add);
    simulator.knobs().firstCallMillis = 0;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port() + "/sim/planfix");
  }

  URI connectorAddress() {
    return URI.create("http://127.0.0.1:" + connectorServer.port() + "/connector?secret=example");
  }

  String offered(String name) {
    return "http://127.0.0.1:" + connectorServer.port() + "/offered/" + name;
  }

  /** A call of the chat API. */
  HttpResponse<String> post(Form form) throws IOException, InterruptedException {
    return client.send(chatApi(form), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postAtOnce(Form form) {
    return client.sendAsync(chatApi(form), BodyHandlers.ofString());
  }

  private HttpRequest chatApi(Form form) {
    return HttpRequest.newBuilder(URI.create(address() + "/webchat/api"))
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .timeout(Duration.ofSeconds(20))
        .POST(BodyPublishers.ofString(form.encode()))
        .build();
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** A control route, answered with 2xx. */
  JsonNode control(String method, String path, String json)
      throws IOException, InterruptedException {
    HttpResponse<String> response = controlResponse(method, path, json);
    if (response.statusCode() >= 300) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return mapper.readTree(response.body());
  }

  HttpResponse<String> controlResponse(String method, String path, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address() + "/control" + path))
            .method(method, BodyPublishers.ofString(json)));
  }

  /** The task of the sample messages. */
  int openTask() throws IOException, InterruptedException {
    post(Form.sample("first-message"));
    return simulator.tasks().getLast().number();
  }

  /** Waits for an event of the kind. */
  <T extends PlanfixEvent> T next(Class<T> kind) throws InterruptedException {
    return next(kind, event -> true);
  }

  <T extends PlanfixEvent> T next(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
    while (true) {
      PlanfixEvent event =
          requireNonNull(events.poll(10, TimeUnit.SECONDS), "no " + kind.getSimpleName());
      if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
        return kind.cast(event);
      }
    }
  }

  @Override
  public void close() {
    simulator.close();
    server.stop();
    connectorServer.stop();
    client.close();
  }
}
