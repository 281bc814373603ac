package io.taskwire.local.sim.planfix;

/**
 * A message on its way to the connector.
 *
 * @param first whether no chat is known yet, so that the answer has to name it
 */
record Outgoing(PlanfixLine line, int task, String messageId, FormFields form, boolean first) {}
