package io.taskwire.core.dialog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client's message teaches about names: of whom nothing was known gets a chat after which
 * all his dialogs are named for good, and a name that he was not seen under becomes his. A message
 * that was overtaken by a later one teaches nothing about what came after it.
 *
 * @param person the chat that is called by him
 * @param begins the chat after which his dialogs are named from now on; empty where he has one
 * @param changes of the chats concerned, each as it was read and as it is to be
 */
public record Lesson(DialogId person, Optional<DialogId> begins, List<Change> changes) {
  public Lesson {
    changes = List.copyOf(changes);
  }

  /** A change of what is known of a chat; it fails if anything but this was known. */
  public record Change(DialogId chat, Nickname before, Nickname after) {}

  /**
   * What is to be learnt.
   *
   * @param names as they were read, of a dialog of the person's where he is known
   * @return empty where all is known
   */
  public static Optional<Lesson> of(Sighting sighting, Names names) {
    DialogId chat = names.chat().orElseGet(() -> begins(sighting, names));
    boolean begins = names.chat().isEmpty();
    boolean isName = chat.equals(sighting.name());
    Nickname name = names.name();
    Nickname own = isName ? name : begins ? Nickname.UNKNOWN : names.dialog();
    Nickname nameAfter = holds(sighting, name);
    Nickname ownAfter = called(sighting, chat, isName ? nameAfter : own);
    if (begins) {
      ownAfter = ownAfter.of(sighting.igsid());
    }
    List<Change> changes = new ArrayList<>();
    if (!ownAfter.equals(own)) {
      changes.add(new Change(chat, own, ownAfter));
    }
    if (!isName && !nameAfter.equals(name)) {
      changes.add(new Change(sighting.name(), name, nameAfter));
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lesson(sighting.person(), begins ? Optional.of(chat) : Optional.empty(), changes));
  }

  /** The name, unless somebody is known to have had it: then the person has none but his id. */
  private static DialogId begins(Sighting sighting, Names names) {
    return names.name().holder().isEmpty() ? sighting.name() : sighting.person();
  }

  private static Nickname holds(Sighting sighting, Nickname name) {
    return name.holder().equals(Optional.of(sighting.igsid()))
            || overtaken(sighting, name.heldSince())
        ? name
        : name.heldBy(sighting.igsid(), sighting.at());
  }

  private static Nickname called(Sighting sighting, DialogId chat, Nickname own) {
    boolean known =
        own.calledSince().isPresent()
            && own.chatId().map(chat::named).equals(Optional.of(sighting.name()));
    return known || overtaken(sighting, own.calledSince())
        ? own
        : own.called(sighting.chatId(), sighting.at());
  }

  private static boolean overtaken(Sighting sighting, Optional<Instant> since) {
    return since.filter(time -> !time.isBefore(sighting.at())).isPresent();
  }
}
