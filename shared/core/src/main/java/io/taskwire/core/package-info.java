/** The domain. */
@NullMarked
package io.taskwire.core;

import org.jspecify.annotations.NullMarked;
