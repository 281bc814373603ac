package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.outbound.Outbox.ChatName;
import io.taskwire.core.outbound.Outbox.Replying;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The items of dialogs. */
final class Dialogs {
  static final String CHAT_ID = "chatId";
  static final String PLANFIX_CHAT = "planfixChat";
  static final String PROVIDER_ID = "providerId";
  static final String CONTACT = "contact";
  static final String CONTACT_NAME = "contactName";
  static final String OPENED_AT = "openedAt";
  static final String TASK = "task";
  static final String TASK_SEEN_AT = "taskSeenAt";
  static final String CLIENT_WROTE_AT = "clientWroteAt";
  static final String COMMENTS = "comments";
  static final String GONE_COMMENTS = "goneComments";
  static final String PHONE = "phone";
  static final String REFUSED = "refused";
  static final String REPLY_LINE = "replyLine";
  static final String REPLY = "reply";
  static final String REPLY_UNDER = "replyUnder";
  static final String REPLY_TO = "replyTo";

  /** Instead of everything else: the dialog in which this one goes on. */
  static final String SAME_AS = "sameAs";

  private Dialogs() {}

  static boolean isOpened(Item item) {
    return item.text(PROVIDER_ID).isPresent();
  }

  static Dialog dialog(DialogId id, Item item) {
    return new Dialog(
        id,
        item.text(CHAT_ID).orElseThrow(),
        PlanfixChatId.parse(item.text(PLANFIX_CHAT).orElseThrow()),
        item.text(PROVIDER_ID).orElseThrow(),
        new ContactId(item.text(CONTACT).orElseThrow()),
        item.text(CONTACT_NAME).orElseThrow(),
        item.number(TASK),
        item.time(TASK_SEEN_AT),
        item.time(CLIENT_WROTE_AT),
        comments(item),
        item.text(PHONE),
        item.flag(REFUSED).orElse(false),
        item.text(REPLY).map(comment -> reply(comment, item)));
  }

  private static PrivateReply reply(String comment, Item item) {
    return new PrivateReply(
        new CommentId(item.text(REPLY_LINE).orElseThrow(), comment),
        item.text(REPLY_UNDER).map(DialogId::parse).orElseThrow(),
        item.time(REPLY_TO).orElseThrow());
  }

  /** Notes the one answer in Direct, if nobody else answered since it was looked at. */
  static Part replies(Replying replying) {
    PrivateReply reply = replying.reply();
    Change change =
        new Change()
            .set(REPLY_LINE, reply.comment().providerId())
            .set(REPLY, reply.comment().messageId())
            .set(REPLY_UNDER, reply.under().toString())
            .set(REPLY_TO, reply.to());
    return new Part.Changes(
        new Key.OfDialog(replying.direct()),
        replying
            .before()
            .map(
                before ->
                    change.when(
                        "{replyLine} = ? AND {reply} = ?", before.providerId(), before.messageId()))
            .orElseGet(() -> change.when("attribute_not_exists({reply})")));
  }

  // What is gone stands apart: a set grows without anybody's lease.
  private static List<MessageId> comments(Item item) {
    Set<String> gone = item.set(GONE_COMMENTS);
    return item.texts(COMMENTS).stream()
        .filter(comment -> !gone.contains(comment))
        .map(MessageId::new)
        .toList();
  }

  /** What is sent in a dialog that was begun by phone goes into this chat, if into none yet. */
  static Part inChat(ChatName name) {
    return new Part.Changes(
        new Key.OfDialog(name.begun()),
        new Change()
            .set(CHAT_ID, name.chatId())
            .when("{chatId} = ? OR {chatId} = ?", name.begun().chat().id(), name.chatId()));
  }

  /** The chat goes on in the dialog that was begun by phone, unless it is a dialog itself. */
  static Part goesOn(ChatName name) {
    return new Part.Changes(
        new Key.OfDialog(name.named()),
        new Change()
            .set(SAME_AS, name.begun().toString())
            .when("attribute_not_exists({providerId})"));
  }

  /** Opens a dialog; of one that is there already nothing changes. */
  static Change opened(Opening opening, Instant now) {
    return new Change()
        .setOnce(PROVIDER_ID, opening.providerId())
        .setOnce(CONTACT, opening.contact())
        .setOnce(CONTACT_NAME, opening.contactName())
        .setOnce(CHAT_ID, opening.chatId())
        .setOnce(PLANFIX_CHAT, opening.planfixChat())
        .setOnce(OPENED_AT, now);
  }
}
