package io.taskwire.local.e2e;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.local.sim.wazzup.ChatMessage;
import java.time.Instant;
import java.util.List;

/** Bodies of webhooks, for posting by hand what the simulator would not post (Wazzup API). */
final class Webhooks {
  private Webhooks() {}

  static String messages(ObjectNode... entries) {
    return messages(List.of(entries));
  }

  static String messages(List<ObjectNode> entries) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("messages").addAll(entries);
    return body.toString();
  }

  /** A message of ours failed. */
  static String failed(String messageId, String code) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode entry = body.putArray("statuses").addObject();
    entry
        .put("messageId", messageId)
        .put("timestamp", Instant.now().toString())
        .put("status", "error")
        .putObject("error")
        .put("error", code)
        .put("description", "Simulated: " + code);
    return body.toString();
  }

  /** What the simulator posted about a message, as it posted it. */
  static String posted(Stage stage, ChatMessage message) {
    return stage.wazzup().webhooks(0).stream()
        .map(post -> post.body())
        .filter(body -> body.contains(message.messageId()) && body.contains("\"messages\""))
        .findFirst()
        .orElseThrow();
  }
}
