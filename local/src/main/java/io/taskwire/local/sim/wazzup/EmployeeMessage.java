package io.taskwire.local.sim.wazzup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an employee writes to a client without using the API: on the phone or in Wazzup's own chat
 * application. It reaches the receiver of webhooks as an echo.
 *
 * @param channel the account he writes from, by its id or its {@code plainId}
 * @param chatType by default the one-to-one type of the channel
 * @param chatId the client; the chat is made when it is new
 * @param name the client's display name; by default what the chat already shows, else the chatId
 * @param text the text, or the caption of the file
 * @param file the attachment
 * @param quote the {@code messageId} he quotes; quoting an Instagram comment answers under the post
 * @param authorName by default {@code Phone}, which live traffic shows for messages typed there
 * @param authorId the CRM user, when he writes in Wazzup's application
 * @param sentFromApp by default true
 */
public record EmployeeMessage(
    String channel,
    @Nullable String chatType,
    String chatId,
    @Nullable String name,
    @Nullable String text,
    @Nullable Upload file,
    @Nullable String quote,
    @Nullable String authorName,
    @Nullable String authorId,
    @Nullable Boolean sentFromApp) {

  public EmployeeMessage {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(chatId, "chatId");
  }

  /** A text typed on the phone. */
  public static EmployeeMessage onPhone(String channel, String chatId, String text) {
    return new EmployeeMessage(channel, null, chatId, null, text, null, null, null, null, null);
  }
}
