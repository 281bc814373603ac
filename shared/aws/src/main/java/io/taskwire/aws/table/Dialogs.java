package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.Lesson;
import io.taskwire.core.dialog.Nickname;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.outbound.Outbox.ChatName;
import io.taskwire.core.outbound.Outbox.Replying;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  static final String PERSON = "person";
  static final String HOLDER = "holder";
  static final String HELD_SINCE = "heldSince";
  static final String CALLED_SINCE = "calledSince";
  static final String CARD_PHONE = "cardPhone";
  static final String CARD_PHONE_AT = "cardPhoneAt";
  static final String CARD_UNDER = "cardUnder";
  static final String CARD_PERSON = "cardPerson";
  static final String CARD_DOUBTFUL = "cardDoubtful";
  static final String ECHOES = "echoes";

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

  static Set<PostedEcho> echoes(Optional<Item> item) {
    return item.map(known -> known.set(ECHOES)).orElse(Set.of()).stream()
        .map(PostedEcho::parse)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Adds a note; where that drops others, only if still those are there that were read. */
  static Change noted(Change change, EchoNote note) {
    return note.onlyAdds()
        ? change.addText(ECHOES, note.echo().toString())
        : change.setTexts(ECHOES, texts(note.after())).whenStillTexts(ECHOES, texts(note.before()));
  }

  private static Set<String> texts(Set<PostedEcho> echoes) {
    return echoes.stream().map(PostedEcho::toString).collect(Collectors.toUnmodifiableSet());
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

  /** What is known of a chat by its name. */
  static Nickname nickname(Optional<Item> item) {
    return item.map(
            known ->
                new Nickname(
                    known.text(PERSON),
                    known.text(HOLDER),
                    known.time(HELD_SINCE),
                    known.text(CHAT_ID),
                    known.time(CALLED_SINCE)))
        .orElse(Nickname.UNKNOWN);
  }

  /** The phone on the card of a chat's client. */
  static Optional<CardPhone> cardPhone(Optional<Item> item) {
    return item.flatMap(
        known ->
            known
                .time(CARD_PHONE_AT)
                .map(
                    at ->
                        new CardPhone(
                            known.text(CARD_PHONE),
                            at,
                            known.text(CARD_UNDER).map(DialogId::parse),
                            known.text(CARD_PERSON),
                            known.flag(CARD_DOUBTFUL).orElse(false))));
  }

  /** The phone on the card, if still no other is noted than was read. */
  static Part onCard(DialogId chat, Optional<CardPhone> before, CardPhone phone) {
    Change change =
        new Change()
            .setOrRemove(CARD_PHONE, phone.digits())
            .set(CARD_PHONE_AT, phone.at())
            .setOrRemove(CARD_UNDER, phone.under())
            .setOrRemove(CARD_PERSON, phone.person())
            .set(CARD_DOUBTFUL, phone.doubtful())
            .whenStill(CARD_PHONE, before.flatMap(CardPhone::digits))
            .whenStill(CARD_PHONE_AT, before.map(CardPhone::at));
    return new Part.Changes(new Key.OfDialog(chat), change);
  }

  /** The chat after which a person's dialogs are named. */
  static Optional<DialogId> chatOf(DialogId person, Optional<Item> item) {
    return item.flatMap(
        known ->
            known.text(SAME_AS).map(DialogId::parse).or(() -> known.text(PERSON).map(_ -> person)));
  }

  /** What is learnt of a chat, if still nothing else is known than was read. */
  static Part learnt(Lesson.Change change) {
    Nickname before = change.before();
    Nickname after = change.after();
    Change item =
        new Change()
            .setIfPresent(PERSON, after.person())
            .setIfPresent(HOLDER, after.holder())
            .setIfPresent(HELD_SINCE, after.heldSince())
            .setIfPresent(CALLED_SINCE, after.calledSince())
            .whenStill(PERSON, before.person())
            .whenStill(HELD_SINCE, before.heldSince())
            .whenStill(CALLED_SINCE, before.calledSince());
    if (!after.calledSince().equals(before.calledSince())) {
      item.setIfPresent(CHAT_ID, after.chatId());
    }
    return new Part.Changes(
        new Key.OfDialog(change.chat()),
        change.chat().chat().isOfPerson() ? item.when("attribute_not_exists({sameAs})") : item);
  }

  /** A person gets a chat after which his dialogs are named, if he has none. */
  static Part begun(DialogId person, DialogId chat) {
    return new Part.Changes(
        new Key.OfDialog(person),
        new Change()
            .set(SAME_AS, chat.toString())
            .when("attribute_not_exists({sameAs}) AND attribute_not_exists({person})"));
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
