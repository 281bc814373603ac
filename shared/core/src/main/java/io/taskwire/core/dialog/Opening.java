package io.taskwire.core.dialog;

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
    String contactName) {}
