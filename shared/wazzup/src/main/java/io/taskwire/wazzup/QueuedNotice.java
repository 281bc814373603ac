package io.taskwire.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Text;
import io.taskwire.core.delivery.QueueText;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Status;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A webhook's entry on its way through the queue. The body keeps the entry as it came, so that a
 * later version can read more out of what is still waiting:
 *
 * <pre>
 * {"v":1,"kind":"message|status|channel|mark","receivedAt":"2026-01-15T09:30:00Z","entry":{…}}
 * </pre>
 */
public final class QueuedNotice {
  private static final int VERSION = 1;
  private static final String MARK = "mark";

  private QueuedNotice() {}

  /**
   * Reads the body of a queued message.
   *
   * @throws UnreadableNotice when it can't be read, now or later
   */
  public static Notice decode(String body) throws UnreadableNotice {
    return read(body).orElseThrow(() -> new UnreadableNotice("the entry tells nothing of use"));
  }

  /** The queue's body for a mark that is due: {@code "kind":"mark"}, told by ourselves. */
  public static String ofMark(CommentId comment, Instant at) {
    ObjectNode entry =
        Json.MAPPER
            .createObjectNode()
            .put("providerId", comment.providerId())
            .put("messageId", comment.messageId());
    return envelope(MARK, QueueText.escaped(entry.toString()), at);
  }

  /**
   * The queue's body for a message of ours, as Wazzup would tell it if it told it.
   *
   * @param message a text or a picture
   */
  public static String ofEcho(Notice.Message message) {
    Origin origin = message.origin();
    ObjectNode entry =
        Json.MAPPER
            .createObjectNode()
            .put("messageId", origin.message().value())
            .put("channelId", origin.channel().value())
            .put("chatType", origin.chat().type().name())
            .put("chatId", origin.chatId())
            .put("dateTime", origin.at().toString())
            .put("isEcho", true);
    message.status().ifPresent(status -> entry.put("status", word(status.status())));
    origin.client().name().ifPresent(name -> entry.putObject("contact").put("name", name));
    switch (message.content()) {
      case Text(String words) -> entry.put("type", "text").put("text", words);
      case Picture(_, Optional<FileLink> file) -> {
        entry.put("type", "image");
        file.ifPresent(link -> entry.put("contentUri", link.url().toString()));
      }
      default -> throw new IllegalArgumentException("we send texts and pictures");
    }
    Instant told = message.status().map(Notice.StatusChange::at).orElse(origin.at());
    return encode(EntryKind.MESSAGE, entry.toString(), told);
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The queue's body for an entry.
   *
   * @param entry valid JSON
   */
  static String encode(EntryKind kind, String entry, Instant receivedAt) {
    return envelope(kind.word, QueueText.escaped(entry), receivedAt);
  }

  private static String envelope(String kind, String entry, Instant receivedAt) {
    return "{\"v\":%d,\"kind\":\"%s\",\"receivedAt\":\"%s\",\"entry\":%s}"
        .formatted(VERSION, kind, receivedAt, entry);
  }

  /** What {@link #decode} reads, or nothing where there is nothing of use. */
  static Optional<Notice> read(String body) throws UnreadableNotice {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      Fields envelope = new Fields(root);
      if (root.path("v").asInt() != VERSION) {
        throw new UnreadableNotice("v must be " + VERSION);
      }
      String word = envelope.required("kind");
      Optional<EntryKind> kind = EntryKind.ofWord(word);
      if (kind.isEmpty() && !word.equals(MARK)) {
        throw new UnreadableNotice("kind is unknown");
      }
      Instant receivedAt =
          envelope
              .time("receivedAt")
              .orElseThrow(() -> new UnreadableNotice("receivedAt is not a time"));
      Fields entry =
          envelope.object("entry").orElseThrow(() -> new UnreadableNotice("entry is missing"));
      return kind.isPresent()
          ? kind.get().read(entry, receivedAt)
          : Optional.of(mark(entry, receivedAt));
    } catch (IllegalArgumentException unreadable) {
      throw new UnreadableNotice(String.valueOf(unreadable.getMessage()));
    } catch (JsonProcessingException unreadable) {
      throw new UnreadableNotice("it is no JSON, or one beyond all measure");
    }
  }

  private static Notice mark(Fields entry, Instant receivedAt) {
    CommentId comment = new CommentId(entry.required("providerId"), entry.required("messageId"));
    return new Notice.MarkDue(comment, receivedAt);
  }
}
