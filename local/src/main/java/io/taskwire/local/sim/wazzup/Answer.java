package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** An answer of the API, and what is done once it has been written. */
final class Answer {

  final int status;
  final String contentType;
  final byte[] body;
  final Runnable afterwards;

  private Answer(int status, String contentType, byte[] body, Runnable afterwards) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.afterwards = afterwards;
  }

  static Answer empty(int status) {
    return of(status, "text/plain", "");
  }

  static Answer of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, () -> {});
  }

  static Answer json(int status, Object body) {
    return of(status, "application/json; charset=utf-8", Json.write(body));
  }

  static Answer error(String code, String description) {
    return json(400, Json.object().put("error", code).put("description", description));
  }

  /** The message routes' shape of an error: with status and requestId. */
  static Answer refused(Refusal refusal, String requestId) {
    ObjectNode json =
        Json.object()
            .put("status", 400)
            .put("requestId", requestId)
            .put("error", refusal.code)
            .put("description", refusal.getMessage());
    if (refusal.data != null) {
      json.set("data", refusal.data);
    }
    return json(400, json);
  }

  static Answer forbidden() {
    return json(403, Json.object().put("error", "FORBIDDEN"));
  }

  Answer then(Runnable step) {
    return new Answer(status, contentType, body, step);
  }
}
