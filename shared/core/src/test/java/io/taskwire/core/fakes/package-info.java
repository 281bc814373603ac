/**
 * The outside world for tests: a table, Planfix, Wazzup's channel list and queues that behave as
 * the real ones, with every fault at hand, and a clock that is moved by hand.
 */
@NullMarked
package io.taskwire.core.fakes;

import org.jspecify.annotations.NullMarked;
