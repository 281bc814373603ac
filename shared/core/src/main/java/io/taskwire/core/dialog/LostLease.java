package io.taskwire.core.dialog;

import java.io.Serial;

/**
 * A write under a lease that is not ours any more: it ran out and somebody else took the dialog, or
 * it was given back. Nothing was written; what has to be done is done by whoever has the lease now.
 */
public final class LostLease extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  public LostLease() {
    super("the lease of the dialog was lost");
  }
}
