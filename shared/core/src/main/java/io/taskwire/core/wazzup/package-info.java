/** Wazzup's sending of messages, as the domain sees it. */
@NullMarked
package io.taskwire.core.wazzup;

import org.jspecify.annotations.NullMarked;
