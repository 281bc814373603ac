package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The simulator's controls as JSON routes, for a console and for end-to-end tests. What cannot be
 * done answers 400 with {@code {"error": "<why>"}}.
 */
final class ControlRoutes {

  private static final long LONGEST_WAIT_MS = 60_000;

  private final WazzupSimulator simulator;

  ControlRoutes(WazzupSimulator simulator) {
    this.simulator = simulator;
  }

  void install(JavalinConfig config, String prefix) {
    String control = prefix + "/control";
    config
        .routes
        .get(control + "/channels", request -> answer(request, simulator.channels()))
        .post(control + "/channels", checked(this::addChannel))
        .delete(
            control + "/channels/{channel}",
            checked(
                request -> {
                  simulator.removeChannel(request.pathParam("channel"));
                  request.status(204);
                }))
        .put(control + "/channels/{channel}/state", checked(this::changeState))
        .post(
            control + "/channels/{channel}/recreate",
            checked(
                request ->
                    answer(request, simulator.recreateChannel(request.pathParam("channel")))))
        .get(control + "/chats", request -> answer(request, simulator.chats()))
        .post(
            control + "/client/messages",
            checked(
                request ->
                    answer(
                        request.status(201),
                        simulator.clientWrites(Json.read(body(request), ClientMessage.class)))))
        .patch(
            control + "/client/messages/{id}",
            checked(
                request ->
                    answer(
                        request,
                        simulator.clientEdits(
                            request.pathParam("id"), text(tree(request), "text")))))
        .delete(
            control + "/client/messages/{id}",
            checked(request -> answer(request, simulator.clientDeletes(request.pathParam("id")))))
        .post(
            control + "/employee/messages",
            checked(
                request ->
                    answer(
                        request.status(201),
                        simulator.employeeWrites(Json.read(body(request), EmployeeMessage.class)))))
        .patch(
            control + "/employee/messages/{id}",
            checked(
                request ->
                    answer(
                        request,
                        simulator.employeeEdits(
                            request.pathParam("id"), text(tree(request), "text")))))
        .put(control + "/messages/{id}/status", checked(this::changeStatus))
        .put(
            control + "/templates/{guid}/status",
            checked(
                request -> {
                  simulator.changeTemplate(
                      request.pathParam("guid"), text(tree(request), "status"));
                  request.status(204);
                }))
        .get(control + "/webhooks", checked(this::log))
        .post(
            control + "/webhooks/raw",
            request -> {
              simulator.postRaw(body(request));
              request.status(202);
            })
        .put(
            control + "/webhooks/address",
            checked(
                request -> {
                  simulator.overwriteWebhooksUri(optional(tree(request), "webhooksUri"));
                  request.status(204);
                }))
        .post(control + "/await-idle", checked(this::awaitIdle))
        .get(control + "/knobs", this::knobs)
        .patch(
            control + "/knobs",
            checked(
                request -> {
                  simulator.turnKnobs(body(request));
                  knobs(request);
                }))
        .get(control + "/faults", request -> answer(request, simulator.faults()))
        .post(
            control + "/faults",
            checked(
                request -> {
                  simulator.addFault(Json.read(body(request), Fault.class));
                  answer(request.status(201), simulator.faults());
                }))
        .delete(
            control + "/faults",
            request -> {
              simulator.clearFaults();
              request.status(204);
            });
  }

  private void addChannel(Context request) throws JsonProcessingException {
    JsonNode json = tree(request);
    answer(
        request.status(201),
        simulator.addChannel(
            text(json, "transport"),
            text(json, "plainId"),
            optional(json, "state"),
            optional(json, "name")));
  }

  private void changeState(Context request) throws JsonProcessingException {
    JsonNode json = tree(request);
    answer(
        request,
        simulator.changeState(
            request.pathParam("channel"), text(json, "state"), optional(json, "tier")));
  }

  private void changeStatus(Context request) throws JsonProcessingException {
    JsonNode json = tree(request);
    answer(
        request,
        simulator.changeStatus(
            request.pathParam("id"), text(json, "status"), optional(json, "error")));
  }

  private void log(Context request) {
    answer(request, simulator.webhooks(number(request, "after", 0)));
  }

  private void awaitIdle(Context request) throws InterruptedException {
    long timeout = Math.min(number(request, "timeoutMs", 10_000), LONGEST_WAIT_MS);
    answer(request, Map.of("idle", simulator.awaitIdle(Duration.ofMillis(timeout))));
  }

  private void knobs(Context request) {
    request.contentType("application/json").result(simulator.knobs().toJson());
  }

  private static Handler checked(Handler handler) {
    return request -> {
      try {
        handler.handle(request);
      } catch (IllegalArgumentException | JsonProcessingException e) {
        String why =
            e instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(e.getMessage());
        answer(request.status(400), Map.of("error", why));
      }
    };
  }

  private static void answer(Context request, Object body) {
    request.contentType("application/json").result(Json.write(body));
  }

  private static String body(Context request) {
    return new String(request.bodyAsBytes(), StandardCharsets.UTF_8);
  }

  private static JsonNode tree(Context request) throws JsonProcessingException {
    return Json.parse(body(request));
  }

  private static String text(JsonNode json, String field) {
    String value = optional(json, field);
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  private static @Nullable String optional(JsonNode json, String field) {
    return json.path(field).textValue();
  }

  private static long number(Context request, String parameter, long otherwise) {
    String value = request.queryParam(parameter);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
