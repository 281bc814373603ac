package io.taskwire.core.dialog;

import io.taskwire.core.channel.ChannelId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a message.
 *
 * @param channel the address it came from, where that is known
 * @param kind what it was, e.g. {@code Picture}, {@code Edit}
 * @param at the messenger's time
 * @param snippet the beginning of its text, for quotes; expires with the item
 */
public record MessageFacts(
    Optional<ChannelId> channel, boolean fromUs, String kind, Instant at, String snippet) {}
