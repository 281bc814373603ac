package io.taskwire.core.channel;

import java.util.Optional;

/**
 * A channel as the table knows it.
 *
 * @param transport how Wazzup last reached it; empty until Wazzup was asked
 * @param state Wazzup's word for its state, e.g. {@code active}; empty until Wazzup was asked
 */
public record Channel(
    ChannelIdentity identity,
    boolean connected,
    Optional<ChannelId> address,
    Optional<Transport> transport,
    Optional<String> state) {

  /** What its state means for sending. */
  public ChannelState standing() {
    return state.map(ChannelState::of).orElse(ChannelState.UNKNOWN);
  }

  /** The transport's name for a title; the messenger's where Wazzup was not asked yet. */
  public String transportTitle() {
    return knownTransport().title();
  }

  /** The transport; until Wazzup was asked, the one that has its messenger's name. */
  public Transport knownTransport() {
    return transport.orElseGet(() -> new Transport(identity.messenger().name()));
  }
}
