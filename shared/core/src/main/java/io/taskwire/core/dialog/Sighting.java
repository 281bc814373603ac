package io.taskwire.core.dialog;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import java.time.Instant;

/**
 * A client of Instagram who wrote under a name. The name he can change, and another can take it;
 * the id within our account stays (Wazzup, {@code contact.igsid}: undocumented, and not always
 * there).
 *
 * @param igsid digits
 * @param chatId the name as Wazzup writes it
 * @param at when he wrote
 */
public record Sighting(ChannelIdentity channel, String igsid, String chatId, Instant at) {
  /** The chat that is called by the name. */
  public DialogId name() {
    return new DialogId(channel, Chat.withPerson(igsid)).named(chatId);
  }

  /** The chat that is called by the person. */
  public DialogId person() {
    return new DialogId(channel, Chat.withPerson(igsid));
  }
}
