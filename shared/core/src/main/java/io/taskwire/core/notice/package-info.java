/** What Wazzup tells us: messages, edits, deletions, statuses, changes of channels. */
@NullMarked
package io.taskwire.core.notice;

import org.jspecify.annotations.NullMarked;
