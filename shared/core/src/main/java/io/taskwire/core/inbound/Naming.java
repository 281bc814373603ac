package io.taskwire.core.inbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.channel.Phone;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** The names of contacts and tasks that the client's side opens. */
final class Naming {
  private static final String SERVICE = "Wazzup";

  private Naming() {}

  /** The client's phone, where the chat or Wazzup tells it; a group is nobody's. */
  static Optional<String> phone(Origin origin, DialogId dialog) {
    return dialog.chat().type().isGroup()
        ? Optional.empty()
        : phone(dialog).or(() -> origin.client().phone());
  }

  /** The client's phone, where the chat is named by it. */
  static Optional<String> phone(DialogId dialog) {
    boolean chatIsPhone =
        dialog.channel().messenger().chatIdIsPhone() && !dialog.chat().type().isGroup();
    return chatIsPhone ? Phone.provided(dialog.chat().id()).map(Phone::digits) : Optional.empty();
  }

  /** The client's name as the dialog is opened, or what comes nearest to one; never blank. */
  static String contact(Origin origin) {
    return name(origin).orElse(origin.chatId());
  }

  /** The client's name, or the one that the dialog was opened with; a group has one name. */
  static String contact(Origin origin, Dialog dialog) {
    return dialog.id().chat().type().isGroup()
        ? dialog.contactName()
        : name(origin).orElse(dialog.contactName());
  }

  /**
   * Who wrote in a group, where it is told and the contact's name does not say it already. How
   * Wazzup tells it is not documented: it may name him as the author or as the contact, or tell
   * only the group's name.
   */
  static Optional<String> member(Origin origin, Dialog dialog) {
    if (origin.fromUs() || !dialog.id().chat().type().isGroup()) {
      return Optional.empty();
    }
    return origin
        .author()
        .or(() -> name(origin))
        .filter(name -> !name.isBlank() && !name.equals(dialog.contactName()));
  }

  // For an unknown WhatsApp client the name can be the digits (Wazzup API, contact).
  private static Optional<String> name(Origin origin) {
    return origin.client().name().filter(name -> !name.isBlank() && !name.equals(origin.chatId()));
  }

  /** The title of a task that a message of this origin opens. */
  static String title(Origin origin, Dialog dialog, Channel channel, Wording wording) {
    DialogId id = dialog.id();
    String name = isInstagram(id) ? origin.chatId() : contact(origin, dialog);
    return title(name, id, channel, wording);
  }

  /** The title of a task that is opened by something told of a message long after it. */
  static String title(Dialog dialog, Channel channel, Wording wording) {
    DialogId id = dialog.id();
    String name = isInstagram(id) ? dialog.chatId() : dialog.contactName();
    return title(name, id, channel, wording);
  }

  // Name, transport, the integration service and the number of the channel; in Instagram the
  // nickname is the name.
  private static String title(String name, DialogId dialog, Channel channel, Wording wording) {
    String place = channel.transportTitle() + kind(dialog, wording);
    return name + " — " + place + ", " + SERVICE + ", " + dialog.channel().accountTitle();
  }

  private static String kind(DialogId dialog, Wording wording) {
    if (dialog.chat().type().isGroup()) {
      return " " + wording.group();
    }
    if (!isInstagram(dialog)) {
      return "";
    }
    return " " + (dialog.chat().post().isPresent() ? wording.comment() : wording.direct());
  }

  private static boolean isInstagram(DialogId dialog) {
    return dialog.channel().messenger().equals(Messenger.INSTAGRAM);
  }
}
