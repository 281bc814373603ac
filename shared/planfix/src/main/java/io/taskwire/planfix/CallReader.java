package io.taskwire.planfix;

import io.taskwire.core.outbound.PlanfixCall;
import io.taskwire.core.outbound.PlanfixCall.Command;
import java.util.function.Supplier;

/**
 * Takes the body of a call of Planfix apart (Planfix chat API, commands from Planfix). It never
 * throws; what proves the caller is read even where the rest can't be.
 */
public final class CallReader {
  private CallReader() {}

  /**
   * Reads a body.
   *
   * @param body a form in UTF-8, as it came over the wire
   */
  public static PlanfixCall read(byte[] body) {
    ReceivedForm form = ReceivedForm.of(body);
    return new PlanfixCall(
        orNothing(() -> form.word("providerId").orElse("")),
        orNothing(() -> form.word("token").orElse("")),
        form.trouble().<Command>map(Command.Unreadable::new).orElseGet(() -> command(form)));
  }

  private static String orNothing(Supplier<String> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  private static Command command(ReceivedForm form) {
    try {
      String name =
          form.word("cmd").orElseThrow(() -> new IllegalArgumentException("cmd is missing"));
      return switch (name) {
        case "newMessage" -> newMessage(form);
        case "startDialog" -> startDialog(form);
        case "taskDeleted" -> new Command.TaskDeleted(task(form));
        default -> new Command.Unknown();
      };
    } catch (IllegalArgumentException unreadable) {
      return new Command.Unreadable(String.valueOf(unreadable.getMessage()));
    }
  }

  private static long task(ReceivedForm form) {
    String number =
        form.word("task").orElseThrow(() -> new IllegalArgumentException("task is missing"));
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException("task is not a number");
    }
  }

  private static Command startDialog(ReceivedForm form) {
    return new Command.StartDialog(
        form.word("chatId").orElseThrow(() -> new IllegalArgumentException("chatId is missing")),
        form.value("message").orElse(""),
        form.word("messageId"));
  }

  private static Command newMessage(ReceivedForm form) {
    return new Command.NewMessage(
        form.word("messageId"),
        form.word("chatId"),
        form.word("contactPhone"),
        form.word("channel"),
        form.value("message").orElse(""),
        AttachmentFields.read(form));
  }
}
