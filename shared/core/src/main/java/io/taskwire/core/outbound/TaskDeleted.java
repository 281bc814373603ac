package io.taskwire.core.outbound;

import java.time.Instant;

/**
 * A task is gone: told by a scenario ({@code cmd=taskDeleted}), for accounts where Planfix goes on
 * to show a deleted task as an active one.
 *
 * @param task its number
 */
public record TaskDeleted(String providerId, long task, Instant receivedAt)
    implements FromPlanfix {}
