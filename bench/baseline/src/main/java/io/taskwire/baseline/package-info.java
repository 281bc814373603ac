/** What the functions are compared with; nothing here is deployed. */
@NullMarked
package io.taskwire.baseline;

import org.jspecify.annotations.NullMarked;
