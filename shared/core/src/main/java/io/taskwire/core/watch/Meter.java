package io.taskwire.core.watch;

/**
 * Counts what happens. A figure is told once it is true, and may be lost with the process, or told
 * twice where a message was handled twice: it is for watching, not for accounts.
 */
public interface Meter {
  /** Never throws, and waits for nobody. */
  void tell(Measure measure);
}
