/** What an operator sees of the traffic: figures, and nothing of who wrote what to whom. */
@NullMarked
package io.taskwire.core.watch;

import org.jspecify.annotations.NullMarked;
