package io.taskwire.core.outbound;

import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.planfix.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comment on its way to the client, as the table knows it.
 *
 * @param dialog the dialog that it was judged to belong to
 * @param answers the dialog of comments under a post in whose task it was written, where it goes to
 *     the client in Direct: what is sent does not stand in the dialog there yet
 * @param parts written once before the first is sent, and never made anew; counted from 1
 * @param refusal why nothing of it is sent
 * @param settled whether nothing is left to do
 * @param attempts how many times it had to wait so far
 * @param waiting whether it has been waiting so long that the employee is to know
 * @param reached the account of a client who was known by his phone alone: the employee is to see
 *     whom that led to
 * @param reported the mark that Planfix shows; empty too where that is not known
 * @param version grows with every change of all this but the mark; 0 before the first
 */
public record Outgoing(
    CommentId id,
    Optional<DialogId> dialog,
    Optional<DialogId> answers,
    List<Part> parts,
    Optional<Refusal> refusal,
    boolean settled,
    int attempts,
    boolean waiting,
    Optional<String> reached,
    Optional<Mark> reported,
    long version) {
  public Outgoing {
    parts = List.copyOf(parts);
  }

  /** One of which nothing is known yet. */
  public static Outgoing fresh(CommentId id) {
    return new Outgoing(
        id,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  Part part(int number) {
    return parts.get(number - 1);
  }

  Outgoing in(DialogId where) {
    return to(Optional.of(where), answers, reached);
  }

  /** It is for the client alone, in the dialog in Direct. */
  Outgoing intoDirect(DialogId direct, DialogId comments) {
    return to(Optional.of(direct), Optional.of(comments), reached);
  }

  Outgoing reaching(String account) {
    return to(dialog, answers, Optional.of(account));
  }

  private Outgoing to(
      Optional<DialogId> where, Optional<DialogId> answered, Optional<String> account) {
    return new Outgoing(
        id, where, answered, parts, refusal, settled, attempts, waiting, account, reported,
        version);
  }

  boolean intoDirect() {
    return answers.isPresent();
  }

  Outgoing planned(List<Part> plan) {
    return now(plan, refusal, settled, attempts, waiting);
  }

  Outgoing with(int number, Part part) {
    List<Part> changed = new ArrayList<>(parts);
    changed.set(number - 1, part);
    return planned(changed);
  }

  /** Nothing of it is sent. */
  Outgoing refused(Refusal why) {
    return now(List.of(), Optional.of(why), true, attempts, false);
  }

  /** It is what we posted to Planfix ourselves, and nothing of it is sent. */
  public Outgoing cameBack() {
    return now(List.of(), Optional.empty(), true, attempts, false);
  }

  /** Nothing else is settled without a part and without a refusal. */
  boolean isComeBack() {
    return settled && parts.isEmpty() && refusal.isEmpty();
  }

  /** Nothing is left to do, and what was said is forgotten. */
  Outgoing settle() {
    List<Part> kept = parts.stream().map(Part::withoutPayload).toList();
    return now(kept, refusal, true, attempts, false);
  }

  Outgoing postponed(boolean tellsWaiting) {
    return now(parts, refusal, settled, attempts + 1, tellsWaiting);
  }

  /** So long already that the employee is to know. */
  Outgoing waits() {
    return now(parts, refusal, settled, attempts, true);
  }

  Outgoing goingOn() {
    return now(parts, refusal, settled, attempts, false);
  }

  private Outgoing now(
      List<Part> plan, Optional<Refusal> why, boolean done, int waits, boolean tellsWaiting) {
    return new Outgoing(
        id, dialog, answers, plan, why, done, waits, tellsWaiting, reached, reported, version);
  }

  /** As it stands after it was written. */
  public Outgoing written() {
    return new Outgoing(
        id,
        dialog,
        answers,
        parts,
        refusal,
        settled,
        attempts,
        waiting,
        reached,
        reported,
        version + 1);
  }

  /** Whether no call was made for any part of it. */
  boolean untried() {
    return parts.stream().allMatch(part -> part.state() == Part.State.WAITING);
  }

  /** The number of the part with Wazzup's id. */
  Optional<Integer> numberOf(MessageId message) {
    for (int number = 1; number <= parts.size(); number++) {
      if (part(number).message().equals(Optional.of(message))) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }
}
