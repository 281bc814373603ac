package io.taskwire.cli;

import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.PlanfixChat.TaskAnswer;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.planfix.HttpPlanfixChat;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells that a task is gone, where Planfix does not show it by itself. */
@Command(
    name = "close",
    description = {
      "Tells that a dialog's task was deleted, so that the client can be written to on another"
          + " channel.",
      "It does what a scenario does that calls with cmd=taskDeleted. Nothing is changed in Planfix."
    })
final class CloseDialog extends Action {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

  @Parameters(
      paramLabel = "TASK|DIALOG",
      description = "The task's number, or a dialog as \"dialogs list\" shows it.")
  String what = "";

  CloseDialog(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    OptionalLong task =
        NUMBER.matcher(what).matches()
            ? OptionalLong.of(Long.parseLong(what))
            : taskOf(installation, what);
    var answer = object().put("asked", what);
    if (task.isEmpty()) {
      return answer(
          Exit.FOUND,
          answer.put("closed", false),
          "Planfix has no task for this dialog: there is nothing to close.");
    }
    boolean before = installation.outbox().isTaskGone(task.getAsLong());
    if (!before) {
      installation.outbox().noteTaskGone(task.getAsLong());
    }
    answer.put("task", task.getAsLong()).put("closed", true).put("closedBefore", before);
    return answer(
        Exit.OK,
        answer,
        "Task "
            + task.getAsLong()
            + (before ? " counted as deleted already." : " counts as deleted now.")
            + " The client can be written to on another channel.");
  }

  private static OptionalLong taskOf(Installation installation, String text) {
    DialogId id;
    try {
      id = DialogId.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new Misused(
          "\""
              + text
              + "\" is neither a task's number nor a dialog, which looks like"
              + " whatsapp:79990000099/79990000001 (taskwire dialogs list)");
    }
    Dialog dialog =
        installation
            .records()
            .dialog(id)
            .orElseThrow(
                () -> new Misused("there is no dialog " + text + " (taskwire dialogs list)"));
    if (dialog.task().isPresent()) {
      return OptionalLong.of(dialog.task().get());
    }
    return asked(installation.settings().read().workers(), dialog);
  }

  private static OptionalLong asked(Optional<WorkerSettings> settings, Dialog dialog) {
    Line line =
        settings
            .flatMap(known -> known.line(dialog.providerId()))
            .orElseThrow(
                () ->
                    new CouldNotAsk(
                        "which task it is could not be asked: the settings have no line "
                            + dialog.providerId()
                            + ". Close it by its number instead"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return switch (new HttpPlanfixChat(http, settings.orElseThrow().planfixChatApi())
          .taskOf(line, dialog.planfixChat())) {
        case TaskAnswer.Found(long number, _) -> OptionalLong.of(number);
        case TaskAnswer.NoTask _ -> OptionalLong.empty();
        case TaskAnswer.CouldNotAsk(var trouble) ->
            throw new CouldNotAsk(
                "which task it is could not be asked: Planfix, "
                    + trouble.reason()
                    + ". Close it by its number instead");
      };
    }
  }
}
