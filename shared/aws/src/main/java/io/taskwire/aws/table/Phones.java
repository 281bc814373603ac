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
}
