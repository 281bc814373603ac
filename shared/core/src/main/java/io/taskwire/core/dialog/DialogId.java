package io.taskwire.core.dialog;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.IdPart;
import io.taskwire.core.channel.Phone;
import java.util.List;
import java.util.Optional;

/**
 * A dialog: a channel of ours and a chat within it. Its text form is the {@code chatId} that
 * Planfix knows the dialog by, so it never changes:
 *
 * <pre>
 * whatsapp:79990000099/79990000001
 * whatsapp:79990000099/whatsgroup:79990000001-1700000000
 * telegram:79990000096/phone:79990000001
 * instagram:example.shop/fictional.client
 * instagram:example.shop/fictional.client/post:3100000000000000001_40000000001
 * instagram:example.shop/igsid:1000000000000001
 * </pre>
 *
 * Everything but letters, digits and {@code . _ - @ +} is percent-encoded within a part, so the
 * form holds no {@code ~} (Planfix chat API: providerId must not contain it).
 */
public record DialogId(ChannelIdentity channel, Chat chat) {
  private static final String POST = "post:";

  /**
   * The dialog that begins when we write to a phone first.
   *
   * @param phone as Planfix writes it
   */
  public static DialogId first(ChannelIdentity channel, String phone) {
    String digits = Phone.typed(phone).map(Phone::digits).orElse(phone);
    return new DialogId(channel, Chat.withPhone(channel.messenger(), digits));
  }

  /** Parses what {@link #toString} writes. */
  public static DialogId parse(String text) {
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() < 2 || parts.size() > 3) {
      throw new IllegalArgumentException("a dialog is channel/chat or channel/chat/post");
    }
    ChannelIdentity channel = ChannelIdentity.parse(parts.getFirst());
    String chat = parts.get(1);
    int colon = chat.indexOf(':');
    ChatType type =
        colon < 0 ? ChatType.oneToOne(channel.messenger()) : new ChatType(chat.substring(0, colon));
    Optional<String> post = Optional.empty();
    if (parts.size() == 3) {
      if (!parts.get(2).startsWith(POST)) {
        throw new IllegalArgumentException("the third part of a dialog is a post");
      }
      post = Optional.of(IdPart.decode(parts.get(2).substring(POST.length())));
    }
    return new DialogId(channel, new Chat(type, IdPart.decode(chat.substring(colon + 1)), post));
  }

  /** The chat without its post: where Wazzup tells comments and Direct together. */
  public DialogId ofChat() {
    return under(Optional.empty());
  }

  /** The same chat under a post, or without one. */
  public DialogId under(Optional<String> post) {
    return new DialogId(channel, new Chat(chat.type(), chat.id(), post));
  }

  /** Stands for all dialogs on the channel whose chats Wazzup has not named yet. */
  public DialogId unnamed() {
    return new DialogId(channel, Chat.unnamed());
  }

  /** The one-to-one dialog on the same channel by the name that Wazzup has for its chat. */
  public DialogId named(String chatId) {
    return new DialogId(
        channel, new Chat(ChatType.oneToOne(channel.messenger()), chatId, Optional.empty()));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(channel.toString()).append('/');
    if (!chat.type().equals(ChatType.oneToOne(channel.messenger()))) {
      text.append(chat.type().name()).append(':');
    }
    text.append(IdPart.encode(chat.id()));
    chat.post().ifPresent(post -> text.append('/').append(POST).append(IdPart.encode(post)));
    return text.toString();
  }
}
