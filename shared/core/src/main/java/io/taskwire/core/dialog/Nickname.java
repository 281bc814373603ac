package io.taskwire.core.dialog;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a chat of Instagram's: who is called by its name, and what the one is called now
 * after whom it was named. Of a chat whose people's ids Wazzup never told nothing is.
 *
 * @param person whose dialogs go by this name for good, by his igsid
 * @param holder who was last seen under this name
 * @param heldSince when he was first seen under it
 * @param chatId what the chat's client is called now, as Wazzup writes it
 * @param calledSince when that was first seen
 */
public record Nickname(
    Optional<String> person,
    Optional<String> holder,
    Optional<Instant> heldSince,
    Optional<String> chatId,
    Optional<Instant> calledSince) {
  public static final Nickname UNKNOWN =
      new Nickname(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether the name is another's than theirs whose dialogs go by it. */
  public boolean isTaken() {
    return isTakenFrom(person);
  }

  /**
   * Whether the name is known to be another's.
   *
   * @param owner who once had it, if anybody knows
   */
  public boolean isTakenFrom(Optional<String> owner) {
    return holder.isPresent() && !holder.equals(owner);
  }

  /** A dialog of the chat, as it is to be reached now. */
  public Dialog reaching(Dialog dialog) {
    return chatId.map(dialog::named).orElse(dialog);
  }

  Nickname of(String igsid) {
    return new Nickname(Optional.of(igsid), holder, heldSince, chatId, calledSince);
  }

  Nickname heldBy(String igsid, Instant since) {
    return new Nickname(person, Optional.of(igsid), Optional.of(since), chatId, calledSince);
  }

  Nickname called(String name, Instant since) {
    return new Nickname(person, holder, heldSince, Optional.of(name), Optional.of(since));
  }
}
