package io.taskwire.core.outbound;

/** What came from Planfix and waits in the queue to the sender. */
public sealed interface FromPlanfix permits Comment, TaskDeleted {}
