package io.taskwire.core.contract;

import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.delivery.BreakerStore;
import io.taskwire.core.dialog.DialogStore;

/** The three ports to one table. */
public record Stores(DialogStore dialogs, ChannelStore channels, BreakerStore breaker) {}
