package io.taskwire.core.dialog;

import java.util.List;
import java.util.Optional;

/**
 * What a dialog begins with. Of a dialog that is there already only the id counts.
 *
 * @param chatId the chat as Wazzup writes it, for sending to it
 * @param planfixChat the chat that Planfix knows its task by
 */
public record Opening(
    DialogId id,
    String chatId,
    PlanfixChatId planfixChat,
    String providerId,
    ContactId contact,
    String contactName) {
  /** The dialog as it begins. */
  public Dialog dialog() {
    return new Dialog(
        id,
        chatId,
        planfixChat,
        providerId,
        contact,
        contactName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        Optional.empty());
  }
}
