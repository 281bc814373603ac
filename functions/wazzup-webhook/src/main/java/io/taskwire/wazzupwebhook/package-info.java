/** The door for Wazzup's webhooks. */
@NullMarked
package io.taskwire.wazzupwebhook;

import org.jspecify.annotations.NullMarked;
