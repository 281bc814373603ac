package io.taskwire.core.dialog;

import io.taskwire.core.notice.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dialog as the table knows it.
 *
 * @param chatId the chat as Wazzup writes it now; the phone where Wazzup has not told the chat yet
 * @param planfixChat the chat that Planfix knows its task by, kept for good
 * @param providerId the line it was opened with, kept for good
 * @param contactName the name it was opened with
 * @param task the number of its task, once Planfix told it
 * @param taskSeen when Planfix last showed that the task is open
 * @param clientWrote when the client last wrote in it
 * @param comments the client's comments under the post, oldest first, without those that are known
 *     to be deleted; not all where there are many
 * @param phone the client's phone that it is entered for, digits; empty for a group
 * @param refused whether it was bound to a task but nothing could be sent, since another dialog of
 *     the contact is open
 * @param privateReply of a dialog in Direct the last message of ours that answered a comment
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
    List<MessageId> comments,
    Optional<String> phone,
    boolean refused,
    Optional<PrivateReply> privateReply) {
  public Dialog {
    comments = List.copyOf(comments);
  }

  /** The comment in whose thread we answer: the oldest that is not known to be deleted. */
  public Optional<MessageId> thread() {
    return comments.stream().findFirst();
  }

  /** Whether Wazzup has told its chat, or the chat is named by the phone anyway. */
  public boolean isNamed() {
    return !id.chat().isOfPhone() || !chatId.equals(id.chat().id());
  }

  /**
   * The chat in which Wazzup tells what is said in it, comments under posts and Direct together;
   * {@link DialogId#unnamed} where that is not known yet.
   */
  public DialogId chat() {
    if (!isNamed()) {
      return id.unnamed();
    }
    return id.chat().isOfPhone() || id.chat().isRenamable() ? id.named(chatId) : id.ofChat();
  }

  /** The same, after Wazzup told its chat, or the client changed his name. */
  public Dialog named(String name) {
    return new Dialog(
        id,
        name,
        planfixChat,
        providerId,
        contact,
        contactName,
        task,
        taskSeen,
        clientWrote,
        comments,
        phone,
        refused,
        privateReply);
  }
}
