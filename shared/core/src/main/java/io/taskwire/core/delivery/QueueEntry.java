package io.taskwire.core.delivery;

import io.taskwire.core.notice.QueueName;

/** A notice on its way into the queue: its name and its body, which holds the entry as it came. */
public record QueueEntry(QueueName name, String body) {}
