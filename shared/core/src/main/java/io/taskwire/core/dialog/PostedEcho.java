package io.taskwire.core.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A note that something is about to be posted to Planfix as our side's: whether Planfix then sends
 * it to us as an employee's comment is not documented (Planfix chat API, newMessage, {@code
 * isEcho}). Each post has its own, also a repeated one, so that each can come back once.
 *
 * <p>Its text form is what the table keeps: {@code 1768469402000 3.1 9f86d081884c7d65 dp}.
 *
 * @param at when it was noted
 * @param post unlike any other of the dialog; no spaces
 * @param text stands for the text as it is compared; no spaces
 * @param files a letter for each file, in alphabetical order; may be empty
 */
public record PostedEcho(Instant at, String post, String text, String files) {
  /**
   * What comes back, comes within this time: Planfix tells of a comment when it is written. The
   * longer it is, the more of what somebody wrote in the same words is taken for it.
   */
  private static final Duration COMES_BACK = Duration.ofMinutes(2);

  /** It may lie in the queue for so long, behind what can't be sent now. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** Clocks differ. */
  private static final Duration SKEW = Duration.ofSeconds(1);

  private static final int PARTS = 4;

  /** Parses what {@link #toString} writes. */
  public static PostedEcho parse(String text) {
    List<String> parts = List.of(text.split(" ", -1));
    if (parts.size() != PARTS) {
      throw new IllegalArgumentException("the note of an echo has four parts");
    }
    return new PostedEcho(
        Instant.ofEpochMilli(Long.parseLong(parts.getFirst())),
        parts.get(1),
        parts.get(2),
        parts.getLast());
  }

  public PostedEcho {
    at = Instant.ofEpochMilli(at.toEpochMilli());
    if (post.isEmpty() || text.isEmpty() || (post + text + files).indexOf(' ') >= 0) {
      throw new IllegalArgumentException("the note of an echo holds no spaces");
    }
  }

  /** Whether a comment that Planfix told at this time can be it. */
  public boolean mayHaveComeBackAt(Instant told) {
    return !told.isBefore(at.minus(SKEW)) && told.isBefore(at.plus(COMES_BACK));
  }

  /** Whether it is worth keeping no more. */
  boolean isForgotten(Instant now) {
    return !now.isBefore(at.plus(KEPT));
  }

  @Override
  public String toString() {
    return at.toEpochMilli() + " " + post + " " + text + " " + files;
  }
}
