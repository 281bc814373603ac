package io.taskwire.core.dialog;

/**
 * How far the posting of a message has got that takes several calls.
 *
 * @param plan the plan that was begun and has to be gone on with
 * @param stepsDone how many of its steps are done
 * @param reason why, where the plan needs to know it again; may be empty
 */
public record Progress(Plan plan, int stepsDone, String reason) {
  /** The ways to post a message. */
  public enum Plan {
    /** The dialog's task is there: a comment of it. */
    COMMENT,
    /** There is none: the message opens it. */
    OPEN,
    /** As {@link #OPEN}, but our side wrote it and Planfix may not open a task for that. */
    OPEN_FOR_EMPLOYEE,
    /** Planfix refuses it: the employee is told, then it goes to the dead letters. */
    PARK
  }
}
