package io.taskwire.local.sim.planfix;

/** Where a task stands: DELETED is in the recycle bin, MERGED went on in another task. */
public enum TaskStatus {
  ACTIVE,
  CLOSED,
  DELETED,
  MERGED
}
