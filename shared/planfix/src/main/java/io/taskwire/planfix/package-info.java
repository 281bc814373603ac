/** Planfix's chat API. */
@NullMarked
package io.taskwire.planfix;

import org.jspecify.annotations.NullMarked;
