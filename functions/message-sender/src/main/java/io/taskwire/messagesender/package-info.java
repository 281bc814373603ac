/** Sends employees' comments to clients. */
@NullMarked
package io.taskwire.messagesender;

import org.jspecify.annotations.NullMarked;
