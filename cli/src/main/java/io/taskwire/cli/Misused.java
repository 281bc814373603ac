package io.taskwire.cli;

/** A command lacks something, or has something that can't be. The message says what to write. */
public final class Misused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Misused(String message) {
    super(message);
  }
}
