package io.taskwire.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.channel.ChannelStore.UnconnectedCount;
import io.taskwire.core.channel.Transport;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The company's channels as the page shows them, connected and removed by their numbers. */
final class Channels {
  private static final Duration COUNTED = Duration.ofDays(1);

  private final WazzupSimulator wazzup;
  private final ChannelStore store;
  private final InstantSource clock;

  Channels(WazzupSimulator wazzup, ChannelStore store, InstantSource clock) {
    this.wazzup = wazzup;
    this.store = store;
    this.clock = clock;
  }

  /**
   * A channel as the page shows it.
   *
   * @param identity e.g. {@code whatsapp:79990000099}
   * @param channelId null where a channel is connected that Wazzup doesn't list
   * @param state null like the channelId
   * @param connected null while the product has not begun
   * @param unconnected messages that came while it was not connected, within a day
   */
  record View(
      String identity,
      @Nullable String channelId,
      String transport,
      String plainId,
      @Nullable String state,
      @Nullable String name,
      @Nullable Boolean connected,
      long unconnected) {}

  /** What Wazzup lists, in its order, and what is connected besides. */
  List<View> all() {
    List<Channel> known = store.all();
    Map<ChannelIdentity, Boolean> connected =
        known.stream().collect(Collectors.toMap(Channel::identity, Channel::connected));
    // A visitor may connect channels before the product does; it begins with asking Wazzup.
    boolean begun = known.stream().anyMatch(channel -> channel.address().isPresent());
    Map<String, Long> counts =
        store.unconnectedSince(clock.instant().minus(COUNTED)).stream()
            .collect(
                Collectors.groupingBy(
                    UnconnectedCount::channel, Collectors.summingLong(UnconnectedCount::messages)));
    List<WazzupChannel> listed = wazzup.channels();
    Set<ChannelIdentity> identities =
        listed.stream().map(Channels::identity).collect(Collectors.toSet());
    return Stream.concat(
            listed.stream()
                .map(
                    channel -> {
                      Boolean decided = connected.get(identity(channel));
                      return view(
                          channel, (decided == null && begun) ? Boolean.FALSE : decided, counts);
                    }),
            known.stream()
                .filter(channel -> channel.connected() && !identities.contains(channel.identity()))
                .map(Channels::unlisted))
        .toList();
  }

  private static View view(
      WazzupChannel channel, @Nullable Boolean connected, Map<String, Long> counts) {
    String identity = identity(channel).toString();
    return new View(
        identity,
        channel.channelId(),
        channel.transport(),
        channel.plainId(),
        channel.state(),
        channel.name(),
        connected,
        // Counted by its address while the product has not learned its identity yet.
        counts.getOrDefault(identity, 0L)
            + counts.getOrDefault("channelId:" + channel.channelId(), 0L));
  }

  private static View unlisted(Channel channel) {
    ChannelIdentity identity = channel.identity();
    return new View(
        identity.toString(),
        null,
        channel.transport().map(Transport::name).orElse(identity.messenger().name()),
        identity.accountTitle(),
        null,
        null,
        true,
        0);
  }

  private static ChannelIdentity identity(WazzupChannel channel) {
    return ChannelIdentity.listed(new Transport(channel.transport()), channel.plainId());
  }

  /**
   * Connects or removes a channel: {@code {"channel":"8 999 000-00-97","connected":true}}. The
   * channel is what a person types or the identity of one that the page shows.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  void change(JsonNode wish) {
    if (!wish.path("channel").isTextual() || !wish.path("connected").isBoolean()) {
      throw new IllegalArgumentException(
          "a text \"channel\" and \"connected\", true or false, are needed");
    }
    ChannelIdentity channel = meant(wish.path("channel").textValue());
    if (wish.path("connected").booleanValue()) {
      store.connect(channel, clock.instant());
    } else {
      store.disconnect(channel, clock.instant());
    }
  }

  /** An identity is taken as it is: read as typed, an 8 at a number's beginning would be a 7. */
  private ChannelIdentity meant(String text) {
    return all().stream()
        .map(View::identity)
        .filter(text::equals)
        .findFirst()
        .map(ChannelIdentity::parse)
        .orElseGet(() -> ChannelIdentity.typed(text));
  }
}
