/** What the ports promise, as tests that every implementation of them has to pass. */
@NullMarked
package io.taskwire.core.contract;

import org.jspecify.annotations.NullMarked;
