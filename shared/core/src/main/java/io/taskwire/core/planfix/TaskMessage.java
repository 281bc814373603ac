package io.taskwire.core.planfix;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import java.util.List;
import java.util.Optional;

/**
 * What is posted to Planfix: the opening of a task where the chat has none, a comment of it
 * otherwise (Planfix chat API, newMessage).
 *
 * @param chat the chat that Planfix knows the dialog by
 * @param title names the task. Only with the message that opens it: a later one renames it
 * @param text never blank
 * @param fromUs whether our side wrote it ({@code isEcho})
 */
public record TaskMessage(
    DialogId dialog,
    PlanfixChatId chat,
    Client client,
    Optional<String> title,
    String text,
    List<FileLink> files,
    boolean fromUs) {
  public TaskMessage {
    files = List.copyOf(files);
    if (text.isBlank()) {
      throw new IllegalArgumentException("a message in Planfix must have a text");
    }
  }

  public TaskMessage withTitle(Optional<String> otherTitle) {
    return new TaskMessage(dialog, chat, client, otherTitle, text, files, fromUs);
  }
}
