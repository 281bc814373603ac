package io.taskwire.wazzup;

import io.taskwire.core.notice.Notice;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of webhook entries that we have a use for (Wazzup API, Webhooks). */
enum EntryKind {
  MESSAGE("messages", "message"),
  STATUS("statuses", "status"),
  CHANNEL("channelsUpdates", "channel");

  /** The webhook's key for a list of them. */
  final String key;

  /** The queue's word for one of them. */
  final String word;

  EntryKind(String key, String word) {
    this.key = key;
    this.word = word;
  }

  static Optional<EntryKind> ofKey(String key) {
    return Stream.of(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }

  static Optional<EntryKind> ofWord(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /**
   * What an entry tells; empty when it tells nothing that we have a use for.
   *
   * @throws IllegalArgumentException naming the field that can't be read, without its value
   */
  Optional<Notice> read(Fields entry, Instant receivedAt) {
    return switch (this) {
      case MESSAGE -> MessageReader.read(entry, receivedAt);
      case STATUS -> StatusReader.read(entry, receivedAt);
      case CHANNEL -> ChannelReader.read(entry, receivedAt);
    };
  }
}
