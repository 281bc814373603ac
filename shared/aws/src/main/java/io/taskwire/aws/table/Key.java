package io.taskwire.aws.table;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import java.time.Instant;
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
 * </pre>
 */
public sealed interface Key {
  String PARTITION = "pk";
  String SORT = "sk";

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
      default -> throw new IllegalArgumentException("no item of ours has such a key");
    };
  }

  private static String after(String text) {
    return text.substring(text.indexOf('#') + 1);
  }
}
