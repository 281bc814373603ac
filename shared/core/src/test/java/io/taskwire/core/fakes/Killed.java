package io.taskwire.core.fakes;

import java.io.Serial;

/** The process ends here. No {@code finally} of it has any effect outside any more. */
public final class Killed extends Error {
  @Serial private static final long serialVersionUID = 1L;

  public Killed(String call) {
    super("killed at " + call);
  }
}
