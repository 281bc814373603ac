/** Benchmarks that JMH runs in processes of its own. */
@NullMarked
package io.taskwire.bench.warm;

import org.jspecify.annotations.NullMarked;
