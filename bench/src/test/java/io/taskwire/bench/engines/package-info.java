/** Tests of what stands in for AWS and the providers while figures are taken. */
@NullMarked
package io.taskwire.bench.engines;

import org.jspecify.annotations.NullMarked;
