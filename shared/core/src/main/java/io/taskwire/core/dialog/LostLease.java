package io.taskwire.core.dialog;

/** Somebody else has the dialog by now: nothing was written. */
public final class LostLease extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public LostLease(String message) {
    super(message);
  }
}
