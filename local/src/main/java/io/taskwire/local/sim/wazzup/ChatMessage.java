package io.taskwire.local.sim.wazzup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a chat as the simulator's console shows it.
 *
 * @param messageId Wazzup's id
 * @param from who wrote it
 * @param type a message type of Wazzup
 * @param text the present text, after edits
 * @param contentUri link to the file
 * @param at when it was written
 * @param status {@code inbound} for the client's; else {@code sent}, {@code delivered}, {@code
 *     read} or {@code error}
 * @param errorCode why it never reached the client; only with {@code error}
 * @param postUrl the Instagram post when it stands publicly under one; null in Direct
 * @param quotedMessageId what it quotes
 * @param author the name on our side, or of a group's member
 * @param edited it was changed
 * @param deleted it was taken back
 * @param onPhone the client can see it now
 * @param crmMessageId what the sender by the API called it; null without
 */
public record ChatMessage(
    String messageId,
    From from,
    String type,
    @Nullable String text,
    @Nullable String contentUri,
    Instant at,
    String status,
    @Nullable String errorCode,
    @Nullable String postUrl,
    @Nullable String quotedMessageId,
    @Nullable String author,
    boolean edited,
    boolean deleted,
    boolean onPhone,
    @Nullable String crmMessageId) {

  /** The two sides of a chat, and the two ways of ours. */
  public enum From {
    /** The client. */
    CLIENT,
    /** An employee, on the phone or in Wazzup's application. */
    EMPLOYEE,
    /** {@code POST /v3/message}. */
    API
  }
}
