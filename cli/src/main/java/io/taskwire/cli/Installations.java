package io.taskwire.cli;

/** Finds installations. */
public interface Installations {
  /**
   * Finds one.
   *
   * @throws CouldNotAsk when nobody tells what belongs to it
   */
  Installation open(Place place);
}
