package io.taskwire.aws.table;

import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.MessageId;
import java.time.Instant;

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
  static final String FIRST_COMMENT = "firstComment";
  static final String PHONE = "phone";
  static final String REFUSED = "refused";

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
        // Most dialogs have the chat that is named after them; it is not written down.
        item.text(PLANFIX_CHAT)
            .map(PlanfixChatId::parse)
            .orElseGet(() -> new PlanfixChatId.OfDialog(id)),
        item.text(PROVIDER_ID).orElseThrow(),
        new ContactId(item.text(CONTACT).orElseThrow()),
        item.text(CONTACT_NAME).orElseThrow(),
        item.number(TASK),
        item.time(TASK_SEEN_AT),
        item.time(CLIENT_WROTE_AT),
        item.text(FIRST_COMMENT).map(MessageId::new),
        item.text(PHONE),
        item.flag(REFUSED).orElse(false));
  }

  /** Opens a dialog; of one that is there already nothing changes. */
  static Change opened(Opening opening, Instant now) {
    Change change =
        new Change()
            .setOnce(PROVIDER_ID, opening.providerId())
            .setOnce(CONTACT, opening.contact())
            .setOnce(CONTACT_NAME, opening.contactName())
            .setOnce(CHAT_ID, opening.chatId())
            .setOnce(OPENED_AT, now);
    if (!opening.planfixChat().equals(new PlanfixChatId.OfDialog(opening.id()))) {
      change.setOnce(PLANFIX_CHAT, opening.planfixChat());
    }
    return change;
  }
}
