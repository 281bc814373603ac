package io.taskwire.core.dialog;

import io.taskwire.core.notice.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * A dialog as the table knows it.
 *
 * @param chatId the chat as Wazzup writes it; the phone where Wazzup has not told the chat yet
 * @param planfixChat the chat that Planfix knows its task by, kept for good
 * @param providerId the line it was opened with, kept for good
 * @param contactName the name it was opened with
 * @param task the number of its task, once Planfix told it
 * @param taskSeen when Planfix last showed that the task is open
 * @param clientWrote when the client last wrote in it
 * @param firstComment the Instagram comment that it began with
 * @param phone the client's phone that it is entered for, digits; empty for a group
 * @param refused whether it was bound to a task but nothing could be sent, since another dialog of
 *     the contact is open
 */
public record Dialog(
    DialogId id,
    String chatId,
    PlanfixChatId planfixChat,
    String providerId,
    ContactId contact,
    String contactName,
    Optional<Long> task,
    Optional<Instant> taskSeen,
    Optional<Instant> clientWrote,
    Optional<MessageId> firstComment,
    Optional<String> phone,
    boolean refused) {}
