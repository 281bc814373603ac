package io.taskwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {
  private final Events events = Events.in(Path.of(".."));

  private static JsonNode messages(byte[] event) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return json.readTree(json.readTree(event).path("body").asText()).path("messages");
  }

  @Test
  void aWebhookHasOneMessageOfEachClientEachWithAnIdOfItsOwn() throws IOException {
    JsonNode messages = messages(events.webhook(List.of(1, 2)));
    assertThat(messages).hasSize(2);
    assertThat(messages.path(0).path("chatId").asText()).isEqualTo("79990000001");
    assertThat(messages.path(1).path("chatId").asText()).isEqualTo("79990000002");
    assertThat(messages.path(0).path("messageId").asText())
        .isNotEqualTo(messages.path(1).path("messageId").asText())
        .isNotEqualTo(messages(events.webhook(1)).path(0).path("messageId").asText());
  }

  @Test
  void aCallOfPlanfixIsForTheClientThatWasAskedFor() throws IOException {
    byte[] event = events.call(42);
    String body = new ObjectMapper().readTree(event).path("body").asText();
    assertThat(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8))
        .contains("contactPhone=79990000042", "79990000099%2F79990000042");
  }
}
