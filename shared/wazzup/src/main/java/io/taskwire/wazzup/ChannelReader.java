package io.taskwire.wazzup;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.notice.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads an entry of {@code channelsUpdates}. Which state it tells is not read: the list of channels
 * is asked anew.
 */
final class ChannelReader {
  private ChannelReader() {}

  static Optional<Notice> read(Fields entry, Instant receivedAt) {
    ChannelId channel = new ChannelId(entry.required("channelId"));
    return Optional.of(
        new Notice.ChannelChange(channel, entry.time("timestamp").orElse(receivedAt)));
  }
}
