package io.taskwire.core.delivery;

/** Where lies what can never succeed, with its reason, until somebody looks at it. */
public interface DeadLetters {
  /**
   * Puts a letter there; a large body is compressed, and split where even that does not fit.
   *
   * @throws RuntimeException when it could not be put there: then nothing may be acknowledged
   */
  void park(DeadLetter letter);

  /**
   * What can never succeed.
   *
   * @param group the group it had or would have had
   * @param deduplication the same letter parked twice is one for as long as the queue remembers
   * @param reason in words, without names, numbers and texts of people
   */
  record DeadLetter(String group, String deduplication, String body, String reason) {}
}
