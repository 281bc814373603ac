package io.taskwire.core.channel;

/**
 * A channel as Wazzup lists it: its present address, its identity, how it is reached, its state.
 */
public record ListedChannel(
    ChannelId id, ChannelIdentity identity, Transport transport, String state) {}
