package io.taskwire.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.cli.SettingsPlace.Texts;
import java.util.List;
import java.util.Optional;

/**
 * Parts the settings document into what doors verify and what workers send with, and joins both
 * again. README.md says which key belongs to whom.
 */
public final class SettingsHalves {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DOORS_OF_LINE = List.of("providerId", "token", "channel");
  private static final List<String> WORKERS_OF_LINE =
      List.of("providerId", "planfixToken", "channel");
  private static final List<String> WORKERS_OF_PLANFIX = List.of("chatApiUrl", "echoes");
  private static final List<String> WORKERS_ALONE = List.of("channels", "instagram");

  private SettingsHalves() {}

  /**
   * The halves of a whole document.
   *
   * @throws CouldNotAsk when it is no JSON
   */
  public static Texts of(String whole) {
    ObjectNode root = read(whole);
    return new Texts(Optional.of(doors(root).toString()), Optional.of(workers(root).toString()));
  }

  static ObjectNode doors(ObjectNode whole) {
    ObjectNode doors = JSON.createObjectNode();
    copy(whole.path("wazzup"), doors.putObject("wazzup"), List.of("webhookSecrets", "crmKeys"));
    ObjectNode planfix = doors.putObject("planfix");
    copy(whole.path("planfix"), planfix, List.of("webhookSecrets"));
    lines(whole, planfix, DOORS_OF_LINE);
    return doors;
  }

  static ObjectNode workers(ObjectNode whole) {
    ObjectNode workers = JSON.createObjectNode();
    copy(whole, workers, List.of("language"));
    copy(whole.path("wazzup"), workers.putObject("wazzup"), List.of("apiUrl", "apiKey"));
    ObjectNode planfix = workers.putObject("planfix");
    copy(whole.path("planfix"), planfix, WORKERS_OF_PLANFIX);
    lines(whole, planfix, WORKERS_OF_LINE);
    copy(whole, workers, WORKERS_ALONE);
    return workers;
  }

  /** The whole document; a half that is not there leaves its keys out. */
  public static String joined(Texts texts) {
    return whole(texts).toPrettyString() + "\n";
  }

  static ObjectNode whole(Texts texts) {
    ObjectNode workers =
        texts.workers().map(SettingsHalves::read).orElseGet(JSON::createObjectNode);
    ObjectNode doors = texts.doors().map(SettingsHalves::read).orElseGet(JSON::createObjectNode);
    ObjectNode whole = JSON.createObjectNode();
    copy(workers, whole, List.of("language"));
    ObjectNode wazzup = whole.putObject("wazzup");
    copy(workers.path("wazzup"), wazzup, List.of("apiUrl", "apiKey"));
    copy(doors.path("wazzup"), wazzup, List.of("webhookSecrets", "crmKeys"));
    ObjectNode planfix = whole.putObject("planfix");
    copy(workers.path("planfix"), planfix, WORKERS_OF_PLANFIX);
    copy(doors.path("planfix"), planfix, List.of("webhookSecrets"));
    ArrayNode lines = planfix.putArray("lines");
    for (JsonNode line : doors.path("planfix").path("lines")) {
      ObjectNode joined = lines.addObject();
      copy(line, joined, DOORS_OF_LINE);
      for (JsonNode other : workers.path("planfix").path("lines")) {
        if (other.path("providerId").equals(line.path("providerId"))) {
          copy(other, joined, List.of("planfixToken"));
        }
      }
    }
    copy(workers, whole, WORKERS_ALONE);
    return whole;
  }

  private static void lines(ObjectNode whole, ObjectNode planfix, List<String> keys) {
    ArrayNode lines = planfix.putArray("lines");
    whole.path("planfix").path("lines").forEach(line -> copy(line, lines.addObject(), keys));
  }

  private static void copy(JsonNode from, ObjectNode to, List<String> keys) {
    for (String key : keys) {
      if (from.has(key)) {
        to.set(key, from.get(key).deepCopy());
      }
    }
  }

  static ObjectNode read(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode root) {
        return root;
      }
    } catch (JsonProcessingException notJson) {
      // Told below: its own message would quote the document.
    }
    throw new CouldNotAsk("the settings are no JSON object: write them anew with taskwire setup");
  }
}
