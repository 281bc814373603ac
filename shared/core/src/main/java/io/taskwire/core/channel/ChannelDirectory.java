package io.taskwire.core.channel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which channel lies at which of Wazzup's addresses. What is remembered here is only a guess that
 * saves a read; the table decides.
 */
public final class ChannelDirectory {
  private final ChannelStore store;
  private final InstantSource clock;
  private final ConcurrentMap<ChannelId, ChannelIdentity> guesses = new ConcurrentHashMap<>();
  private volatile Set<ChannelId> unidentified = Set.of();
  private volatile Instant asked = Instant.MIN;
  private volatile boolean connectedOnce;

  public ChannelDirectory(ChannelStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Fills the table with the settings' channels, unless that was done before. */
  public void connectOnce(Collection<ChannelIdentity> channels) {
    if (!connectedOnce) {
      store.connectOnce(channels, clock.instant());
      connectedOnce = true;
    }
  }

  /** The channel that probably lies at this address. */
  public Optional<ChannelIdentity> guess(ChannelId address) {
    return Optional.ofNullable(guesses.get(address));
  }

  /** Remembers what the table said. */
  public void learn(ChannelId address, ChannelIdentity channel) {
    guesses.put(address, channel);
  }

  /** Whether Wazzup was asked since then, and its answer written down. */
  public boolean askedSince(Instant then) {
    return !asked.isBefore(then);
  }

  /** Whether Wazzup, when it was last asked, listed this address but not whose account it is. */
  public boolean isUnidentified(ChannelId address) {
    return unidentified.contains(address);
  }

  /**
   * Asks Wazzup for all channels and writes them down.
   *
   * @return empty when that worked, otherwise why Wazzup could not be asked
   */
  public Optional<String> refresh(ChannelList list) {
    Instant now = clock.instant();
    return switch (list.ask()) {
      case ChannelList.Answer.CouldNotAsk(String reason) -> Optional.of(reason);
      case ChannelList.Answer.Listed(var channels, var nameless) -> {
        for (ListedChannel channel : channels) {
          store.noteListed(channel, now);
          learn(channel.id(), channel.identity());
        }
        unidentified = nameless;
        asked = now;
        yield Optional.empty();
      }
    };
  }
}
