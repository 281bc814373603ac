package io.taskwire.core.inbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.channel.Phone;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.wording.Wording;
import java.util.Optional;

/** The names of contacts and tasks that the client's side opens. */
final class Naming {
  private static final String SERVICE = "Wazzup";

  private Naming() {}

  /** The client's phone, where the chat or Wazzup tells it. */
  static Optional<String> phone(Origin origin, DialogId dialog) {
    boolean chatIsPhone =
        dialog.channel().messenger().chatIdIsPhone() && !dialog.chat().type().isGroup();
    return chatIsPhone
        ? Phone.provided(origin.chatId()).map(Phone::digits)
        : origin.client().phone();
  }

  /** The client's name, or what comes nearest to one; never blank. */
  static String contact(Origin origin) {
    return origin.client().name().filter(name -> !name.isBlank()).orElse(origin.chatId());
  }

  /**
   * The title of a task that the client's side opens: name, transport, the integration service and
   * the number of the channel; in Instagram the nickname is the name.
   */
  static String title(Origin origin, DialogId dialog, Channel channel, Wording wording) {
    boolean instagram = dialog.channel().messenger().equals(Messenger.INSTAGRAM);
    String name = instagram ? origin.chatId() : contact(origin);
    String place =
        !instagram
            ? channel.transportTitle()
            : channel.transportTitle()
                + " "
                + (dialog.chat().post().isPresent() ? wording.comment() : wording.direct());
    return name + " — " + place + ", " + SERVICE + ", " + dialog.channel().accountTitle();
  }
}
