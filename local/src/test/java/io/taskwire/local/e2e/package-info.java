/**
 * The whole system from end to end: people write in simulated messengers, everything between goes
 * through the real handlers, queues and table, and what stands in the simulated Planfix is looked
 * at. The names of the tests begin with the row of the mission, or the promise, that they show.
 */
@NullMarked
package io.taskwire.local.e2e;

import org.jspecify.annotations.NullMarked;
