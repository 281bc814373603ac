package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.core.dialog.DialogId;

/** The items of phones: whose dialogs there are. */
final class Phones {
  static final String DIALOG = "dialog";
  static final String CLAIMED_AT = "claimedAt";
  static final String VERSION = "version";

  private Phones() {}

  static Part entered(String phone, DialogId dialog) {
    return new Part.Changes(
        new Key.OfPhone(phone, dialog), new Change().set(DIALOG, dialog.toString()));
  }

  /** By it the person of a chat is found, apart from those who write and are written to by it. */
  static Part onCard(String phone, DialogId chat) {
    return new Part.Changes(new Key.OfCard(phone, chat), new Change().set(DIALOG, chat.toString()));
  }

  static Part offCard(String phone, DialogId chat) {
    return new Part.Deletes(new Key.OfCard(phone, chat));
  }
}
