package io.taskwire.core.dialog;

import io.taskwire.core.notice.CommentId;
import java.time.Instant;

/**
 * A message in Direct that answers comments under a post: Instagram takes one until the client
 * writes again.
 *
 * @param comment the employee's, by which it was written
 * @param under the dialog of the client's comments
 * @param to when the client had last written by then, by the messenger's clock
 */
public record PrivateReply(CommentId comment, DialogId under, Instant to) {}
