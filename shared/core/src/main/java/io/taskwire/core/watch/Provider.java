package io.taskwire.core.watch;

/** The two sides between which messages go. */
public enum Provider {
  WAZZUP,
  PLANFIX
}
