package io.taskwire.aws.table;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of the table, made and parsed here and nowhere else.
 *
 * <pre>
 * pk                     sk                        item
 * DIALOG#{dialog}        DIALOG                    a dialog and its lease
 * MESSAGE#{messageId}    MESSAGE                   a message
 * MESSAGE#{messageId}    CHANGE#{change}           an edit, a deletion or a failure of it
 * ADDRESS#{channelId}    ADDRESS                   which channel lies at an address of Wazzup's
 * CHANNELS               CHANNEL#{identity}        a channel
 * CHANNELS               MARKER#{name}             something that was done once
 * UNCONNECTED            HOUR#{hour}#{channel}     messages of a channel that was not connected
 * BREAKER#{provider}     BREAKER                   whether a provider is away
 * LINE#{providerId}      LINE                      what was seen of a line of Planfix's
 * COMMENT#{line}#{id}    COMMENT                   a comment on its way to the client
 * SENDING#{chat}         LEASE                     who may send to a chat
 * SENDING#{chat}         OPEN#{time}#{line}#{id}#{part}  a part whose id of Wazzup's is not known
 * SAID#{dialog}          SAID#{time}#{messageId}   the beginning of what was said in a dialog
 * PHONE#{digits}         TALK#{dialog}             a dialog of the phone's owner
 * PHONE#{digits}         CLAIM#{messenger}         by which dialog he was last written to first
 * PHONE#{digits}         CARD#{chat}               a person on whose card it stands
 * CHAT#{line}            CHAT#{chat}               the dialog that a chat of Planfix's leads to
 * TASK#{number}          TASK                      a task that is gone, though Planfix shows it
 * </pre>
 */
public sealed interface Key {
  String PARTITION = "pk";
  String SORT = "sk";

  DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  record OfDialog(DialogId dialog) implements Key {}

  record OfNotice(NoticeKey notice) implements Key {
    static OfNotice message(MessageId message) {
      return new OfNotice(NoticeKey.of(message));
    }
  }

  record OfAddress(ChannelId address) implements Key {}

  record OfChannel(ChannelIdentity channel) implements Key {}

  record OfMarker(String name) implements Key {}

  record OfUnconnected(Instant hour, String channel) implements Key {}

  record OfBreaker(String provider) implements Key {}

  record OfLine(String providerId) implements Key {}

  record OfComment(CommentId comment) implements Key {}

  record OfSending(DialogId chat) implements Key {}

  record OfOpenPart(DialogId chat, Instant triedAt, CommentId comment, int number) implements Key {}

  record OfSaid(DialogId dialog, Instant at, MessageId message) implements Key {}

  record OfPhone(String digits, DialogId dialog) implements Key {}

  record OfClaim(String digits, Messenger messenger) implements Key {}

  record OfCard(String digits, DialogId chat) implements Key {}

  /** Of a line's chat that is not named after a dialog. */
  record OfPhoneChat(String providerId, String chat) implements Key {}

  record OfTask(long number) implements Key {}

  /** The partition key's text. */
  default String partition() {
    return switch (this) {
      case OfDialog(DialogId dialog) -> "DIALOG#" + dialog;
      case OfNotice(NoticeKey notice) -> "MESSAGE#" + notice.message();
      case OfAddress(ChannelId address) -> "ADDRESS#" + address;
      case OfChannel _, OfMarker _ -> "CHANNELS";
      case OfUnconnected _ -> "UNCONNECTED";
      case OfBreaker(String provider) -> "BREAKER#" + provider;
      case OfLine(String providerId) -> "LINE#" + providerId;
      case OfComment(CommentId comment) ->
          "COMMENT#" + comment.providerId() + "#" + comment.messageId();
      case OfSending(DialogId chat) -> "SENDING#" + chat;
      case OfOpenPart(DialogId chat, _, _, _) -> "SENDING#" + chat;
      case OfSaid(DialogId dialog, _, _) -> "SAID#" + dialog;
      case OfPhone(String digits, _) -> "PHONE#" + digits;
      case OfClaim(String digits, _) -> "PHONE#" + digits;
      case OfCard(String digits, _) -> "PHONE#" + digits;
      case OfPhoneChat(String providerId, _) -> "CHAT#" + providerId;
      case OfTask(long number) -> "TASK#" + number;
    };
  }

  /** The sort key's text. */
  default String sort() {
    return switch (this) {
      case OfDialog _ -> "DIALOG";
      case OfNotice(NoticeKey notice) ->
          notice.change().map(change -> "CHANGE#" + change).orElse("MESSAGE");
      case OfAddress _ -> "ADDRESS";
      case OfChannel(ChannelIdentity channel) -> "CHANNEL#" + channel;
      case OfMarker(String name) -> "MARKER#" + name;
      case OfUnconnected(Instant hour, String channel) -> "HOUR#" + hour + "#" + channel;
      case OfBreaker _ -> "BREAKER";
      case OfLine _ -> "LINE";
      case OfComment _ -> "COMMENT";
      case OfSending _ -> "LEASE";
      case OfOpenPart(_, Instant triedAt, CommentId comment, int number) ->
          "OPEN#%s#%s#%s#%d"
              .formatted(sortable(triedAt), comment.providerId(), comment.messageId(), number);
      case OfSaid(_, Instant at, MessageId message) -> "SAID#" + sortable(at) + "#" + message;
      case OfPhone(_, DialogId dialog) -> "TALK#" + dialog;
      case OfClaim(_, Messenger messenger) -> "CLAIM#" + messenger.name();
      case OfCard(_, DialogId chat) -> "CARD#" + chat;
      case OfPhoneChat(_, String chat) -> "CHAT#" + chat;
      case OfTask _ -> "TASK";
    };
  }

  /** As the table takes it. */
  default Map<String, AttributeValue> attributes() {
    return Map.of(PARTITION, AttributeValue.fromS(partition()), SORT, AttributeValue.fromS(sort()));
  }

  /**
   * Reads a key back.
   *
   * @throws IllegalArgumentException when no key is written like this
   */
  static Key parse(String partition, String sort) {
    String of = after(partition);
    return switch (partition.replaceFirst("#.*", "")) {
      case "DIALOG" -> new OfDialog(DialogId.parse(of));
      case "MESSAGE" ->
          new OfNotice(
              new NoticeKey(
                  new MessageId(of),
                  sort.startsWith("CHANGE#") ? Optional.of(after(sort)) : Optional.empty()));
      case "ADDRESS" -> new OfAddress(new ChannelId(of));
      case "CHANNELS" ->
          sort.startsWith("MARKER#")
              ? new OfMarker(after(sort))
              : new OfChannel(ChannelIdentity.parse(after(sort)));
      case "UNCONNECTED" ->
          new OfUnconnected(Instant.parse(after(sort).replaceFirst("#.*", "")), after(after(sort)));
      case "BREAKER" -> new OfBreaker(of);
      case "LINE" -> new OfLine(of);
      case "COMMENT" -> new OfComment(comment(of));
      case "SENDING" -> sending(DialogId.parse(of), sort);
      case "SAID" ->
          new OfSaid(
              DialogId.parse(of),
              Instant.parse(after(sort).replaceFirst("#.*", "")),
              new MessageId(after(after(sort))));
      case "PHONE" -> ofPhone(of, sort);
      case "CHAT" -> new OfPhoneChat(of, after(sort));
      case "TASK" -> new OfTask(Long.parseLong(of));
      default -> throw new IllegalArgumentException("no item of ours has such a key");
    };
  }

  private static Key ofPhone(String digits, String sort) {
    if (sort.startsWith("CLAIM#")) {
      return new OfClaim(digits, new Messenger(after(sort)));
    }
    DialogId dialog = DialogId.parse(after(sort));
    return sort.startsWith("CARD#") ? new OfCard(digits, dialog) : new OfPhone(digits, dialog);
  }

  private static Key sending(DialogId chat, String sort) {
    if (!sort.startsWith("OPEN#")) {
      return new OfSending(chat);
    }
    String of = after(sort);
    int number = of.lastIndexOf('#');
    return new OfOpenPart(
        chat,
        Instant.parse(of.substring(0, of.indexOf('#'))),
        comment(of.substring(of.indexOf('#') + 1, number)),
        Integer.parseInt(of.substring(number + 1)));
  }

  // Neither holds spaces; an id may hold a #, a line may too: Planfix's ids are numbers, so the
  // last one parts them.
  private static CommentId comment(String text) {
    int last = text.lastIndexOf('#');
    return new CommentId(text.substring(0, last), text.substring(last + 1));
  }

  /** Milliseconds always, so that the order of the texts is that of the times. */
  private static String sortable(Instant time) {
    return SORTABLE.format(time);
  }

  private static String after(String text) {
    return text.substring(text.indexOf('#') + 1);
  }
}
