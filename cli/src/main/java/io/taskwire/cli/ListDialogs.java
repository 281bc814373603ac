package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.table.DynamoDbRecords.Found;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.dialog.Dialog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which dialogs there are. */
@Command(
    name = "list",
    description = {
      "Lists dialogs, those first in which the client wrote last.",
      "It reads the whole table. A task's state is what Planfix last showed."
    })
final class ListDialogs extends Action {
  @Option(names = "--channel", paramLabel = "CHANNEL", description = "Only those on this channel.")
  Optional<String> channel = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many; 50 if not said.")
  int limit;

  ListDialogs(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    Optional<ChannelIdentity> only =
        channel.map(text -> ChannelNames.meant(text, installation.channels().all()));
    List<Dialog> dialogs = new ArrayList<>();
    installation
        .records()
        .readAll(
            found -> {
              if (found instanceof Found.OfDialog(Dialog dialog, _)
                  && only.map(dialog.id().channel()::equals).orElse(true)) {
                dialogs.add(dialog);
              }
              return true;
            },
            this::readSoFar);
    List<Dialog> shown =
        dialogs.stream()
            .sorted(
                Comparator.comparing((Dialog dialog) -> dialog.clientWrote().orElse(Instant.EPOCH))
                    .reversed()
                    .thenComparing(dialog -> dialog.id().toString()))
            .limit(limit)
            .toList();
    Set<Long> gone =
        installation
            .records()
            .gone(
                shown.stream()
                    .flatMap(dialog -> dialog.task().stream())
                    .collect(Collectors.toSet()));
    ObjectNode answer = object().put("all", dialogs.size());
    ArrayNode rows = answer.putArray("dialogs");
    Table table = new Table("DIALOG", "TASK", "STATE", "LINE", "CLIENT WROTE");
    for (Dialog dialog : shown) {
      String state = state(dialog, gone);
      ObjectNode row = rows.addObject().put("dialog", dialog.id().toString());
      put(row, "task", dialog.task());
      row.put("state", state).put("line", dialog.providerId());
      put(row, "clientWrote", dialog.clientWrote());
      table.row(
          dialog.id().toString(),
          dialog.task().map(String::valueOf).orElse("-"),
          state,
          dialog.providerId(),
          dialog.clientWrote().map(Instant::toString).orElse("-"));
    }
    String more =
        shown.size() < dialogs.size()
            ? "\n" + shown.size() + " of " + dialogs.size() + " are shown; --limit shows more.\n"
            : "";
    return answer(Exit.OK, answer, table + more);
  }

  private static String state(Dialog dialog, Set<Long> gone) {
    if (dialog.refused()) {
      return "refused: another dialog is open";
    }
    if (dialog.task().isEmpty()) {
      return "task not seen yet";
    }
    return dialog.task().filter(gone::contains).isPresent()
        ? "closed by hand"
        : "open when last seen";
  }
}
