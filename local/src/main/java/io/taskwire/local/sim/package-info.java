/**
 * Simulators of the providers. They follow the providers' documentation and share no code with the
 * adapters under test, so that a misreading on either side shows.
 */
@NullMarked
package io.taskwire.local.sim;

import org.jspecify.annotations.NullMarked;
