/** A function in a process of its own, as Lambda runs it. */
@NullMarked
package io.taskwire.bench.sandbox;

import org.jspecify.annotations.NullMarked;
