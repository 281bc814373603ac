package io.taskwire.local.sim.wazzup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chat with everything that happened in it, in order.
 *
 * @param phone what the client shows of his phone, when known
 * @param messages both directions, oldest first
 */
public record ChatView(
    String channelId,
    String transport,
    String plainId,
    String chatType,
    String chatId,
    String name,
    @Nullable String username,
    @Nullable String phone,
    @Nullable String igsid,
    List<ChatMessage> messages) {

  /** What the client's phone shows: without what never reached it and without what was deleted. */
  public List<ChatMessage> onPhone() {
    return messages.stream().filter(ChatMessage::onPhone).toList();
  }
}
