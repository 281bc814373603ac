package io.taskwire.local.sim.planfix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of tasks.
 *
 * @param assigner number of the contact who is the task's author
 * @param line display name of the line, or its providerId once it was removed
 * @param chatId null while no connector has answered the first message
 * @param lastComment time of the last comment, null without one
 * @param files of the description and all comments
 */
public record TaskSummary(
    int number,
    String name,
    TaskStatus status,
    @Nullable Integer mergedInto,
    int assigner,
    String assignerName,
    String providerId,
    String line,
    @Nullable String channel,
    @Nullable String chatId,
    Instant created,
    @Nullable Instant lastComment,
    int comments,
    int files) {}
