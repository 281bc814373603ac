package io.taskwire.core.inbound;

import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.planfix.TaskMessage;
import java.util.List;
import java.util.Optional;

/** Messages to Planfix that are made by hand. */
final class Messages {
  private Messages() {}

  static TaskMessage of(io.taskwire.core.fakes.Client client, String text) {
    var contact =
        new io.taskwire.core.planfix.Client(
            ContactId.of(client.dialog()), "Ivan Testov", Optional.empty(), Optional.empty());
    return new TaskMessage(
        client.dialog(),
        new PlanfixChatId.OfDialog(client.dialog()),
        contact,
        Optional.empty(),
        text,
        List.of(),
        false);
  }
}
