/** SQS: queueing, dead letters, visibility. */
@NullMarked
package io.taskwire.aws.queue;

import org.jspecify.annotations.NullMarked;
