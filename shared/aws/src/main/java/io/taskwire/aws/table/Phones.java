package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.core.dialog.DialogId;
import java.time.Instant;

/** The items of phones: whose dialogs there are. */
final class Phones {
  static final String DIALOG = "dialog";
  static final String CLAIMED_AT = "claimedAt";
  static final String VERSION = "version";
  static final String OFF_CARD = "offCard";

  private Phones() {}

  static Part entered(String phone, DialogId dialog) {
    return new Part.Changes(
        new Key.OfPhone(phone, dialog), new Change().set(DIALOG, dialog.toString()));
  }

  /** By it the person of a chat is found, apart from those who write and are written to by it. */
  static Part onCard(String phone, DialogId chat) {
    return new Part.Changes(
        new Key.OfCard(phone, chat),
        new Change().set(DIALOG, chat.toString()).remove(OFF_CARD, TaskwireTable.EXPIRES_AT));
  }

  /** It is still the person's for what was written before and waits. */
  static Part offCard(String phone, DialogId chat, Instant at) {
    return new Part.Changes(
        new Key.OfCard(phone, chat),
        new Change()
            .set(DIALOG, chat.toString())
            .set(OFF_CARD, at)
            .set(TaskwireTable.EXPIRES_AT, at.plus(Messages.KNOWN).getEpochSecond()));
  }

  static boolean wasOnCard(Item item, Instant since) {
    return item.time(OFF_CARD).map(off -> off.isAfter(since)).orElse(true);
  }
}
