/** The whole system in one process. */
@NullMarked
package io.taskwire.local;

import org.jspecify.annotations.NullMarked;
