package io.taskwire.local.sim.planfix;

import java.util.concurrent.CompletableFuture;

/**
 * What an employee's comment or first message has become.
 *
 * @param entry the comment, or the description of the new task, as it stood at once
 * @param answered the same after the connector has answered its calls or failed to; at once where
 *     nothing goes out
 */
public record Posted(int task, EntryView entry, CompletableFuture<EntryView> answered) {}
