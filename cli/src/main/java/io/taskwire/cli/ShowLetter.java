package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.cli.Letters.Case;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything about one dead letter. */
@Command(name = "show", description = "Shows a dead letter, and what was tried with it.")
final class ShowLetter extends LettersAction {
  @Parameters(paramLabel = "ID", description = "As \"dead list\" shows it.")
  String id = "";

  @Option(
      names = "--body",
      description = "Show also what lay in the queue. It holds what people wrote.")
  boolean body;

  ShowLetter(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    return withLetters(
        installation,
        taken -> {
          Optional<Case> found =
              taken.cases().stream().filter(one -> one.letter().id().equals(id)).findFirst();
          return found.map(this::shown).orElseGet(() -> missing(taken));
        });
  }

  private int missing(Taken taken) {
    return answer(
        Exit.FOUND,
        object().put("id", id).put("found", false),
        "There is no such letter now." + behind(taken));
  }

  private int shown(Case one) {
    ObjectNode answer = node(one);
    Decisions.into(answer, one.decisions());
    StringBuilder text = new StringBuilder();
    text.append("Letter       ").append(one.letter().id()).append('\n');
    text.append("Way          ").append(one.way().name()).append('\n');
    text.append("Kind         ").append(one.kind().orElse("unreadable")).append('\n');
    one.id().ifPresent(message -> text.append("Message      ").append(message).append('\n'));
    one.dialog().ifPresent(dialog -> text.append("Dialog       ").append(dialog).append('\n'));
    text.append("Written      ").append(time(one)).append('\n');
    text.append("Put aside    ").append(one.letter().parkedAt()).append('\n');
    text.append("Reason       ").append(one.reason()).append('\n');
    text.append("If redriven  ").append(Letters.words(one.verdict())).append('\n');
    text.append(Decisions.text(one.decisions()));
    if (body) {
      String queued = one.letter().body().orElse("");
      answer.put("body", queued);
      text.append('\n').append(queued).append('\n');
    }
    return answer(Exit.OK, answer, text.toString());
  }
}
