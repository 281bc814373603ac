/** Our messenger accounts: what they are, how their numbers are written, which are connected. */
@NullMarked
package io.taskwire.core.channel;

import org.jspecify.annotations.NullMarked;
