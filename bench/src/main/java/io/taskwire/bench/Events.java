package io.taskwire.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Events as Lambda hands them over, made of those in the folder {@code events}. Every message has
 * an id that none had before.
 */
public final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_COMMENT = 7_310_042;

  private final ObjectNode webhook;
  private final ObjectNode call;
  private final AtomicInteger comments = new AtomicInteger(FIRST_COMMENT);

  private Events(ObjectNode webhook, ObjectNode call) {
    this.webhook = webhook;
    this.call = call;
  }

  /** Reads the samples of a repository. */
  public static Events in(Path repository) {
    try {
      Path folder = repository.resolve("events");
      return new Events(
          (ObjectNode) JSON.readTree(Files.readString(folder.resolve("text.json"))),
          (ObjectNode) JSON.readTree(Files.readString(folder.resolve("planfix-reply.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The phone of the client with this number. */
  static String phone(int client) {
    return "7999%07d".formatted(client);
  }

  /** A webhook of Wazzup with one message of a client. */
  public byte[] webhook(int client) {
    return webhook(List.of(client));
  }

  /** A webhook of Wazzup with one message of each of these clients. */
  byte[] webhook(List<Integer> clients) {
    JsonNode body = parsed(webhook.path("body").asText());
    JsonNode sample = body.path("messages").path(0);
    ArrayNode messages = JSON.createArrayNode();
    for (int client : clients) {
      ObjectNode message = sample.deepCopy();
      message.put("messageId", UUID.randomUUID().toString());
      message.put("chatId", phone(client));
      messages.add(message);
    }
    ObjectNode event = webhook.deepCopy();
    event.put("body", JSON.createObjectNode().set("messages", messages).toString());
    return bytes(event);
  }

  /** A webhook of Wazzup with so many notices, of as many clients. */
  public byte[] webhookOf(int notices) {
    return webhook(IntStream.range(0, notices).boxed().toList());
  }

  /** A call of Planfix with one comment for a client. */
  public byte[] call(int client) {
    String form =
        new String(Base64.getDecoder().decode(call.path("body").asText()), StandardCharsets.UTF_8);
    String chat = encoded("whatsapp:79990000099/" + phone(client));
    String changed =
        form.replaceAll("chatId=[^&]*", "chatId=" + chat)
            .replaceAll("contactPhone=[^&]*", "contactPhone=" + phone(client))
            .replaceAll("messageId=[^&]*", "messageId=" + comments.incrementAndGet());
    ObjectNode event = call.deepCopy();
    event.put("body", Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8)));
    return bytes(event);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(JsonNode event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
