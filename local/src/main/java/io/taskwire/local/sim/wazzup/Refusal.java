package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A 4xx of the message routes with a body (Wazzup API, Sending, error bodies). */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  final String code;
  final transient @Nullable JsonNode data;

  private Refusal(String code, String description, @Nullable JsonNode data) {
    super(description);
    this.code = code;
    this.data = data;
  }

  static Refusal of(String code, String description) {
    return new Refusal(code, description, null);
  }

  static Refusal with(String code, String description, JsonNode data) {
    return new Refusal(code, description, data);
  }

  static Refusal invalid(List<String> fields) {
    return new Refusal(
        "INVALID_MESSAGE_DATA",
        "Message data is invalid",
        Json.object().set("fields", Json.tree(fields)));
  }
}
