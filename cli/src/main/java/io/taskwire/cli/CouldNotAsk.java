package io.taskwire.cli;

/**
 * Somebody could not be asked. The message says who, where, why and what to do, and holds no
 * secret.
 */
public final class CouldNotAsk extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CouldNotAsk(String message) {
    super(message);
  }
}
