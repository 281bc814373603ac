package io.taskwire.wazzup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.inbound.Webhook;
import io.taskwire.core.inbound.Webhook.BadEntry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes: nothing is thrown, nothing good is lost, and no value shows in a reason. */
class WebhookMutationTest {
  private static final int ROUNDS = 5_000;
  private static final Instant RECEIVED = Instant.parse("2026-01-16T00:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String MARK = "Zq9vX";

  private static final String GOOD =
      """
      {"messageId":"good","channelId":"c-1","chatType":"whatsapp","chatId":"79990000001",
       "dateTime":"2026-01-15T09:30:00Z","type":"text","isEcho":false,"text":"Hello"}""";

  private final long seed = Long.getLong("taskwire.seed", 20260115L);
  private final Random random = new Random(seed);
  private final List<String> samples = Fixtures.webhooks().stream().map(Fixtures::webhook).toList();

  @Test
  void brokenBytesNeverThrow() {
    for (int round = 0; round < ROUNDS; round++) {
      String body = withBrokenBytes(any(samples));
      assertThatCode(() -> WebhookReader.read(body, RECEIVED))
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aMisshapenEntryHarmsNoneBesideItAndShowsNoValue() throws IOException {
    JsonNode good = MAPPER.readTree(GOOD);
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode root = (ObjectNode) MAPPER.readTree(any(samples));
      for (int i = random.nextInt(3); i >= 0; i--) {
        misshape(any(objectsIn(root)));
      }
      ArrayNode messages =
          root.get("messages") instanceof ArrayNode array ? array : root.putArray("messages");
      messages.insert(random.nextInt(messages.size() + 1), good);
      String body = MAPPER.writeValueAsString(root);

      Webhook.Entries webhook = (Webhook.Entries) WebhookReader.read(body, RECEIVED);

      assertThat(webhook.good())
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .filteredOn(entry -> entry.body().contains("\"messageId\":\"good\""))
          .hasSize(1);
      assertThat(webhook.bad())
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .extracting(BadEntry::reason)
          .allSatisfy(reason -> assertThat(reason).doesNotContain(MARK).hasSizeLessThan(120));
    }
  }

  private String withBrokenBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) "{}[],:\"\\0-.eE\u0000".charAt(random.nextInt(14));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(bytes.length - Math.max(at, from), random.nextInt(40));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    int end = random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length;
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private void misshape(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || random.nextInt(10) == 0) {
      object.set(MARK, odd());
    } else if (random.nextInt(5) == 0) {
      object.remove(any(names));
    } else {
      object.set(any(names), odd());
    }
  }

  private JsonNode odd() {
    return switch (random.nextInt(14)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(BigInteger.TEN.pow(random.nextInt(2_000)));
      case 4 -> NODES.numberNode(random.nextDouble() * 1e300);
      case 5 -> NODES.textNode("");
      case 6 -> NODES.textNode(MARK);
      case 7 -> NODES.textNode(MARK.repeat(1 + random.nextInt(20_000)));
      case 8 -> NODES.textNode(MARK + "\u0000\uD83D\uFFFF\u202E ~%/:");
      case 9 -> NODES.textNode("https://" + MARK + ".example.org/%zz?filename=%" + MARK);
      case 10 -> NODES.objectNode();
      case 11 -> NODES.objectNode().put(MARK, MARK);
      case 12 -> NODES.arrayNode().add(MARK).addNull().add(1.5);
      default -> nested(1 + random.nextInt(600));
    };
  }

  private static JsonNode nested(int depth) {
    ArrayNode nested = NODES.arrayNode();
    for (int i = 0; i < depth; i++) {
      nested = NODES.arrayNode().add(nested);
    }
    return nested;
  }

  private static List<ObjectNode> objectsIn(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> objects.addAll(objectsIn(child)));
    return objects;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
