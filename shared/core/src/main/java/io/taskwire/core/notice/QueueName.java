package io.taskwire.core.notice;

import io.taskwire.core.channel.Chat;

/**
 * How a notice is named in the queue: {@code group} keeps what belongs together in order, {@code
 * deduplication} makes a repetition of the same notice vanish for as long as the queue remembers.
 * Both are hashes, so that no phone number shows in a queue's metrics or logs.
 *
 * @param group the provider's own address of a chat, a message or a channel, 64 hexadecimal digits
 * @param deduplication the provider's ids and what makes a second notice different
 */
public record QueueName(String group, String deduplication) {
  /** The name of a notice. */
  public static QueueName of(Notice notice) {
    return switch (notice) {
      case Notice.Message(Origin origin, _, _, var status) ->
          new QueueName(
              chat(origin),
              Digest.of(
                  "message",
                  origin.message().value(),
                  status.map(change -> change.status().name()).orElse("")));
      case Notice.Edit edit -> new QueueName(chat(edit.origin()), key(NoticeKey.of(edit)));
      case Notice.Deletion deletion ->
          new QueueName(chat(deletion.origin()), key(NoticeKey.of(deletion)));
      case Notice.StatusChange(MessageId message, Status status, _, _) ->
          new QueueName(
              Digest.of("status", message.value()),
              Digest.of("status", message.value(), status.name()));
      case Notice.MarkDue(CommentId comment, java.time.Instant at) ->
          new QueueName(
              Digest.of("mark", comment.providerId(), comment.messageId()),
              Digest.of("mark", comment.providerId(), comment.messageId(), at.toString()));
      case Notice.ChannelChange change ->
          new QueueName(
              Digest.of("channel", change.channel().value()),
              Digest.of("channel", change.channel().value(), change.at().toString()));
    };
  }

  /**
   * The name of the notice that a comment's mark is due.
   *
   * @param version of the comment: at each there may be another mark
   */
  public static QueueName ofMark(CommentId comment, long version) {
    return new QueueName(
        Digest.of("mark", comment.providerId(), comment.messageId()),
        Digest.of("mark", comment.providerId(), comment.messageId(), Long.toString(version)));
  }

  /** The name of an echo that is delivered again, since it had been taken for another message. */
  public static QueueName ofMistaken(MessageId echo) {
    String digest = Digest.of("mistaken", echo.value());
    return new QueueName(digest, digest);
  }

  /**
   * The name of a comment.
   *
   * @param chat the {@code chatId} that Planfix was answered: so what follows a first message comes
   *     after it
   */
  public static QueueName ofComment(CommentId comment, String chat) {
    return new QueueName(
        Digest.of("planfix chat", comment.providerId(), chat),
        Digest.of("comment", comment.providerId(), comment.messageId()));
  }

  /** The name of what is told of a task. */
  public static QueueName ofTask(String providerId, long task) {
    String digest = Digest.of("task", providerId, Long.toString(task));
    return new QueueName(digest, digest);
  }

  /** The name of something that could not be read: what is alike is the same. */
  public static QueueName ofUnreadable(String body) {
    String digest = Digest.of("unreadable", body);
    return new QueueName(digest, digest);
  }

  private static String chat(Origin origin) {
    Chat chat = origin.chat();
    return Digest.of(
        "chat", origin.channel().value(), chat.type().name(), chat.id(), chat.post().orElse(""));
  }

  private static String key(NoticeKey key) {
    return Digest.of("change", key.message().value(), key.change().orElse(""));
  }
}
