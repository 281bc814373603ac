package io.taskwire.local.sim.planfix;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong in calls of the chat API.
 *
 * @param cmd only in this command, null for all
 * @param chatId only in calls of this chat, null for all
 * @param afterEffect whether the call has done its work before the fault shows
 * @param count how often, null until cleared
 * @param delayMillis of {@link Kind#DELAYED}
 */
public record Fault(
    Kind kind,
    @Nullable String cmd,
    @Nullable String chatId,
    boolean afterEffect,
    @Nullable Integer count,
    int delayMillis) {

  public Fault {
    requireNonNull(kind, "kind");
  }

  /** DELAYED and HANGING answer truly in the end: after a time, or when released. */
  public enum Kind {
    UNAUTHORIZED,
    INVALID_PARAMETERS,
    TOO_MANY_REQUESTS,
    SERVER_ERROR,
    BAD_GATEWAY,
    HTML_ERROR,
    HTML_OK,
    DROPPED,
    DELAYED,
    HANGING
  }

  /** A fault of every command, before its effect. */
  public static Fault of(Kind kind) {
    return new Fault(kind, null, null, false, null, 0);
  }

  public Fault in(String command) {
    return new Fault(kind, command, chatId, afterEffect, count, delayMillis);
  }

  public Fault ofChat(String chat) {
    return new Fault(kind, cmd, chat, afterEffect, count, delayMillis);
  }

  public Fault afterTheEffect() {
    return new Fault(kind, cmd, chatId, true, count, delayMillis);
  }

  public Fault times(int times) {
    return new Fault(kind, cmd, chatId, afterEffect, times, delayMillis);
  }

  public Fault millis(int millis) {
    return new Fault(kind, cmd, chatId, afterEffect, count, millis);
  }

  boolean concerns(@Nullable String command, @Nullable String chat) {
    return (cmd == null || cmd.equals(command)) && (chatId == null || chatId.equals(chat));
  }
}
