/** What the functions talk to, in a process of its own. */
@NullMarked
package io.taskwire.bench.engines;

import org.jspecify.annotations.NullMarked;
