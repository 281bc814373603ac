package io.taskwire.local.sim.wazzup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client's chat with one channel. Guarded by the account's lock. */
final class Chat {

  /** A message of the chat, as it is now. */
  static final class Message {
    final String id;
    final Chat chat;
    final ChatMessage.From from;
    final Instant at;
    String type;
    @Nullable String text;
    @Nullable String contentUri;
    @Nullable String quotedId;
    @Nullable InstagramPost post;
    @Nullable String authorName;
    @Nullable String authorId;
    @Nullable Boolean sentFromApp;
    @Nullable String crmMessageId;
    boolean hasButtons;
    String status;
    @Nullable String errorCode;
    boolean edited;
    boolean deleted;

    /** This comment has had its one answer in Direct. */
    boolean answeredInDirect;

    Message(String id, Chat chat, ChatMessage.From from, Instant at, String type) {
      this.id = id;
      this.chat = chat;
      this.from = from;
      this.at = at;
      this.type = type;
      this.status = from == ChatMessage.From.CLIENT ? "inbound" : "sent";
    }

    boolean isEcho() {
      return from != ChatMessage.From.CLIENT;
    }

    boolean isComment() {
      return post != null;
    }

    ChatMessage view() {
      return new ChatMessage(
          id,
          from,
          type,
          text,
          contentUri,
          at,
          status,
          errorCode,
          post == null ? null : post.src(),
          quotedId,
          authorName,
          edited,
          deleted,
          errorCode == null && !deleted,
          crmMessageId);
    }
  }

  String channelId;
  final String chatType;
  final String chatId;
  String name;
  @Nullable String username;
  @Nullable String phone;
  @Nullable String igsid;

  /** The client has another account name now: this one leads nowhere (Instagram). */
  boolean renamed;

  final List<Message> messages = new ArrayList<>();

  Chat(String channelId, String chatType, String chatId) {
    this.channelId = channelId;
    this.chatType = chatType;
    this.chatId = chatId;
    this.name = chatId;
    this.phone = chatType.equals("whatsapp") ? chatId : null;
  }

  /** What keeps the order of this chat's webhooks. */
  String lane() {
    return channelId + "/" + chatType + "/" + chatId;
  }

  ChatView view(WazzupChannel channel) {
    return new ChatView(
        channelId,
        channel.transport(),
        channel.plainId(),
        chatType,
        chatId,
        name,
        username,
        phone,
        igsid,
        messages.stream().map(Message::view).toList());
  }
}
