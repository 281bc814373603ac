package io.taskwire.local.sim.wazzup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client writes in his messenger.
 *
 * @param channel the account he writes to, by its id or its {@code plainId}
 * @param chatType by default the one-to-one type of the channel
 * @param chatId phone digits, account name or id, as the chat type has it
 * @param name the display name; by default what the chat already shows, else the chatId
 * @param username Telegram account name without {@code @}
 * @param phone international digits; WhatsApp's is known from the chatId
 * @param igsid Instagram-scoped id; the same igsid under another chatId means that he renamed
 * @param type any message type, also an unknown one; by default what the file's name says, else
 *     {@code text}
 * @param text the text, or the caption of the file
 * @param file the attachment; the four file types get a generated one when it is left out
 * @param quote the {@code messageId} he quotes
 * @param instPost makes it a comment under that post; an Instagram channel only
 * @param member who writes, in a group; its name is the display name
 */
public record ClientMessage(
    String channel,
    @Nullable String chatType,
    String chatId,
    @Nullable String name,
    @Nullable String username,
    @Nullable String phone,
    @Nullable String igsid,
    @Nullable String type,
    @Nullable String text,
    @Nullable Upload file,
    @Nullable String quote,
    @Nullable InstagramPost instPost,
    @Nullable String member) {

  public ClientMessage {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(chatId, "chatId");
  }

  /** A plain text. */
  public static ClientMessage text(String channel, String chatId, String name, String text) {
    return new ClientMessage(
        channel, null, chatId, name, null, null, null, null, text, null, null, null, null);
  }

  /** The same message as another type. */
  public ClientMessage withType(String otherType) {
    return new ClientMessage(
        channel, chatType, chatId, name, username, phone, igsid, otherType, text, file, quote,
        instPost, member);
  }

  /** The same message without text and with a file. */
  public ClientMessage withFile(Upload attached) {
    return new ClientMessage(
        channel, chatType, chatId, name, username, phone, igsid, type, null, attached, quote,
        instPost, member);
  }

  /** The same message as a quote of another. */
  public ClientMessage quoting(String messageId) {
    return new ClientMessage(
        channel, chatType, chatId, name, username, phone, igsid, type, text, file, messageId,
        instPost, member);
  }

  /** The same message as a comment under an Instagram post. */
  public ClientMessage under(InstagramPost post) {
    return new ClientMessage(
        channel, chatType, chatId, name, username, phone, igsid, type, text, file, quote, post,
        member);
  }

  /** The same message with what the messenger tells of the client besides his name. */
  public ClientMessage from(
      @Nullable String itsUsername, @Nullable String itsPhone, @Nullable String itsIgsid) {
    return new ClientMessage(
        channel,
        chatType,
        chatId,
        name,
        itsUsername,
        itsPhone,
        itsIgsid,
        type,
        text,
        file,
        quote,
        instPost,
        member);
  }

  /** The same message in a group. */
  public ClientMessage inGroup(String group, String itsMember) {
    return new ClientMessage(
        channel, group, chatId, name, username, phone, igsid, type, text, file, quote, instPost,
        itsMember);
  }
}
