package io.taskwire.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.Notice;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  // Amazon SQS, SendMessage: other characters make it refuse the message, or the whole batch.
  private static final Pattern REFUSED_BY_SQS =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

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
    return envelope(MARK, escaped(entry.toString()), at);
  }

  /**
   * The queue's body for an entry.
   *
   * @param entry valid JSON
   */
  static String encode(EntryKind kind, String entry, Instant receivedAt) {
    return envelope(kind.word, escaped(entry), receivedAt);
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

  /** The same JSON without characters that the queue refuses: they can only stand in strings. */
  static String escaped(String json) {
    return REFUSED_BY_SQS
        .matcher(json)
        .replaceAll(
            match -> Matcher.quoteReplacement("\\u%04X".formatted((int) match.group().charAt(0))));
  }
}
