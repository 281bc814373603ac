/**
 * A simulator of Wazzup's public API v3: its routes, its webhooks, its file host, and the people on
 * both sides of the chats. It stands on Wazzup's documentation alone. Where the documentation is
 * silent or contradicts itself, the behaviour is one of the {@link
 * io.taskwire.local.sim.wazzup.WazzupKnobs}.
 */
@NullMarked
package io.taskwire.local.sim.wazzup;

import org.jspecify.annotations.NullMarked;
