/** The way from Wazzup to Planfix: taking webhooks in, delivering notices. */
@NullMarked
package io.taskwire.core.inbound;

import org.jspecify.annotations.NullMarked;
