package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes webhook entries (Wazzup API, Webhooks). */
final class MessageJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final List<String> ABSENT_AS_NULL =
      List.of(
          "text",
          "contentUri",
          "error",
          "authorName",
          "authorId",
          "instPost",
          "interactive",
          "quotedMessage",
          "oldInfo");
  private static final List<String> ABSENT_AS_FALSE =
      List.of("sentFromApp", "isEdited", "isDeleted");

  /** What a changed message was before. */
  record OldInfo(@Nullable String text, @Nullable String authorId, @Nullable String authorName) {}

  private final Supplier<WazzupKnobs> knobs;
  private final FileStore files;

  MessageJson(Supplier<WazzupKnobs> knobs, FileStore files) {
    this.knobs = knobs;
    this.files = files;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  ObjectNode message(
      Chat.Message message, WazzupChannel channel, String status, @Nullable OldInfo old) {
    WazzupKnobs now = knobs.get();
    Chat chat = message.chat;
    ObjectNode json =
        Json.object()
            .put("messageId", message.id)
            .put("channelId", chat.channelId)
            .put("chatType", chat.chatType)
            .put("chatId", chat.chatId)
            .put("dateTime", time(message.at))
            .put("type", message.type)
            .put("isEcho", message.isEcho());
    json.set("contact", contact(chat, now));
    if (message.authorName != null && !message.isEcho()) {
      switch (now.member) {
        case NEVER -> {}
        case AUTHOR_NAME -> json.put("authorName", message.authorName);
        case CONTACT -> json.withObject("/contact").put("name", message.authorName);
      }
    }
    putIfPresent(json, "text", message.deleted ? null : message.text);
    putIfPresent(json, "contentUri", message.deleted ? null : message.contentUri);
    if (message.isEcho()) {
      putIfPresent(json, "authorName", message.authorName);
      putIfPresent(json, "authorId", message.authorId);
      if (message.sentFromApp != null) {
        json.put("sentFromApp", message.sentFromApp);
      }
    }
    if (chat.chatType.equals("avito")) {
      json.put("avitoProfileId", channel.plainId());
    }
    if (message.post != null) {
      json.set("instPost", post(message.post, now));
    }
    if (message.quotedId != null && now.quotedMessage != WazzupKnobs.Quote.ABSENT) {
      json.set("quotedMessage", quoted(message.quotedId, chat, now));
    }
    if (old != null) {
      json.put(message.deleted ? "isDeleted" : "isEdited", true);
      ObjectNode oldInfo = json.putObject("oldInfo");
      putIfPresent(oldInfo, "oldText", old.text);
      putIfPresent(oldInfo, "oldAuthorId", old.authorId);
      putIfPresent(oldInfo, "oldAuthorName", old.authorName);
    }
    if (status.equals("error") && message.errorCode != null) {
      json.set("error", error(message.errorCode));
    }
    json.put("status", status);
    if (now.nullsForAbsent) {
      ABSENT_AS_NULL.stream().filter(key -> !json.has(key)).forEach(json::putNull);
      ABSENT_AS_FALSE.stream().filter(key -> !json.has(key)).forEach(key -> json.put(key, false));
    }
    if (now.unknownFields) {
      json.putObject("somethingNew").put("id", "1");
    }
    return json;
  }

  ObjectNode status(Chat.Message message, String status, Instant at) {
    ObjectNode json =
        Json.object().put("messageId", message.id).put("timestamp", time(at)).put("status", status);
    if (status.equals("error") && message.errorCode != null) {
      json.set("error", error(message.errorCode));
    }
    return json;
  }

  static ObjectNode channel(WazzupChannel channel, @Nullable String tier, Instant at) {
    ObjectNode json =
        Json.object().put("channelId", channel.channelId()).put("state", channel.state());
    putIfPresent(json, "tier", tier);
    if (channel.state().equals("qr")) {
      json.put("qr", "data:image/png;base64,iVBORw0KGgo=");
    }
    return json.put("timestamp", at.toEpochMilli());
  }

  private static ObjectNode error(String code) {
    return Json.object().put("error", code).put("description", "Simulated: " + code);
  }

  private ObjectNode contact(Chat chat, WazzupKnobs now) {
    ObjectNode json = Json.object().put("name", chat.name);
    if (now.contactAvatar) {
      byte[] portrait = ("A portrait of " + chat.chatId).getBytes(StandardCharsets.UTF_8);
      json.put("avatarUri", files.keep(portrait, null).uri());
    }
    putIfPresent(json, "username", chat.username);
    boolean tellsPhone =
        switch (now.contactPhone) {
          case NEVER -> false;
          case AS_DOCUMENTED -> chat.chatType.equals("telegram") || chat.chatType.equals("max");
          case ALSO_WHATSAPP -> true;
        };
    putIfPresent(json, "phone", tellsPhone ? chat.phone : null);
    putIfPresent(json, "igsid", now.contactIgsid ? chat.igsid : null);
    if (now.unknownFields) {
      json.put("messengerChatId", chat.chatId);
    }
    return json;
  }

  private ObjectNode post(InstagramPost post, WazzupKnobs now) {
    ObjectNode json = Json.object();
    putIfPresent(json, "id", post.id());
    putIfPresent(json, "src", post.src());
    putIfPresent(json, "author", post.author());
    putIfPresent(json, "description", post.description());
    if (now.instPostMinimal) {
      return json;
    }
    String picture =
        files.keep(("picture of " + post.id()).getBytes(StandardCharsets.UTF_8), null).uri();
    String sha1 = picture.substring(picture.lastIndexOf('/') + 1);
    return json.put("sha1", sha1)
        .put("likes", 12)
        .put("comments", 3)
        .put("timestamp", 1_768_460_000_000L)
        .put("updatedAt", 1_768_465_000_000L)
        .put("authorName", "")
        .put("authorId", "40000000001")
        .put("previewSha1", sha1)
        .put("imageSrc", picture)
        .put("previewSrc", picture);
  }

  private static ObjectNode quoted(String quotedId, Chat chat, WazzupKnobs now) {
    ObjectNode json = Json.object().put("messageId", quotedId);
    if (now.quotedMessage == WazzupKnobs.Quote.RICH) {
      chat.messages.stream()
          .filter(message -> message.id.equals(quotedId))
          .findFirst()
          .ifPresent(
              message -> {
                json.put("type", message.type);
                putIfPresent(json, "text", message.text);
                putIfPresent(json, "authorId", message.authorId);
                putIfPresent(json, "authorName", message.authorName);
              });
    }
    return json;
  }

  private static void putIfPresent(ObjectNode json, String key, @Nullable String value) {
    if (value != null) {
      json.put(key, value);
    }
  }
}
