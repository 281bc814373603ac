package io.taskwire.core.outbound;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.delivery.Utf8;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.Digest;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.outbound.PlanfixCall.Command;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.PlanfixDoorSettings.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Takes a call of Planfix in: a comment for a client is named and queued, and only then does
 * Planfix learn the chat and the contact that it belongs to. Nothing is asked of anybody for that,
 * so that the answer does not depend on Wazzup.
 */
public final class ReceiveComment {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");

  private final NoticeQueue queue;
  private final Function<FromPlanfix, String> body;

  /**
   * Over a queue.
   *
   * @param body how a comment is written for the queue
   */
  public ReceiveComment(NoticeQueue queue, Function<FromPlanfix, String> body) {
    this.queue = queue;
    this.body = body;
  }

  /** What became of a call. */
  public sealed interface Result {
    /** The queue has it. A repetition of the call is answered alike and adds nothing. */
    record Accepted(PlanfixChatId chat, ContactId contact) implements Result {}

    /** The queue has what a scenario told; there is nothing to answer. */
    record Noted() implements Result {}

    /** A command that we have no use for. */
    record Ignored() implements Result {}

    /** The line is unknown, or the token is another's. */
    record WrongToken() implements Result {}

    /**
     * It can never be taken as it is.
     *
     * @param reason names the field and what is wrong with it, without its value
     */
    record Invalid(String reason) implements Result {}

    /** The queue does not take it now: Planfix should repeat. */
    record NotAccepted(String reason) implements Result {}
  }

  /**
   * Judges a call and queues what is in it.
   *
   * @param deadline until when refusals of the queue are retried
   */
  public Result receive(
      PlanfixCall call, PlanfixDoorSettings settings, Instant receivedAt, Instant deadline) {
    Optional<Line> line = settings.line(call.providerId(), call.token());
    if (line.isEmpty()) {
      return new Result.WrongToken();
    }
    return switch (call.command()) {
      case Command.Unknown _ -> new Result.Ignored();
      case Command.TaskDeleted(long task) ->
          deleted(new TaskDeleted(call.providerId(), task, receivedAt), deadline);
      case Command.Unreadable(String reason) -> new Result.Invalid(reason);
      case Command.NewMessage message ->
          queued(() -> comment(line.get(), message, receivedAt), deadline);
      case Command.StartDialog start ->
          queued(() -> inDirect(line.get(), start, receivedAt), deadline);
    };
  }

  private Result queued(Supplier<Comment> read, Instant deadline) {
    try {
      return queued(read.get(), deadline);
    } catch (IllegalArgumentException invalid) {
      return new Result.Invalid(String.valueOf(invalid.getMessage()));
    }
  }

  private Result deleted(TaskDeleted deleted, Instant deadline) {
    QueueEntry entry =
        new QueueEntry(QueueName.ofTask(deleted.providerId(), deleted.task()), body.apply(deleted));
    return queue.put(List.of(entry), deadline) instanceof NoticeQueue.Answer.NotAll(String reason)
        ? new Result.NotAccepted(reason)
        : new Result.Noted();
  }

  private Result queued(Comment comment, Instant deadline) {
    PlanfixChatId chat = comment.chat();
    QueueEntry entry =
        new QueueEntry(QueueName.ofComment(comment.id(), chat.toString()), body.apply(comment));
    if (Utf8.length(entry.body()) > queue.largestBody()) {
      return new Result.Invalid("the comment is larger than the queue takes");
    }
    return switch (queue.put(List.of(entry), deadline)) {
      case NoticeQueue.Answer.NotAll(String reason) -> new Result.NotAccepted(reason);
      case NoticeQueue.Answer.Taken(List<QueueEntry> unacceptable) ->
          unacceptable.isEmpty()
              ? new Result.Accepted(chat, chat.contact())
              : new Result.Invalid("the queue refuses the comment");
    };
  }

  private static Comment comment(Line line, Command.NewMessage message, Instant receivedAt) {
    String messageId =
        message.messageId().orElseThrow(() -> new IllegalArgumentException("messageId is missing"));
    if (message.message().isBlank() && message.attachments().isEmpty()) {
      throw new IllegalArgumentException("there is neither a message nor an attachment");
    }
    return new Comment(
        new CommentId(line.providerId(), messageId),
        message.chatId().map(ReceiveComment::given).orElseGet(() -> first(line, message)),
        message.chatId().isEmpty(),
        message.contactPhone(),
        message.channel(),
        message.message(),
        message.attachments(),
        receivedAt);
  }

  /** What an employee would write as a comment that begins with the command. */
  private static Comment inDirect(Line line, Command.StartDialog start, Instant receivedAt) {
    PlanfixChatId chat = given(start.chatId());
    if (!(chat instanceof PlanfixChatId.OfDialog(DialogId dialog))
        || dialog.chat().post().isEmpty()) {
      throw new IllegalArgumentException("chatId is not that of comments under a post");
    }
    if (start.message().isBlank()) {
      throw new IllegalArgumentException("there is no message");
    }
    // Without an id a button that is pressed again on the same day adds nothing.
    CommentId id =
        start
            .messageId()
            .map(messageId -> new CommentId(line.providerId(), messageId))
            .orElseGet(
                () ->
                    CommentId.nameless(
                        line.providerId(),
                        Digest.of(
                            start.chatId(),
                            start.message(),
                            receivedAt.truncatedTo(ChronoUnit.DAYS).toString())));
    return new Comment(
        id,
        chat,
        false,
        Optional.empty(),
        Optional.empty(),
        CommentRule.inDirect(start.message()),
        List.of(),
        receivedAt,
        true);
  }

  /** A chat that Planfix was told before. */
  private static PlanfixChatId given(String chatId) {
    try {
      return PlanfixChatId.parse(chatId);
    } catch (IllegalArgumentException notOurs) {
      throw new IllegalArgumentException("chatId is none of ours");
    }
  }

  /**
   * The chat of an employee who writes first, as his line or else Planfix's {@code channel} tells
   * it. What stands for the phone may be none: the worker says so at the message.
   */
  private static PlanfixChatId first(Line line, Command.NewMessage message) {
    String phone =
        message
            .contactPhone()
            .map(text -> CONTROL.matcher(text).replaceAll(" "))
            .orElseThrow(() -> new IllegalArgumentException("contactPhone is missing"));
    try {
      return line.channel()
          .or(() -> message.channel().flatMap(ReceiveComment::named))
          .<PlanfixChatId>map(channel -> new PlanfixChatId.OfDialog(DialogId.first(channel, phone)))
          .orElseGet(() -> PlanfixChatId.ofPhone(phone));
    } catch (IllegalArgumentException unspeakable) {
      throw new IllegalArgumentException("contactPhone is too long to be one");
    }
  }

  /** A channel by its number or identity; Wazzup's channelId tells nothing here. */
  private static Optional<ChannelIdentity> named(String channel) {
    try {
      return Optional.of(ChannelIdentity.typed(channel));
    } catch (IllegalArgumentException anotherName) {
      return Optional.empty();
    }
  }
}
