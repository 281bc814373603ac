package io.taskwire.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.inbound.QueueText;
import io.taskwire.core.notice.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * A webhook's entry on its way through the queue. The body keeps the entry as it came, so that a
 * later version can read more out of what is still waiting:
 *
 * <pre>
 * {"v":1,"kind":"message|status|channel","receivedAt":"2026-01-15T09:30:00Z","entry":{…}}
 * </pre>
 */
public final class QueuedNotice {
  private static final int VERSION = 1;

  private QueuedNotice() {}

  /**
   * Reads the body of a queued message.
   *
   * @throws UnreadableNotice when it can't be read, now or later
   */
  public static Notice decode(String body) throws UnreadableNotice {
    return read(body).orElseThrow(() -> new UnreadableNotice("the entry tells nothing of use"));
  }

  /**
   * The queue's body for an entry.
   *
   * @param entry valid JSON
   */
  static String encode(EntryKind kind, String entry, Instant receivedAt) {
    return "{\"v\":%d,\"kind\":\"%s\",\"receivedAt\":\"%s\",\"entry\":%s}"
        .formatted(VERSION, kind.word, receivedAt, QueueText.escaped(entry));
  }

  /** What {@link #decode} reads, or nothing where there is nothing of use. */
  static Optional<Notice> read(String body) throws UnreadableNotice {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      Fields envelope = new Fields(root);
      if (root.path("v").asInt() != VERSION) {
        throw new UnreadableNotice("v must be " + VERSION);
      }
      EntryKind kind =
          EntryKind.ofWord(envelope.required("kind"))
              .orElseThrow(() -> new UnreadableNotice("kind is unknown"));
      Instant receivedAt =
          envelope
              .time("receivedAt")
              .orElseThrow(() -> new UnreadableNotice("receivedAt is not a time"));
      Fields entry =
          envelope.object("entry").orElseThrow(() -> new UnreadableNotice("entry is missing"));
      return kind.read(entry, receivedAt);
    } catch (IllegalArgumentException unreadable) {
      throw new UnreadableNotice(String.valueOf(unreadable.getMessage()));
    } catch (JsonProcessingException unreadable) {
      throw new UnreadableNotice("it is no JSON, or one beyond all measure");
    }
  }
}
