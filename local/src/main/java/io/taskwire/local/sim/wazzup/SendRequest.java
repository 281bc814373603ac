package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v3/message}, its fields known to be well formed. */
record SendRequest(
    String channelId,
    String chatType,
    @Nullable String chatId,
    @Nullable String text,
    @Nullable String contentUri,
    @Nullable String refMessageId,
    @Nullable String crmUserId,
    @Nullable String crmMessageId,
    @Nullable String username,
    @Nullable String phone,
    @Nullable String templateId,
    List<String> templateValues,
    boolean hasButtons) {

  private static final Set<String> CHAT_TYPES =
      Set.of(
          "whatsapp",
          "whatsgroup",
          "viber",
          "instagram",
          "telegram",
          "telegroup",
          "vk",
          "avito",
          "max",
          "maxgroup");
  private static final Set<String> DIGITS_ONLY = Set.of("whatsapp", "viber");
  private static final Set<String> OPENED_BY_PHONE = Set.of("telegram", "max");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  static SendRequest parse(String body) throws Refusal {
    JsonNode json = object(body);
    List<String> wrong = new ArrayList<>();
    String channelId = string(json, "channelId", wrong);
    if (channelId == null || !UUID.matcher(channelId).matches()) {
      note(wrong, "channelId");
    }
    String chatType = string(json, "chatType", wrong);
    if (chatType == null || !CHAT_TYPES.contains(chatType)) {
      note(wrong, "chatType");
    }
    String chatId = string(json, "chatId", wrong);
    String username = string(json, "username", wrong);
    String phone = string(json, "phone", wrong);
    if (chatType != null) {
      boolean otherAddress =
          (phone != null && OPENED_BY_PHONE.contains(chatType))
              || (username != null && chatType.equals("telegram"));
      boolean wellFormed =
          chatId == null
              ? otherAddress
              : !chatId.isBlank()
                  && (!DIGITS_ONLY.contains(chatType) || DIGITS.matcher(chatId).matches());
      if (!wellFormed) {
        note(wrong, "chatId");
      }
    }
    if (phone != null && !DIGITS.matcher(phone).matches()) {
      note(wrong, "phone");
    }
    if (username != null && (username.isBlank() || username.startsWith("@"))) {
      note(wrong, "username");
    }
    String text = string(json, "text", wrong);
    String contentUri = string(json, "contentUri", wrong);
    String refMessageId = string(json, "refMessageId", wrong);
    String crmUserId = string(json, "crmUserId", wrong);
    String crmMessageId = string(json, "crmMessageId", wrong);
    String templateId = string(json, "templateId", wrong);
    typed(json, "clearUnanswered", JsonNodeType.BOOLEAN, wrong);
    typed(json, "templateValues", JsonNodeType.ARRAY, wrong);
    typed(json, "buttonsObject", JsonNodeType.OBJECT, wrong);
    if (channelId == null || chatType == null || !wrong.isEmpty()) {
      throw Refusal.invalid(wrong);
    }
    return new SendRequest(
        channelId,
        chatType,
        chatId,
        text,
        contentUri,
        refMessageId,
        crmUserId,
        crmMessageId,
        username,
        phone,
        templateId,
        StreamSupport.stream(json.path("templateValues").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        json.hasNonNull("buttonsObject"));
  }

  static JsonNode object(String body) throws Refusal {
    try {
      JsonNode json = Json.parse(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // refused below
    }
    throw Refusal.invalid(List.of());
  }

  private static @Nullable String string(JsonNode json, String field, List<String> wrong) {
    typed(json, field, JsonNodeType.STRING, wrong);
    return json.path(field).textValue();
  }

  private static void typed(JsonNode json, String field, JsonNodeType type, List<String> wrong) {
    if (json.hasNonNull(field) && json.path(field).getNodeType() != type) {
      note(wrong, field);
    }
  }

  private static void note(List<String> wrong, String field) {
    if (!wrong.contains(field)) {
      wrong.add(field);
    }
  }
}
