package io.taskwire.aws.table;

import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.outbound.OpenPart;
import io.taskwire.core.outbound.Outgoing;
import io.taskwire.core.outbound.Part;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.wazzup.Payload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of comments on their way to clients, and of their open parts. */
final class Comments {
  static final String DIALOG = "dialog";
  static final String ANSWERS = "answers";
  static final String PARTS = "parts";
  static final String REFUSAL = "refusal";
  static final String REFUSAL_DETAIL = "refusalDetail";
  static final String SETTLED = "settled";
  static final String ATTEMPTS = "attempts";
  static final String WAITING = "waiting";
  static final String REACHED = "reached";
  static final String VERSION = "version";
  static final String MARK = "mark";
  static final String MARK_TEXT = "markText";
  static final String MARK_OWNER = "markOwner";
  static final String MARK_UNTIL = "markUntil";
  static final String MARK_INTERRUPTED = "markInterrupted";
  static final String MARK_FAILURES = "markFailures";
  static final String MARK_REFUSALS = "markRefusals";

  /** An echo counts if it came in time, however long it lies in the queue then. */
  private static final Duration QUEUED = Duration.ofDays(14);

  private static final String LINE = "line";
  private static final String COMMENT = "comment";
  private static final String NUMBER = "number";
  private static final String FINGERPRINT = "fingerprint";
  private static final String SENDER_DEAD = "senderDead";
  private static final String UNTIL = "until";
  private static final String STATE = "state";
  private static final String TEXT = "text";
  private static final String FILE = "file";
  private static final String QUOTED = "quoted";
  private static final String MESSAGE = "message";
  private static final String TRIED_AT = "triedAt";

  private Comments() {}

  static Outgoing outgoing(CommentId id, Item item) {
    return new Outgoing(
        id,
        item.text(DIALOG).map(DialogId::parse),
        item.text(ANSWERS).map(DialogId::parse),
        item.maps(PARTS).stream().map(Item::new).map(Comments::part).toList(),
        refusal(item),
        item.flag(SETTLED).orElse(false),
        item.number(ATTEMPTS).orElse(0L).intValue(),
        item.flag(WAITING).orElse(false),
        item.text(REACHED),
        item.text(MARK).map(sign -> new Mark(Mark.Sign.valueOf(sign), item.text(MARK_TEXT))),
        item.number(VERSION).orElse(0L));
  }

  private static Optional<Refusal> refusal(Item item) {
    return item.text(REFUSAL).map(code -> new Refusal(code, item.text(REFUSAL_DETAIL).orElse("")));
  }

  private static Part part(Item item) {
    Optional<Payload> payload =
        item.text(TEXT)
            .<Payload>map(Payload.Text::new)
            .or(() -> item.text(FILE).map(link -> new Payload.File(URI.create(link))));
    return new Part(
        payload,
        item.text(QUOTED).map(MessageId::new),
        Part.State.valueOf(item.text(STATE).orElseThrow()),
        item.text(MESSAGE).map(MessageId::new),
        item.time(TRIED_AT),
        refusal(item));
  }

  /** Writes it if it still has the version it was read with. */
  static Change written(Outgoing comment, Instant now) {
    Change change =
        new Change()
            .set(SETTLED, comment.settled())
            .set(ATTEMPTS, comment.attempts())
            .set(WAITING, comment.waiting())
            .set(VERSION, comment.version() + 1)
            .set(PARTS, AttributeValue.fromL(comment.parts().stream().map(Comments::map).toList()))
            .setIfPresent(DIALOG, comment.dialog())
            .setIfPresent(ANSWERS, comment.answers())
            .setIfPresent(REACHED, comment.reached())
            .set(TaskwireTable.EXPIRES_AT, now.plus(Messages.KNOWN).getEpochSecond());
    comment
        .refusal()
        .ifPresent(
            refusal -> change.set(REFUSAL, refusal.code()).set(REFUSAL_DETAIL, refusal.detail()));
    return comment.version() == 0
        ? change.when("attribute_not_exists({version})")
        : change.when("{version} = ?", comment.version());
  }

  private static AttributeValue map(Part part) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(STATE, AttributeValue.fromS(part.state().name()));
    part.payload()
        .ifPresent(
            payload -> {
              switch (payload) {
                case Payload.Text(String text) -> attributes.put(TEXT, AttributeValue.fromS(text));
                case Payload.File(URI link) ->
                    attributes.put(FILE, AttributeValue.fromS(link.toString()));
              }
            });
    part.quoted().ifPresent(id -> attributes.put(QUOTED, AttributeValue.fromS(id.value())));
    part.message().ifPresent(id -> attributes.put(MESSAGE, AttributeValue.fromS(id.value())));
    part.triedAt().ifPresent(at -> attributes.put(TRIED_AT, AttributeValue.fromS(at.toString())));
    part.refusal()
        .ifPresent(
            refusal -> {
              attributes.put(REFUSAL, AttributeValue.fromS(refusal.code()));
              attributes.put(REFUSAL_DETAIL, AttributeValue.fromS(refusal.detail()));
            });
    return AttributeValue.fromM(attributes);
  }

  static Key key(OpenPart part) {
    return new Key.OfOpenPart(part.chat(), part.triedAt(), part.comment(), part.number());
  }

  static Change open(OpenPart part) {
    return new Change()
        .set(DIALOG, part.dialog().toString())
        .set(LINE, part.comment().providerId())
        .set(COMMENT, part.comment().messageId())
        .set(NUMBER, part.number())
        .set(FINGERPRINT, part.fingerprint())
        .set(TRIED_AT, part.triedAt())
        .set(SENDER_DEAD, part.senderDead())
        .set(UNTIL, part.until())
        .set(TaskwireTable.EXPIRES_AT, part.until().plus(QUEUED).getEpochSecond());
  }

  static OpenPart open(DialogId chat, Item item) {
    return new OpenPart(
        chat,
        item.text(DIALOG).map(DialogId::parse).orElseThrow(),
        new CommentId(item.text(LINE).orElseThrow(), item.text(COMMENT).orElseThrow()),
        item.number(NUMBER).orElseThrow().intValue(),
        item.text(FINGERPRINT).orElseThrow(),
        item.time(TRIED_AT).orElseThrow(),
        item.time(SENDER_DEAD).orElseThrow(),
        item.time(UNTIL).orElseThrow());
  }
}
