package io.taskwire.planfix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.inbound.QueueText;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.outbound.Comment;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comment on its way through the queue. It is written without what Planfix showed to prove
 * itself:
 *
 * <pre>
 * {"v":1,"kind":"comment","receivedAt":"2026-01-15T09:30:00Z","comment":{
 *   "providerId":"taskwire","messageId":"7310042","chatId":"whatsapp:79990000099/79990000001",
 *   "first":false,"contactPhone":"79990000001","channel":"whatsapp:79990000099",
 *   "message":"Hello","attachments":[{"name":"price.pdf","url":"https://…"}]}}
 * </pre>
 *
 * {@code contactPhone} and {@code channel} are absent where Planfix sent none.
 */
public final class QueuedComment {
  private static final int VERSION = 1;
  private static final String KIND = "comment";

  private QueuedComment() {}

  /** The queue's body for a comment. */
  public static String encode(Comment comment) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("v", VERSION).put("kind", KIND).put("receivedAt", comment.receivedAt().toString());
    ObjectNode fields = root.putObject(KIND);
    fields
        .put("providerId", comment.id().providerId())
        .put("messageId", comment.id().messageId())
        .put("chatId", comment.chat().toString())
        .put("first", comment.first());
    comment.phone().ifPresent(phone -> fields.put("contactPhone", phone));
    comment.channel().ifPresent(channel -> fields.put("channel", channel));
    fields.put("message", comment.text());
    ArrayNode attachments = fields.putArray("attachments");
    for (FileLink file : comment.files()) {
      attachments.addObject().put("name", file.name()).put("url", file.url().toString());
    }
    return QueueText.escaped(root.toString());
  }

  /**
   * Reads the body of a queued message.
   *
   * @throws UnreadableComment when it can't be read, now or later
   */
  public static Comment decode(String body) throws UnreadableComment {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (root.path("v").asInt() != VERSION) {
        throw new UnreadableComment("v must be " + VERSION);
      }
      if (!text(root, "kind").equals(KIND)) {
        throw new UnreadableComment("kind is unknown");
      }
      return comment(object(root, KIND), time(root, "receivedAt"));
    } catch (IllegalArgumentException unreadable) {
      throw new UnreadableComment(String.valueOf(unreadable.getMessage()));
    } catch (JsonProcessingException unreadable) {
      throw new UnreadableComment("it is no JSON, or one beyond all measure");
    }
  }

  private static Comment comment(JsonNode fields, Instant receivedAt) {
    JsonNode first = fields.path("first");
    if (!first.isBoolean()) {
      throw new IllegalArgumentException("first must be true or false");
    }
    List<FileLink> files = new ArrayList<>();
    if (!fields.path("attachments").isArray()) {
      throw new IllegalArgumentException("attachments must be a list");
    }
    for (JsonNode file : fields.path("attachments")) {
      files.add(new FileLink(text(file, "name"), link(file, "url")));
    }
    return new Comment(
        new CommentId(text(fields, "providerId"), text(fields, "messageId")),
        chat(text(fields, "chatId")),
        first.booleanValue(),
        optional(fields, "contactPhone"),
        optional(fields, "channel"),
        text(fields, "message"),
        files,
        receivedAt);
  }

  private static PlanfixChatId chat(String text) {
    try {
      return PlanfixChatId.parse(text);
    } catch (IllegalArgumentException notOurs) {
      throw new IllegalArgumentException("chatId is none of ours");
    }
  }

  private static JsonNode object(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    if (!value.isObject()) {
      throw new IllegalArgumentException(name + " must be an object");
    }
    return value;
  }

  private static Optional<String> optional(JsonNode parent, String name) {
    return parent.path(name).isMissingNode() ? Optional.empty() : Optional.of(text(parent, name));
  }

  private static String text(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value.textValue();
  }

  private static URI link(JsonNode parent, String name) {
    try {
      return new URI(text(parent, name));
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(name + " is no address");
    }
  }

  private static Instant time(JsonNode parent, String name) {
    try {
      return Instant.parse(text(parent, name));
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException(name + " is not a time");
    }
  }
}
