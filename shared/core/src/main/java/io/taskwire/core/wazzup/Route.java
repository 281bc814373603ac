package io.taskwire.core.wazzup;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.dialog.Dialog;

/**
 * The way to a client. It is made of a dialog and of nothing else, so there is no way to write a
 * message that goes through another channel than its dialog's.
 */
public final class Route {
  private final ChannelIdentity channel;
  private final ChannelId address;
  private final ChatType chatType;
  private final Recipient recipient;

  private Route(
      ChannelIdentity channel, ChannelId address, ChatType chatType, Recipient recipient) {
    this.channel = channel;
    this.address = address;
    this.chatType = chatType;
    this.recipient = recipient;
  }

  /** Whom Wazzup is to find. */
  public sealed interface Recipient {
    /** A chat as Wazzup writes it. */
    record OfChat(String chatId) implements Recipient {}

    /** Somebody with whom there was no chat yet; digits only (Wazzup API, Sending, phone). */
    record OfPhone(String digits) implements Recipient {}
  }

  /**
   * The way of a dialog.
   *
   * @param channel the dialog's, as it is known now
   * @throws IllegalArgumentException when it is another channel, or Wazzup has it nowhere
   */
  public static Route of(Dialog dialog, Channel channel) {
    if (!dialog.id().channel().equals(channel.identity())) {
      throw new IllegalArgumentException("the channel is not the dialog's");
    }
    ChannelId address =
        channel
            .address()
            .orElseThrow(() -> new IllegalArgumentException("Wazzup has no such channel"));
    Chat chat = dialog.id().chat();
    boolean knownByPhoneOnly = chat.isOfPhone() && dialog.chatId().equals(chat.id());
    return new Route(
        channel.identity(),
        address,
        chat.isOfPhone() || chat.isOfPerson()
            ? ChatType.oneToOne(channel.identity().messenger())
            : chat.type(),
        knownByPhoneOnly
            ? new Recipient.OfPhone(chat.id())
            : new Recipient.OfChat(dialog.chatId()));
  }

  public ChannelIdentity channel() {
    return channel;
  }

  public ChannelId address() {
    return address;
  }

  public ChatType chatType() {
    return chatType;
  }

  public Recipient recipient() {
    return recipient;
  }

  /** Without names and numbers of people. */
  @Override
  public String toString() {
    return "Route[" + address + "]";
  }
}
