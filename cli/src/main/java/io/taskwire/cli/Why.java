package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.table.DynamoDbRecords;
import io.taskwire.aws.table.DynamoDbRecords.CommentHistory;
import io.taskwire.aws.table.DynamoDbRecords.Found;
import io.taskwire.aws.table.DynamoDbRecords.History;
import io.taskwire.core.channel.Phone;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.settings.WorkerSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What became of a message, and why. */
@Command(
    name = "why",
    description = {
      "Tells of a message which rule found its dialog, what was tried and when, and what the other"
          + " side answered.",
      "It is named by Wazzup's message id or Planfix's comment id; or by the client's phone, the"
          + " task's number or a dialog, whose last messages are told.",
      "Messages are known for 60 days. No text of theirs is shown."
    })
final class Why extends Action {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

  @Parameters(paramLabel = "MESSAGE|PHONE|TASK|DIALOG", description = "Whose fate is asked for.")
  String what = "";

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "5",
      description = "Of a dialog, its last so many messages with text; 5 if not said.")
  int last;

  @Option(
      names = "--all",
      description =
          "Of a dialog, everything: files, and comments that were refused, too. Reads the whole"
              + " table.")
  boolean all;

  Why(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    DynamoDbRecords records = installation.records();
    Stories stories = new Stories(records);
    messageId(what).ifPresent(stories::message);
    if (stories.isEmpty()) {
      for (Line line : lines(installation)) {
        commentId(line.providerId(), what).ifPresent(stories::comment);
      }
    }
    if (stories.isEmpty()) {
      for (DialogId dialog : dialogs(installation)) {
        tell(installation, stories, dialog);
      }
    }
    if (stories.isEmpty()) {
      return answer(
          Exit.FOUND,
          object().put("asked", what).put("known", false),
          "Nothing is known of "
              + what
              + ". Messages are known for 60 days; a task's number only since Planfix told it, some"
              + " minutes after it began: ask by the phone or the dialog. What came on a channel that is not connected is"
              + " only counted under its message id. A message that never reached Taskwire leaves"
              + " no trace: taskwire doctor.");
    }
    return answer(Exit.OK, stories.json(what), stories.text());
  }

  private static List<Line> lines(Installation installation) {
    return installation.settings().read().workers().map(WorkerSettings::lines).orElse(List.of());
  }

  private static Optional<MessageId> messageId(String text) {
    try {
      return Optional.of(new MessageId(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static Optional<CommentId> commentId(String line, String text) {
    try {
      return Optional.of(new CommentId(line, text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private Set<DialogId> dialogs(Installation installation) {
    Set<DialogId> found = new LinkedHashSet<>();
    if (what.contains("/")) {
      try {
        found.add(DialogId.parse(what));
      } catch (IllegalArgumentException none) {
        throw new Misused("\"" + what + "\" is no dialog: " + none.getMessage());
      }
      return found;
    }
    Phone.typed(what)
        .map(phone -> installation.outbox().dialogsOf(phone.digits()))
        .map(Outbox.PhoneDialogs::dialogs)
        .ifPresent(found::addAll);
    if (found.isEmpty() && NUMBER.matcher(what).matches()) {
      ofTask(installation, Long.parseLong(what)).ifPresent(found::add);
    }
    return found;
  }

  private Optional<DialogId> ofTask(Installation installation, long task) {
    List<DialogId> found = new ArrayList<>();
    installation
        .records()
        .readAll(
            one -> {
              if (one instanceof Found.OfDialog(Dialog dialog, _)
                  && dialog.task().equals(Optional.of(task))) {
                found.add(dialog.id());
              }
              return found.isEmpty();
            },
            this::readSoFar);
    return found.stream().findFirst();
  }

  private void tell(Installation installation, Stories stories, DialogId id) {
    Optional<Dialog> dialog = installation.records().dialog(id);
    if (dialog.isEmpty()) {
      return;
    }
    stories.dialog(dialog.get());
    DialogId opened = dialog.get().id();
    if (!all) {
      List<Outbox.Said> said = installation.outbox().said(opened, last);
      said.reversed().forEach(one -> stories.message(one.message()));
      return;
    }
    List<Found> found = new ArrayList<>();
    installation
        .records()
        .readAll(
            one -> {
              if (isOf(one, opened)) {
                found.add(one);
              }
              return true;
            },
            this::readSoFar);
    for (Found one : found) {
      switch (one) {
        case Found.OfMessage message -> stories.message(message.key().message());
        case Found.OfComment(CommentId comment, _) -> stories.comment(comment);
        case Found.OfDialog _ -> {}
      }
    }
  }

  private static boolean isOf(Found one, DialogId dialog) {
    return switch (one) {
      case Found.OfMessage message -> message.dialog().equals(Optional.of(dialog));
      case Found.OfComment(_, var of) -> of.equals(Optional.of(dialog));
      case Found.OfDialog _ -> false;
    };
  }

  /** What is told, each thing once. */
  private static final class Stories {
    private final DynamoDbRecords records;
    private final Set<Object> told = new LinkedHashSet<>();
    private final ArrayNode nodes = JSON.createArrayNode();
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Instant at, String text) {}

    Stories(DynamoDbRecords records) {
      this.records = records;
    }

    boolean isEmpty() {
      return told.isEmpty();
    }

    void dialog(Dialog dialog) {
      if (told.add(dialog.id())) {
        Story story = Story.of(dialog);
        nodes.add(story.json());
        entries.add(new Entry(Instant.MIN, story.text()));
      }
    }

    void message(MessageId id) {
      List<History> histories = records.message(id);
      if (histories.isEmpty() || !told.add(id)) {
        return;
      }
      for (History history : histories) {
        // Of a part of a comment, the comment knows more.
        if (history.record().comment().isEmpty()) {
          add(history.at(), Story.of(history));
        }
      }
      histories.stream().flatMap(one -> one.record().comment().stream()).forEach(this::comment);
    }

    void comment(CommentId id) {
      Optional<CommentHistory> history = records.comment(id);
      if (history.isPresent() && told.add(id)) {
        Optional<Instant> at =
            history.get().decisions().stream().map(decision -> decision.at()).findFirst();
        List<History> parts =
            history.get().comment().parts().stream()
                .flatMap(part -> part.message().stream())
                .flatMap(message -> records.message(message).stream())
                .toList();
        add(at, Story.of(history.get(), parts));
      }
    }

    private void add(Optional<Instant> at, Story story) {
      nodes.add(story.json());
      entries.add(new Entry(at.orElse(Instant.MAX), story.text()));
    }

    ObjectNode json(String what) {
      ObjectNode answer = object().put("asked", what).put("known", true);
      answer.set("found", nodes);
      return answer;
    }

    String text() {
      return String.join(
          "\n",
          entries.stream()
              .sorted(java.util.Comparator.comparing(Entry::at))
              .map(Entry::text)
              .toList());
    }
  }
}
