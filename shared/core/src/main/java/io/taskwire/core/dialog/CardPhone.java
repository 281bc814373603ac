package io.taskwire.core.dialog;

import java.time.Instant;
import java.util.Optional;

/**
 * The phone on the card of a client of Instagram, as Planfix last told it with an ordinary answer
 * in a task of the client's own (chat API, contactPhone). It is the person's, whichever dialog of
 * theirs it was told in.
 *
 * @param digits empty where the card has none any more
 * @param at when Planfix told it
 * @param under the dialog of comments in whose task somebody was answered last, as far as it was
 *     noted; empty where that was in Direct only
 * @param person by his igsid, whose card it was; empty where Wazzup had never told that
 * @param doubtful whether the answer had waited: the phone may have left the card since
 */
public record CardPhone(
    Optional<String> digits,
    Instant at,
    Optional<DialogId> under,
    Optional<String> person,
    boolean doubtful) {
  /** The card without a phone. */
  public CardPhone gone(Instant told) {
    return new CardPhone(Optional.empty(), told, under, person, false);
  }

  public boolean is(String phone) {
    return digits.equals(Optional.of(phone));
  }
}
