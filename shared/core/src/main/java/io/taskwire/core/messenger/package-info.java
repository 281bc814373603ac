/** What each messenger takes, and why it does not take something. */
@NullMarked
package io.taskwire.core.messenger;

import org.jspecify.annotations.NullMarked;
