package io.taskwire.aws.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.wording.Wording;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the settings document: whole, as a local run has it in a file, or one of the two halves
 * that AWS holds, so that the functions that face the internet hold no key with which to send.
 * Unknown keys, missing keys and malformed values are refused with a message that names the key.
 */
public final class SettingsDocument {
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,128}");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private SettingsDocument() {}

  /** Both halves; the doors' is for two. */
  public record Whole(DoorSettings door, PlanfixDoorSettings planfixDoor, WorkerSettings worker) {}

  private record Doors(DoorSettings wazzup, PlanfixDoorSettings planfix) {}

  /**
   * Reads the whole document.
   *
   * @param httpAllowed whether addresses may be plain http, as in a local run
   * @throws BrokenSettings naming the key
   */
  public static Whole whole(String json, boolean httpAllowed) {
    SettingsNode root = root(json);
    SettingsNode wazzup = root.object("wazzup");
    SettingsNode planfix = root.object("planfix");
    List<SettingsNode> lines = planfix.objects("lines");
    Doors doors = doors(wazzup, planfix, lines);
    WorkerSettings worker = worker(root, wazzup, planfix, lines, httpAllowed);
    finish(root, wazzup, planfix, lines);
    return new Whole(doors.wazzup(), doors.planfix(), worker);
  }

  /**
   * Reads what the door for Wazzup needs of what the doors have: {@code wazzup.webhookSecrets},
   * {@code wazzup.crmKeys}, {@code planfix.webhookSecrets}, {@code planfix.lines[].providerId},
   * {@code token} and {@code channel}.
   */
  public static DoorSettings door(String json) {
    return doors(json).wazzup();
  }

  /** Reads what the door for Planfix needs of what the doors have. */
  public static PlanfixDoorSettings planfixDoor(String json) {
    return doors(json).planfix();
  }

  private static Doors doors(String json) {
    SettingsNode root = root(json);
    SettingsNode wazzup = root.object("wazzup");
    SettingsNode planfix = root.object("planfix");
    List<SettingsNode> lines = planfix.objects("lines");
    Doors doors = doors(wazzup, planfix, lines);
    finish(root, wazzup, planfix, lines);
    return doors;
  }

  /**
   * Reads what the workers have: {@code language}, {@code wazzup.apiUrl} and {@code apiKey}, {@code
   * planfix.chatApiUrl} and {@code echoes}, which may be missing, {@code
   * planfix.lines[].providerId}, {@code planfixToken} and {@code channel}, {@code channels}, and
   * {@code instagram.commentReply} and {@code writeByPhone}, which may be missing.
   */
  public static WorkerSettings worker(String json) {
    SettingsNode root = root(json);
    SettingsNode wazzup = root.object("wazzup");
    SettingsNode planfix = root.object("planfix");
    List<SettingsNode> lines = planfix.objects("lines");
    WorkerSettings worker = worker(root, wazzup, planfix, lines, false);
    finish(root, wazzup, planfix, lines);
    return worker;
  }

  private static Doors doors(
      SettingsNode wazzup, SettingsNode planfix, List<SettingsNode> lineNodes) {
    List<String> secrets = secrets(wazzup, "wazzup");
    List<String> crmKeys = wazzup.values("crmKeys", text -> text);
    List<String> planfixSecrets = secrets(planfix, "planfix");
    List<PlanfixDoorSettings.Line> lines = new ArrayList<>();
    for (SettingsNode node : lineNodes) {
      String token = node.text("token");
      Optional<ChannelIdentity> channel = node.optional("channel", ChannelIdentity::typed);
      lines.add(node.value("providerId", id -> new PlanfixDoorSettings.Line(id, token, channel)));
    }
    checkLines(lines.stream().map(PlanfixDoorSettings.Line::providerId).toList());
    return new Doors(
        new DoorSettings(secrets, crmKeys), new PlanfixDoorSettings(planfixSecrets, lines));
  }

  private static void checkLines(List<String> providerIds) {
    if (providerIds.isEmpty()) {
      throw new BrokenSettings("the key planfix.lines needs at least one line");
    }
    if (new HashSet<>(providerIds).size() < providerIds.size()) {
      throw new BrokenSettings("the key planfix.lines has the same providerId twice");
    }
  }

  private static List<String> secrets(SettingsNode provider, String name) {
    List<String> secrets = provider.values("webhookSecrets", SettingsDocument::secret);
    if (secrets.isEmpty()) {
      throw new BrokenSettings("the key " + name + ".webhookSecrets needs at least one secret");
    }
    return secrets;
  }

  private static String secret(String text) {
    if (!SECRET.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a secret has 16 to 128 letters, digits, hyphens and underscores");
    }
    return text;
  }

  private static WorkerSettings worker(
      SettingsNode root,
      SettingsNode wazzup,
      SettingsNode planfix,
      List<SettingsNode> lineNodes,
      boolean httpAllowed) {
    Wording wording = root.value("language", SettingsDocument::wording);
    URI wazzupApi = wazzup.address("apiUrl", httpAllowed);
    String apiKey = wazzup.text("apiKey");
    URI planfixApi = planfix.address("chatApiUrl", httpAllowed);
    List<Line> lines = new ArrayList<>();
    for (SettingsNode node : lineNodes) {
      String token = node.text("planfixToken");
      Optional<ChannelIdentity> channel = node.optional("channel", ChannelIdentity::typed);
      lines.add(node.value("providerId", id -> new Line(id, token, channel)));
    }
    checkLines(lines.stream().map(Line::providerId).toList());
    Instagram instagram = instagram(root);
    return new WorkerSettings(
        wording,
        wazzupApi,
        apiKey,
        planfixApi,
        lines,
        root.values("channels", ChannelIdentity::typed),
        instagram.commentReply(),
        instagram.writeByPhone(),
        planfix.ifThere("echoes", SettingsDocument::comeBack).orElse(true));
  }

  private record Instagram(boolean commentReply, boolean writeByPhone) {}

  private static Instagram instagram(SettingsNode root) {
    Optional<SettingsNode> instagram = root.optionalObject("instagram");
    Instagram settings =
        new Instagram(
            instagram
                .flatMap(node -> node.ifThere("commentReply", SettingsDocument::published))
                .orElse(true),
            instagram
                .flatMap(node -> node.ifThere("writeByPhone", SettingsDocument::known))
                .orElse(false));
    instagram.ifPresent(SettingsNode::noMore);
    return settings;
  }

  private static boolean published(String reply) {
    return switch (reply) {
      case "ref" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("answers under posts are ref or off");
    };
  }

  private static boolean known(String phone) {
    return switch (phone) {
      case "known" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("writing first by phone is known or off");
    };
  }

  private static boolean comeBack(String echoes) {
    return switch (echoes) {
      case "unknown" -> true;
      case "stay" -> false;
      default -> throw new IllegalArgumentException("whether echoes come back is unknown or stay");
    };
  }

  private static Wording wording(String language) {
    return Wording.of(language)
        .orElseThrow(() -> new IllegalArgumentException("languages are ru and en"));
  }

  private static void finish(
      SettingsNode root, SettingsNode wazzup, SettingsNode planfix, List<SettingsNode> lines) {
    root.noMore();
    wazzup.noMore();
    planfix.noMore();
    lines.forEach(SettingsNode::noMore);
  }

  private static SettingsNode root(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return new SettingsNode(node, "");
    } catch (JsonProcessingException broken) {
      var at = broken.getLocation();
      throw new BrokenSettings(
          "the settings document is no JSON: line "
              + at.getLineNr()
              + ", column "
              + at.getColumnNr());
    }
  }
}
