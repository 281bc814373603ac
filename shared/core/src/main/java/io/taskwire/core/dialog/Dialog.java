package io.taskwire.core.dialog;

import java.time.Instant;
import java.util.Optional;

/**
 * A dialog as the table knows it.
 *
 * @param providerId the line it was opened with, kept for good
 * @param contactName the name it was opened with
 * @param task the number of its task, once Planfix told it
 * @param taskSeen when Planfix last showed that the task is open
 */
public record Dialog(
    DialogId id,
    String providerId,
    ContactId contact,
    String contactName,
    Optional<Long> task,
    Optional<Instant> taskSeen) {}
