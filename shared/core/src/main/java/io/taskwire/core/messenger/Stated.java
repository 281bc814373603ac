package io.taskwire.core.messenger;

/**
 * A value of the table of contracts, and where it is stated.
 *
 * @param source the section of a public page, and what it says; where pages disagree, both
 */
record Stated<T>(T value, String source) {
  Stated {
    if (source.isBlank()) {
      throw new IllegalArgumentException("a contract rests on what somebody stated");
    }
  }
}
