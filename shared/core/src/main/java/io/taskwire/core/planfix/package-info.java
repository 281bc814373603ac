/** Planfix as the domain sees it: tasks that chats lead to, and messages posted to them. */
@NullMarked
package io.taskwire.core.planfix;

import org.jspecify.annotations.NullMarked;
