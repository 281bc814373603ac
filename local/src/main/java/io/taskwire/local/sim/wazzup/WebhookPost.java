package io.taskwire.local.sim.wazzup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One webhook with all attempts to deliver it. Nothing leaves the log, whatever the receiver did.
 *
 * @param number counts from 1 in the order in which the attempts began
 * @param at when the first attempt began
 * @param body what is posted, verbatim
 * @param duplicate it was posted before
 * @param outcome what became of it so far
 * @param attempts oldest first
 */
public record WebhookPost(
    long number,
    Instant at,
    String body,
    boolean duplicate,
    Outcome outcome,
    List<Attempt> attempts) {

  /** What became of a webhook. */
  public enum Outcome {
    /** It is being delivered, or waits for its next attempt. */
    UNDER_WAY,
    /** The receiver answered 200. */
    DELIVERED,
    /** The receiver did not answer 200 and no attempt is left: Wazzup forgets it. */
    GIVEN_UP,
    /** No address is set, or its switch is off: it was never posted. */
    NOT_SUBSCRIBED
  }

  /**
   * One POST to the receiver.
   *
   * @param at when it ended
   * @param status the HTTP status; null without an answer
   * @param fault what happened instead of an answer
   */
  public record Attempt(Instant at, @Nullable Integer status, @Nullable String fault) {}

  /** The HTTP status of the newest attempt; null without an answer. */
  public @Nullable Integer lastStatus() {
    return attempts.isEmpty() ? null : attempts.getLast().status();
  }

  WebhookPost with(Outcome newOutcome) {
    return new WebhookPost(number, at, body, duplicate, newOutcome, attempts);
  }

  WebhookPost with(Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return new WebhookPost(number, at, body, duplicate, outcome, List.copyOf(all));
  }
}
