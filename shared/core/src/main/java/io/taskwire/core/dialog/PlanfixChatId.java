package io.taskwire.core.dialog;

import io.taskwire.core.channel.IdPart;
import io.taskwire.core.channel.Phone;

/**
 * The {@code chatId} by which Planfix knows the chat of a task. It is given once and never changes:
 *
 * <pre>
 * whatsapp:79990000099/79990000001   a dialog
 * phone:79990000001                  whoever is written to first, where the line names no channel
 * </pre>
 */
public sealed interface PlanfixChatId {
  /** A dialog's. */
  record OfDialog(DialogId dialog) implements PlanfixChatId {
    @Override
    public String toString() {
      return dialog.toString();
    }
  }

  /**
   * Of a first message whose channel has to be found out.
   *
   * @param phone digits, country code first; or what stood in its place, which may be no phone
   */
  record OfPhone(String phone) implements PlanfixChatId {
    private static final int LONGEST = 200;

    public OfPhone {
      if (phone.isBlank() || phone.length() > LONGEST) {
        throw new IllegalArgumentException("contactPhone must have 1 to 200 characters");
      }
    }

    @Override
    public String toString() {
      return PHONE + IdPart.encode(phone);
    }
  }

  String PHONE = "phone:";

  /** The contact that Planfix is told together with the chat. */
  default ContactId contact() {
    return switch (this) {
      case OfDialog(DialogId dialog) -> ContactId.of(dialog);
      case OfPhone phone -> new ContactId(phone.toString());
    };
  }

  /**
   * The chat of a first message to a phone, where its channel is not known.
   *
   * @param text the phone as Planfix writes it
   */
  static PlanfixChatId ofPhone(String text) {
    return new OfPhone(Phone.typed(text).map(Phone::digits).orElse(text));
  }

  /**
   * Parses what {@code toString} writes.
   *
   * @throws IllegalArgumentException when no chat of ours is written like this
   */
  static PlanfixChatId parse(String text) {
    return text.startsWith(PHONE) && text.indexOf('/') < 0
        ? new OfPhone(IdPart.decode(text.substring(PHONE.length())))
        : new OfDialog(DialogId.parse(text));
  }
}
