package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A WABA template of the account (Wazzup API, WhatsApp Business API templates). */
record Template(String guid, String name, String status, String body) {

  private static final Pattern CODE =
      Pattern.compile("@template: *([0-9a-fA-F-]{36}) *\\{(.*)}", Pattern.DOTALL);

  static final Template ORDER_READY =
      new Template(
          "e1f2a3b4-c5d6-4e7f-8091-a2b3c4d5e6f7",
          "order_ready",
          "approved",
          "Order {{1}} is ready.");

  /** A text that stands for a template: its guid and its values. */
  record Code(String guid, List<String> values) {

    static @Nullable Code in(@Nullable String text) {
      Matcher matcher = CODE.matcher(text == null ? "" : text.strip());
      if (!matcher.matches()) {
        return null;
      }
      List<String> values =
          Pattern.compile("\\[\\[(.*?)]]", Pattern.DOTALL)
              .matcher(matcher.group(2))
              .results()
              .map(result -> result.group(1))
              .toList();
      return new Code(matcher.group(1), values);
    }
  }

  Template withStatus(String newStatus) {
    return new Template(guid, name, newStatus, body);
  }

  String fill(List<String> values) {
    String text = body;
    for (int i = 0; i < values.size(); i++) {
      text = text.replace("{{" + (i + 1) + "}}", values.get(i));
    }
    return text;
  }

  ObjectNode json(List<String> channelIds) {
    ObjectNode json =
        Json.object()
            .put("title", name)
            .put("name", name)
            .put("status", status)
            .put("templateCode", "@template: " + guid + " { [[1]] }");
    json.set("channels", Json.tree(channelIds));
    json.putArray("components").addObject().put("type", "BODY").put("text", body);
    return json;
  }
}
