package io.taskwire.aws.settings;

/** A settings document that can't be used. The message names the key and never its value. */
public final class BrokenSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenSettings(String message) {
    super(message);
  }
}
