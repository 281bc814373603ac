package io.taskwire.core.dialog;

import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.IdPart;

/**
 * The person, as Planfix's {@code contactId}: computed from the chat, the same way for ever. A chat
 * named by a phone number belongs to that phone's owner in whatever messenger and on whatever
 * channel of ours, so one person has one card.
 */
public record ContactId(String value) {
  public static ContactId of(DialogId dialog) {
    Chat chat = dialog.chat();
    boolean phone = !chat.type().isGroup() && dialog.channel().messenger().chatIdIsPhone();
    String kind = phone ? "phone" : chat.type().name();
    return new ContactId(kind + ":" + IdPart.encode(chat.id()));
  }

  @Override
  public String toString() {
    return value;
  }
}
