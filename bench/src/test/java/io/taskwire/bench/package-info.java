/** Tests of what the figures are made with; none of them measures anything. */
@NullMarked
package io.taskwire.bench;

import org.jspecify.annotations.NullMarked;
