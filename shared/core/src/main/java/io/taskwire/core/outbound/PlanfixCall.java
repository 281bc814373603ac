package io.taskwire.core.outbound;

import io.taskwire.core.content.FileLink;
import java.util.List;
import java.util.Optional;

/**
 * What Planfix calls with, taken apart and not yet believed.
 *
 * @param providerId the line that it claims to come by; empty where it names none
 * @param token what it shows for that
 */
public record PlanfixCall(String providerId, String token, Command command) {
  /** What it asks for. */
  public sealed interface Command {
    /** Planfix's {@code newMessage}. What is blank counts as absent, but for the text. */
    record NewMessage(
        Optional<String> messageId,
        Optional<String> chatId,
        Optional<String> contactPhone,
        Optional<String> channel,
        String message,
        List<FileLink> attachments)
        implements Command {
      public NewMessage {
        attachments = List.copyOf(attachments);
      }
    }

    /** A scenario tells that a task was deleted. */
    record TaskDeleted(long task) implements Command {}

    /**
     * A scenario, by a button of a task, answers the client's comments in Direct.
     *
     * @param messageId by which Planfix knows what was written, if it does
     */
    record StartDialog(String chatId, String message, Optional<String> messageId)
        implements Command {}

    /** A command that we have no use for. */
    record Unknown() implements Command {}

    /**
     * None that could be read.
     *
     * @param reason names the field and what is wrong with it, without its value
     */
    record Unreadable(String reason) implements Command {}
  }

  /** Without the token and without what was written. */
  @Override
  public String toString() {
    return "PlanfixCall[" + command.getClass().getSimpleName() + "]";
  }
}
