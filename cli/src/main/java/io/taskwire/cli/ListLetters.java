package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** Which dead letters there are, and why. */
@Command(
    name = "list",
    description =
        "Lists dead letters of both ways with their reasons. Ends with 1 if there are any.")
final class ListLetters extends LettersAction {
  ListLetters(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    return withLetters(installation, this::listed);
  }

  private int listed(Taken taken) {
    ObjectNode answer = object();
    ArrayNode letters = answer.putArray("letters");
    Table table = new Table("ID", "WAY", "KIND", "WRITTEN", "REASON", "IF REDRIVEN");
    taken
        .cases()
        .forEach(
            one -> {
              letters.add(node(one));
              table.row(
                  one.letter().id(),
                  one.way().name(),
                  one.kind().orElse("?"),
                  time(one),
                  one.reason(),
                  Letters.words(one.verdict()));
            });
    answer.put("behind", taken.behind());
    boolean none = taken.cases().isEmpty() && taken.behind() == 0;
    return answer(
        none ? Exit.OK : Exit.FOUND,
        answer,
        none ? "There are no dead letters." : table + behind(taken));
  }
}
