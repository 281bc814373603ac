package io.taskwire.core.outbound;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Planfix addressed to a client ({@code newMessage}): a comment, or the description of a task
 * by which an employee writes first.
 *
 * @param first whether it came without a {@code chatId}: the employee writes first
 * @param phone the contact's as Planfix writes it; of a first message it names the client
 * @param channel what stood in Planfix's field {@code channel}; an address or a name of a channel
 * @param text as Planfix sent it, with what its editor left in it; may be empty where there are
 *     files
 * @param scenario whether a scenario told it, which knows nothing of the contact's card
 */
public record Comment(
    CommentId id,
    PlanfixChatId chat,
    boolean first,
    Optional<String> phone,
    Optional<String> channel,
    String text,
    List<FileLink> files,
    Instant receivedAt,
    boolean scenario)
    implements FromPlanfix {
  /** For so long the client's card in Planfix is taken to be as it was. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  public Comment {
    files = List.copyOf(files);
  }

  /** Whether what it tells of the client's card still holds. */
  boolean isFresh(Instant now) {
    return now.isBefore(receivedAt.plus(FRESH));
  }

  /** The client's own dialog, where that is one of Instagram's. */
  Optional<DialogId> ofRenamable() {
    return chat instanceof PlanfixChatId.OfDialog(DialogId own) && own.chat().isRenamable()
        ? Optional.of(own)
        : Optional.empty();
  }

  /** One that an employee wrote. */
  public Comment(
      CommentId id,
      PlanfixChatId chat,
      boolean first,
      Optional<String> phone,
      Optional<String> channel,
      String text,
      List<FileLink> files,
      Instant receivedAt) {
    this(id, chat, first, phone, channel, text, files, receivedAt, false);
  }
}
