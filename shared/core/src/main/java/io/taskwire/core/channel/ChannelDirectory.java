package io.taskwire.core.channel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
   * Asks Wazzup for all channels and writes down what has changed.
   *
   * @return empty when that worked, otherwise why Wazzup could not be asked
   */
  public Optional<String> refresh(ChannelList list) {
    Instant now = clock.instant();
    return switch (list.ask()) {
      case ChannelList.Answer.CouldNotAsk(String reason) -> Optional.of(reason);
      case ChannelList.Answer.Listed(var channels, var nameless) -> {
        note(channels, nameless, now);
        unidentified = nameless;
        asked = now;
        yield Optional.empty();
      }
    };
  }

  /** Writes down what differs from what is known. */
  private void note(List<ListedChannel> listed, Set<ChannelId> nameless, Instant asked) {
    Map<ChannelIdentity, Channel> known =
        store.all().stream().collect(Collectors.toMap(Channel::identity, channel -> channel));
    Map<ChannelIdentity, List<ListedChannel>> byIdentity =
        listed.stream().collect(Collectors.groupingBy(ListedChannel::identity));
    byIdentity.forEach(
        (identity, places) -> {
          ListedChannel reached = reached(places, Optional.ofNullable(known.get(identity)));
          if (!says(known.get(identity), reached)) {
            store.noteListed(reached, asked);
          }
          for (ListedChannel place : places) {
            if (!place.equals(reached)
                && !store.identityAt(place.id()).equals(Optional.of(identity))) {
              store.noteAlsoAt(place.id(), identity, asked);
            }
            learn(place.id(), identity);
          }
        });
    for (Channel channel : known.values()) {
      // Where it is not told whose an address is, it may well be the one who had it before.
      boolean gone = channel.address().filter(address -> !nameless.contains(address)).isPresent();
      if (gone && !byIdentity.containsKey(channel.identity())) {
        store.noteUnlisted(channel.identity(), asked);
      }
    }
  }

  /**
   * Where one number stands twice in the list, as while it moves from WhatsApp to WABA, it is
   * reached where it sends; else where it was.
   */
  private static ListedChannel reached(List<ListedChannel> places, Optional<Channel> known) {
    Optional<ChannelId> before = known.flatMap(Channel::address);
    return places.stream()
        .min(
            Comparator.comparing((ListedChannel place) -> ChannelState.of(place.state()))
                .thenComparing(place -> !before.equals(Optional.of(place.id())))
                .thenComparing(place -> place.id().value()))
        .orElseThrow();
  }

  private static boolean says(@Nullable Channel known, ListedChannel listed) {
    return known != null
        && known.address().equals(Optional.of(listed.id()))
        && known.transport().equals(Optional.of(listed.transport()))
        && known.state().equals(Optional.of(listed.state()));
  }
}
