package io.taskwire.planfix;

/**
 * A queued body that this version can't read, and will never. The reason says what is wrong and
 * names fields, never their values.
 */
public final class UnreadableComment extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableComment(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
