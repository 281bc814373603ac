/**
 * A simulator of Planfix as far as a messenger connector sees it: the chat API in both directions,
 * the tasks, comments and contacts behind it, and what an employee or administrator may do there.
 * What Planfix's pages leave open is a knob, see {@link
 * io.taskwire.local.sim.planfix.PlanfixKnobs}.
 */
@NullMarked
package io.taskwire.local.sim.planfix;

import org.jspecify.annotations.NullMarked;
