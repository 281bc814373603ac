package io.taskwire.cli;

/**
 * What a check found.
 *
 * @param link of the chain, in a few words
 * @param words what is so; where it is not well, what to do
 */
record Finding(String link, Result result, String words) {
  /** How it is. "Could not ask" is neither good nor bad. */
  enum Result {
    WELL("✓"),
    TROUBLE("✗"),
    COULD_NOT_ASK("?");

    final String sign;

    Result(String sign) {
      this.sign = sign;
    }
  }

  static Finding well(String link, String words) {
    return new Finding(link, Result.WELL, words);
  }

  static Finding trouble(String link, String words) {
    return new Finding(link, Result.TROUBLE, words);
  }

  static Finding couldNotAsk(String link, String words) {
    return new Finding(link, Result.COULD_NOT_ASK, words);
  }
}
