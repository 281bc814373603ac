/** Wazzup's webhooks and API. */
@NullMarked
package io.taskwire.wazzup;

import org.jspecify.annotations.NullMarked;
