package io.taskwire.local.sim.planfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the form of a message to the connector. Source: Planfix chat API, commands from Planfix to
 * the other system.
 */
final class OutgoingForms {

  private final PlanfixKnobs knobs;
  private final FileStore files;

  OutgoingForms(PlanfixKnobs knobs, FileStore files) {
    this.knobs = knobs;
    this.files = files;
  }

  /**
   * A first message has no {@code chatId} and always a phone.
   *
   * @param quoted the text that the employee quotes, null for none
   */
  FormFields newMessage(
      PlanfixLine line,
      Task task,
      Entry entry,
      String messageId,
      Employee employee,
      @Nullable String quoted) {
    boolean first = task.chat.chatId() == null;
    List<FormFields.Field> fields = new ArrayList<>();
    add(fields, "cmd", "newMessage");
    add(fields, "providerId", line.providerId());
    add(fields, "channel", knobs.channelInCalls ? task.chat.channel() : null);
    add(fields, "chatId", task.chat.chatId());
    add(fields, "contactPhone", first || knobs.phoneInCalls ? phone(task.assigner) : null);
    add(fields, "token", line.token());
    add(fields, "message", TextForms.render(knobs.textForm, entry.text, quoted));
    add(fields, "messageId", messageId);
    add(fields, "userName", employee.name());
    add(fields, "userLastName", employee.lastName());
    add(fields, "userIco", files.avatar(employee).toString());
    add(fields, "taskEmail", task.email);
    for (StoredFile file : entry.files) {
      add(fields, "attachments[name]", file.name);
      add(fields, "attachments[url]", files.publicLink(file).toString());
    }
    return new FormFields(fields);
  }

  private @Nullable String phone(Contact contact) {
    String phone = contact.phone;
    return phone == null || knobs.phoneForm == PlanfixKnobs.PhoneForm.AS_TYPED
        ? phone
        : Contact.digits(phone);
  }

  private static void add(List<FormFields.Field> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.add(new FormFields.Field(name, value));
    }
  }
}
