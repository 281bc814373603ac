package io.taskwire.local.sim.planfix;

import java.util.Map;

/** What a caller of the chat API gets. */
sealed interface Answer {

  /** The connection is closed without an answer. */
  record Dropped() implements Answer {}

  record Http(int status, String contentType, String body) implements Answer {}

  // Planfix chat API, answers of the commands.
  Answer TAKEN = new Http(200, "text/html; charset=UTF-8", "");
  Answer INVALID_PARAMETERS = error(400, "Invalid parameters");
  Answer INVALID_TOKEN = error(401, "Invalid token");
  Answer TASK_NOT_FOUND = error(400, "task not found");
  Answer UNKNOWN_CONTACT = error(400, "unknown contact");

  static Answer json(Object value) {
    return new Http(200, "application/json", Json.text(value));
  }

  static Answer empty(int status) {
    return new Http(status, "text/plain; charset=UTF-8", "");
  }

  static Answer html(int status, String sentence) {
    return new Http(
        status,
        "text/html; charset=UTF-8",
        "<!DOCTYPE html><html><head><title>Planfix</title></head><body><h1>"
            + sentence
            + "</h1></body></html>");
  }

  private static Answer error(int status, String text) {
    return new Http(status, "application/json", Json.text(Map.of("error", text)));
  }
}
