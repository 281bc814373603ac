package io.taskwire.cli;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelIdentity;
import java.util.Collection;

/** Channels as people write them. */
final class ChannelNames {
  private ChannelNames() {}

  /**
   * What is meant: an identity that is known is taken as it is, since a number in it that begins
   * with an 8 is no Russian one.
   *
   * @throws Misused saying what is wrong
   */
  static ChannelIdentity meant(String text, Collection<Channel> known) {
    return known.stream()
        .map(Channel::identity)
        .filter(identity -> identity.toString().equals(text))
        .findFirst()
        .orElseGet(() -> typed(text));
  }

  static ChannelIdentity typed(String text) {
    try {
      return ChannelIdentity.typed(text);
    } catch (IllegalArgumentException wrong) {
      throw new Misused("\"" + text + "\" names no channel: " + wrong.getMessage());
    }
  }
}
