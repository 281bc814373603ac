package io.taskwire.core.dialog;

import java.time.Instant;

/**
 * The right to make effectful calls for a dialog, until a time. It protects against another worker
 * in the same dialog; it does not protect against a call that outlives it, which is why it outlives
 * the invocation that took it.
 *
 * @param fence grows with every lease of the dialog
 */
public record Lease(DialogId dialog, String owner, long fence, Instant until) {}
