package io.taskwire.local.aws;

/** The function gave no answer: its handler threw, could not be made, or ran out of time. */
final class InvocationFailed extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * An invocation without an answer.
   *
   * @param reason a few words for an operator, without anything from the event
   */
  InvocationFailed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
