package io.taskwire.core.outbound;

import io.taskwire.core.dialog.DialogId;
import java.time.Instant;

/**
 * The right to send to a chat until a time. It is another than the {@link
 * io.taskwire.core.dialog.Lease} of the dialog: a call to Wazzup does not hold up what comes from
 * the client.
 *
 * @param chat the dialog without its post
 * @param fence grows with every lease of the chat
 */
public record SendLease(DialogId chat, String owner, long fence, Instant until) {}
