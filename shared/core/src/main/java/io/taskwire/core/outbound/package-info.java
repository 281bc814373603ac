/** From an employee's comment to the client's messenger. */
@NullMarked
package io.taskwire.core.outbound;

import org.jspecify.annotations.NullMarked;
