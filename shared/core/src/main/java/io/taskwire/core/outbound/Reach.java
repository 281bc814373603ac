package io.taskwire.core.outbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelState;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.outbound.SendComment.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a channel can be sent through. Where the table says no, Wazzup is asked before anybody is
 * told so: the channel may have come back meanwhile, or been made anew.
 */
sealed interface Reach {
  /** So long does a comment wait for a channel that comes back by itself, e.g. when it starts. */
  Duration PATIENCE = Duration.ofDays(1);

  /** Through this address. */
  record Through(Channel channel) implements Reach {}

  /** Not until somebody does something about it. */
  record Refused(Refusal refusal) implements Reach {}

  /** Not now. */
  record NotNow(String why) implements Reach {}

  static Reach of(Channel channel, Ports ports, Instant commentedAt, Instant now) {
    if (sends(channel)) {
      return new Through(channel);
    }
    Optional<String> trouble = ports.directory().refresh(ports.channels());
    if (trouble.isPresent()) {
      return new NotNow("Wazzup could not be asked for the channel: " + trouble.get());
    }
    Channel fresh =
        ports.channelStore().all().stream()
            .filter(one -> one.identity().equals(channel.identity()))
            .findFirst()
            .orElse(channel);
    if (sends(fresh)) {
      return new Through(fresh);
    }
    if (fresh.address().isEmpty()) {
      return new Refused(new Refusal(Refusal.NO_SUCH_CHANNEL, channel.identity().accountTitle()));
    }
    boolean passes =
        fresh.standing() == ChannelState.PASSES && now.isBefore(commentedAt.plus(PATIENCE));
    String state = fresh.state().orElse("");
    return passes
        ? new NotNow("the channel's state is " + state)
        : new Refused(new Refusal(Refusal.CHANNEL_STATE, state));
  }

  private static boolean sends(Channel channel) {
    return channel.address().isPresent()
        && (channel.standing() == ChannelState.SENDS || channel.standing() == ChannelState.UNKNOWN);
  }
}
