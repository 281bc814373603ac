package io.taskwire.core.dialog;

import java.util.Optional;

/**
 * What the table knows of a client of Instagram and of his name.
 *
 * @param chat the chat after which all dialogs of the person are named, where he is known
 * @param name of the chat that is called by the name
 * @param dialog of the chat of the dialog that was asked for
 */
public record Names(Optional<DialogId> chat, Nickname name, Nickname dialog) {
  public static final Names UNKNOWN =
      new Names(Optional.empty(), Nickname.UNKNOWN, Nickname.UNKNOWN);
}
