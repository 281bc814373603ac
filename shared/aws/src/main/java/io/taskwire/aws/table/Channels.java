package io.taskwire.aws.table;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Transport;
import java.time.Instant;
import java.util.Optional;

/** The items of channels and of the addresses they lie at. */
final class Channels {
  static final String IDENTITY = "identity";
  static final String CONNECTED = "connected";
  static final String ADDRESS = "address";
  static final String TRANSPORT = "transport";
  static final String STATE = "state";
  static final String LISTED_AT = "listedAt";
  static final String CHANGED_AT = "changedAt";

  private Channels() {}

  static Channel channel(Item item) {
    return new Channel(
        item.text(IDENTITY).map(ChannelIdentity::parse).orElseThrow(),
        item.flag(CONNECTED).orElse(false),
        item.text(ADDRESS).map(ChannelId::new),
        item.text(TRANSPORT).map(Transport::new),
        item.text(STATE));
  }

  static Optional<ChannelIdentity> identity(Optional<Item> address) {
    return address.flatMap(item -> item.text(IDENTITY)).map(ChannelIdentity::parse);
  }

  static Change connected(ChannelIdentity channel, boolean connected, Instant now) {
    return new Change()
        .set(IDENTITY, channel.toString())
        .set(CONNECTED, connected)
        .set(CHANGED_AT, now);
  }
}
