package io.taskwire.planfix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.delivery.QueueText;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.outbound.FromPlanfix;
import io.taskwire.core.outbound.TaskDeleted;
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
 * {@code contactPhone} and {@code channel} are absent where Planfix sent none; {@code
 * "scenario":true} stands where a scenario told it, and is absent otherwise. That a task was
 * deleted has the kind {@code taskDeleted}, and {@code "taskDeleted":{"providerId":…,"task":1042}}.
 */
public final class QueuedComment {
  private static final int VERSION = 1;
  private static final String KIND = "comment";
  private static final String SCENARIO = "scenario";
  private static final String TASK_DELETED = "taskDeleted";

  private QueuedComment() {}

  /** The queue's body for what came from Planfix. */
  public static String encode(FromPlanfix what) {
    return QueueText.escaped(
        (switch (what) {
              case Comment comment -> encoded(comment);
              case TaskDeleted deleted -> encoded(deleted);
            })
            .toString());
  }

  private static ObjectNode envelope(String kind, Instant receivedAt) {
    return Json.MAPPER
        .createObjectNode()
        .put("v", VERSION)
        .put("kind", kind)
        .put("receivedAt", receivedAt.toString());
  }

  private static ObjectNode encoded(TaskDeleted deleted) {
    ObjectNode root = envelope(TASK_DELETED, deleted.receivedAt());
    root.putObject(TASK_DELETED)
        .put("providerId", deleted.providerId())
        .put("task", deleted.task());
    return root;
  }

  private static ObjectNode encoded(Comment comment) {
    ObjectNode root = envelope(KIND, comment.receivedAt());
    ObjectNode fields = root.putObject(KIND);
    fields
        .put("providerId", comment.id().providerId())
        .put("messageId", comment.id().messageId())
        .put("chatId", comment.chat().toString())
        .put("first", comment.first());
    comment.phone().ifPresent(phone -> fields.put("contactPhone", phone));
    comment.channel().ifPresent(channel -> fields.put("channel", channel));
    if (comment.scenario()) {
      fields.put(SCENARIO, true);
    }
    fields.put("message", comment.text());
    ArrayNode attachments = fields.putArray("attachments");
    for (FileLink file : comment.files()) {
      attachments.addObject().put("name", file.name()).put("url", file.url().toString());
    }
    return root;
  }

  /**
   * Reads the body of a queued message.
   *
   * @throws UnreadableComment when it can't be read, now or later
   */
  public static FromPlanfix decode(String body) throws UnreadableComment {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (root.path("v").asInt() != VERSION) {
        throw new UnreadableComment("v must be " + VERSION);
      }
      Instant receivedAt = time(root, "receivedAt");
      return switch (text(root, "kind")) {
        case KIND -> comment(object(root, KIND), receivedAt);
        case TASK_DELETED -> taskDeleted(object(root, TASK_DELETED), receivedAt);
        default -> throw new UnreadableComment("kind is unknown");
      };
    } catch (IllegalArgumentException unreadable) {
      throw new UnreadableComment(String.valueOf(unreadable.getMessage()));
    } catch (JsonProcessingException unreadable) {
      throw new UnreadableComment("it is no JSON, or one beyond all measure");
    }
  }

  private static TaskDeleted taskDeleted(JsonNode fields, Instant receivedAt) {
    JsonNode task = fields.path("task");
    if (!task.canConvertToLong() || !task.isIntegralNumber()) {
      throw new IllegalArgumentException("task must be a number");
    }
    return new TaskDeleted(text(fields, "providerId"), task.longValue(), receivedAt);
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
        receivedAt,
        fields.path(SCENARIO).asBoolean());
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
