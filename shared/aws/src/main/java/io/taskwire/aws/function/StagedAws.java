package io.taskwire.aws.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * AWS and a provider as a rehearsal has them: the secret is a given settings document, the queue
 * takes everything, and whoever else is asked has one answer for each operation.
 *
 * @param others answers by operation, e.g. {@code BatchGetItem}
 */
public record StagedAws(String settings, Map<String, String> others)
    implements RehearsalStage.Answers {
  /** Instead of an operation, for a provider's answer. */
  public static final String PROVIDER = "";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a function that uses nothing else. */
  public StagedAws(String settings) {
    this(settings, Map.of());
  }

  @Override
  public String to(String operation, String request) {
    String name = operation.substring(operation.indexOf('.') + 1);
    return switch (name) {
      case RehearsalStage.CREDENTIALS -> credentials();
      case "GetSecretValue" -> JSON.createObjectNode().put("SecretString", settings).toString();
      case "SendMessageBatch" -> taken(request);
      default -> others.getOrDefault(name, "{}");
    };
  }

  private static String credentials() {
    return JSON.createObjectNode()
        .put("AccessKeyId", "nobody")
        .put("SecretAccessKey", "nothing")
        .put("Token", "nothing")
        .put("Expiration", Instant.now().plus(Duration.ofHours(1)).toString())
        .toString();
  }

  /** The SDK checks that what was taken is what was sent. */
  private static String taken(String request) {
    ObjectNode answer = JSON.createObjectNode();
    var successful = answer.putArray("Successful");
    for (JsonNode entry : parsed(request).path("Entries")) {
      successful
          .addObject()
          .put("Id", entry.path("Id").asText())
          .put("MessageId", "rehearsal")
          .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText()));
    }
    return answer.toString();
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the SDK sends JSON", e);
    }
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
