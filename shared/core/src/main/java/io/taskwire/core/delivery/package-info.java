/** How work gets through outages and crashes: budgets, delays, the breaker, groups of a batch. */
@NullMarked
package io.taskwire.core.delivery;

import org.jspecify.annotations.NullMarked;
