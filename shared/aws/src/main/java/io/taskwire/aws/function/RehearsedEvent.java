package io.taskwire.aws.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An event that is handled over and over, as the bytes that Lambda would hand over. */
public final class RehearsedEvent {
  private RehearsedEvent() {}

  /** Handles an event. */
  interface Function {
    void handle(InputStream in, OutputStream out) throws IOException;
  }

  /** One round of a door: it has to answer 200. */
  public static Runnable post(String secret, String body, DoorHandler door) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("pathParameters").put("secret", secret);
    event.putObject("headers").put("content-type", "application/json");
    event.put("body", body).put("isBase64Encoded", false);
    return round(
        event, (in, out) -> EventJson.answer(in, out, door::answer), "{\"statusCode\":200,");
  }

  /**
   * One round.
   *
   * @param beginning how the answer has to begin
   */
  static Runnable round(JsonNode event, Function function, String beginning) {
    byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
    return () -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        function.handle(new ByteArrayInputStream(bytes), out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String answer = out.toString(StandardCharsets.UTF_8);
      if (!answer.startsWith(beginning)) {
        throw new IllegalStateException("the function answered " + answer);
      }
    };
  }
}
