/** Makes Planfix tasks and comments of what Wazzup told. */
@NullMarked
package io.taskwire.taskworker;

import org.jspecify.annotations.NullMarked;
