package io.taskwire.core.care;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelState;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.channel.ChannelStore.UnconnectedCount;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.watch.Provider;
import io.taskwire.core.wazzup.WazzupWebhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at the Wazzup account: whether webhooks come to us, where the channels are and whether they
 * work, and what came on channels that nobody connected.
 */
public record CheckAccount(
    WazzupWebhooks subscription,
    ChannelDirectory directory,
    ChannelList channels,
    ChannelStore store,
    Meter meter,
    InstantSource clock) {
  /** What was found, without an address, a number or a name. */
  public record Report(Webhooks webhooks, Channels channels, Unconnected unconnected) {}

  /** Where the webhooks go. */
  public sealed interface Webhooks {
    /** To us, all of them. */
    record Ours() implements Webhooks {}

    /** Elsewhere, or not all of them come; that was left as it is. */
    record Lost() implements Webhooks {}

    /** They were lost, and come to us again. */
    record Repaired() implements Webhooks {}

    /** They are lost, and Wazzup did not take our address, or did not say that it did. */
    record NotRepaired(String reason) implements Webhooks {}

    /** It is not known. */
    record CouldNotAsk(String reason) implements Webhooks {}
  }

  /** How the channels are. */
  public sealed interface Channels {
    /**
     * They were written down.
     *
     * @param down connected ones that Wazzup does not call active, or does not list
     */
    record Listed(int connected, int down) implements Channels {}

    /** It is not known. */
    record CouldNotAsk(String reason) implements Channels {}
  }

  /** Messages of the last full hour on channels that are not connected. */
  public record Unconnected(Instant hour, int channels, long messages) {}

  /**
   * Checks, and writes down what is new about channels.
   *
   * @param addresses those at which webhooks are taken, as secrets are exchanged; the first is the
   *     one to set
   * @param repair whether to set it where webhooks go elsewhere
   */
  public Report check(List<URI> addresses, boolean repair) {
    Webhooks webhooks = webhooks(addresses, repair);
    Unconnected unconnected = unconnected();
    Channels found = lookedUp();
    if (found instanceof Channels.Listed(_, int down)) {
      meter.tell(new Measure.Channels(Provider.WAZZUP, down, unconnected.messages()));
    }
    return new Report(webhooks, found, unconnected);
  }

  private Webhooks webhooks(List<URI> addresses, boolean repair) {
    return switch (subscription.current()) {
      case WazzupWebhooks.Answer.CouldNotAsk(String reason, boolean keyRejected) -> {
        if (keyRejected) {
          meter.tell(new Measure.SetupRejected(Provider.WAZZUP));
        }
        yield new Webhooks.CouldNotAsk(reason);
      }
      case WazzupWebhooks.Answer.Subscribed subscribed -> {
        boolean ours = addresses.stream().anyMatch(subscribed::isComplete);
        // Told also where it is repaired: what came meanwhile is lost, and it may happen again.
        meter.tell(new Measure.Subscription(Provider.WAZZUP, !ours));
        if (ours) {
          yield new Webhooks.Ours();
        }
        yield repair ? repaired(addresses.getFirst()) : new Webhooks.Lost();
      }
    };
  }

  private Webhooks repaired(URI address) {
    return switch (subscription.subscribe(address)) {
      case WazzupWebhooks.Change.Done _ -> new Webhooks.Repaired();
      case WazzupWebhooks.Change.Refused(String reason) -> new Webhooks.NotRepaired(reason);
      case WazzupWebhooks.Change.Unknown(String reason) -> new Webhooks.NotRepaired(reason);
    };
  }

  private Channels lookedUp() {
    ChannelList.Answer answer = channels.ask();
    Optional<String> trouble = directory.refresh(() -> answer);
    if (!(answer instanceof ChannelList.Answer.Listed(var listed, _))) {
      return new Channels.CouldNotAsk(trouble.orElse("no answer"));
    }
    Set<ChannelIdentity> active =
        listed.stream()
            .filter(channel -> ChannelState.of(channel.state()) == ChannelState.SENDS)
            .map(ListedChannel::identity)
            .collect(Collectors.toSet());
    List<Channel> connected = store.all().stream().filter(Channel::connected).toList();
    long down = connected.stream().filter(channel -> !active.contains(channel.identity())).count();
    return new Channels.Listed(connected.size(), Math.toIntExact(down));
  }

  private Unconnected unconnected() {
    Instant thisHour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    Instant hour = thisHour.minus(Duration.ofHours(1));
    List<UnconnectedCount> counts =
        store.unconnectedSince(hour).stream()
            .filter(count -> count.hour().isBefore(thisHour))
            .toList();
    return new Unconnected(
        hour, counts.size(), counts.stream().mapToLong(UnconnectedCount::messages).sum());
  }
}
