package io.taskwire.core.channel;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where channels are kept: which are connected, where Wazzup has them, what unconnected ones got.
 */
public interface ChannelStore {
  /** Connects a channel; dialogs it had before go on. */
  void connect(ChannelIdentity channel, Instant now);

  /** Disconnects a channel. Its dialogs stay. */
  void disconnect(ChannelIdentity channel, Instant now);

  /**
   * Connects these channels unless that was done before, ever: later changes are made in the table.
   *
   * @return whether they were connected now
   */
  boolean connectOnce(Collection<ChannelIdentity> channels, Instant now);

  /** All channels, connected or not. */
  List<Channel> all();

  /**
   * Writes down where Wazzup has a channel, with transport and state, unless a later list said
   * something of this channel.
   *
   * @param asked when Wazzup was asked
   */
  void noteListed(ListedChannel channel, Instant asked);

  /**
   * Notes that what comes from this address belongs to a channel, which is reached at another one.
   */
  void noteAlsoAt(ChannelId address, ChannelIdentity channel, Instant asked);

  /**
   * Notes that Wazzup has a channel no more, unless a later list said something of it. What comes
   * late from its last address still belongs to it.
   */
  void noteUnlisted(ChannelIdentity channel, Instant asked);

  /** The identity that this address was last listed with. */
  Optional<ChannelIdentity> identityAt(ChannelId address);

  /** Messages on channels that were not connected, by channel and hour, from this time on. */
  List<UnconnectedCount> unconnectedSince(Instant since);

  /**
   * Messages that came on one unconnected channel within one hour.
   *
   * @param channel the identity, or {@code channelId:…} where Wazzup lists no such channel
   */
  record UnconnectedCount(String channel, Instant hour, long messages) {}
}
