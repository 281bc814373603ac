package io.taskwire.wazzup;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.channel.Phone;
import io.taskwire.core.content.Content;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Person;
import io.taskwire.core.notice.Post;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an entry of {@code messages}: a message, its edit or its deletion. */
final class MessageReader {
  private static final String INBOUND = "inbound";
  private static final int LONGEST_NAME = 200;
  private static final Pattern IGSID = Pattern.compile("[0-9]{1,40}");

  private MessageReader() {}

  static Optional<Notice> read(Fields entry, Instant receivedAt) {
    Origin origin = origin(entry, receivedAt);
    Optional<String> oldText =
        entry.extraObject("oldInfo").flatMap(oldInfo -> oldInfo.extra("oldText"));
    if (entry.flag("isDeleted").orElse(false)) {
      return Optional.of(new Notice.Deletion(origin, oldText));
    }
    Content content = ContentReader.read(entry);
    if (entry.flag("isEdited").orElse(false)) {
      return Optional.of(new Notice.Edit(origin, content, oldText));
    }
    return Optional.of(
        new Notice.Message(origin, content, quote(entry), status(entry, origin, receivedAt)));
  }

  private static Origin origin(Fields entry, Instant receivedAt) {
    ChatType chatType = new ChatType(entry.required("chatType"));
    String chatId = entry.required("chatId");
    Optional<Fields> post = entry.object("instPost");
    boolean fromUs = fromUs(entry);
    return new Origin(
        new MessageId(entry.required("messageId")),
        new ChannelId(entry.required("channelId")),
        new Chat(chatType, chatId, post.map(MessageReader::postId)),
        chatId,
        entry.time("dateTime").orElse(receivedAt),
        fromUs,
        client(entry, chatType, chatId),
        fromUs || chatType.isGroup() ? entry.extra("authorName", LONGEST_NAME) : Optional.empty(),
        post.map(fields -> new Post(fields.extra("src"), fields.extra("description"))));
  }

  // The presence of instPost is all that tells a comment from Direct (Wazzup API, instPost). So one
  // that names no post is refused: to pass it on as Direct would answer in private what was asked
  // in public, or the other way round.
  private static String postId(Fields post) {
    return post.extra("id")
        .or(() -> post.extra("src"))
        .orElseThrow(() -> new IllegalArgumentException("instPost has neither id nor src"));
  }

  private static boolean fromUs(Fields entry) {
    return entry
        .flag("isEcho")
        .or(() -> entry.extra("status").map(status -> !status.equalsIgnoreCase(INBOUND)))
        .orElseThrow(() -> new IllegalArgumentException("isEcho and status are missing"));
  }

  private static Person client(Fields entry, ChatType chatType, String chatId) {
    Optional<Fields> contact = entry.extraObject("contact");
    Optional<Phone> ofChat =
        new Messenger(chatType.name()).chatIdIsPhone() ? Phone.provided(chatId) : Optional.empty();
    return new Person(
        contact.flatMap(fields -> fields.extra("name", LONGEST_NAME)),
        ofChat
            .or(() -> contact.flatMap(fields -> fields.extra("phone")).flatMap(Phone::provided))
            .map(Phone::digits),
        contact.flatMap(fields -> fields.extra("avatarUri")),
        contact
            .filter(_ -> new Messenger(chatType.name()).equals(Messenger.INSTAGRAM))
            .flatMap(fields -> fields.extra("igsid"))
            .filter(igsid -> IGSID.matcher(igsid).matches()));
  }

  private static Optional<Quote> quote(Fields entry) {
    return entry
        .extraObject("quotedMessage")
        .map(
            quoted ->
                new Quote(
                    quoted
                        .extra("messageId")
                        .or(() -> quoted.extra("id"))
                        .flatMap(MessageReader::messageId),
                    quoted.extra("text")))
        .filter(quote -> quote.message().isPresent() || quote.text().isPresent());
  }

  private static Optional<MessageId> messageId(String text) {
    try {
      return Optional.of(new MessageId(text));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  // A repeated entry can bring a newer status; its dateTime is still that of the message, so the
  // status is as old as the webhook.
  private static Optional<Notice.StatusChange> status(
      Fields entry, Origin origin, Instant receivedAt) {
    return entry
        .extra("status")
        .filter(_ -> origin.fromUs())
        .flatMap(Status::named)
        .map(
            status ->
                new Notice.StatusChange(
                    origin.message(), status, receivedAt, StatusReader.error(entry)));
  }
}
