/** Takes the figures and writes them down. */
@NullMarked
package io.taskwire.bench;

import org.jspecify.annotations.NullMarked;
