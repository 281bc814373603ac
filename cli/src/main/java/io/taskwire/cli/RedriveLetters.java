package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.table.DynamoDbRecords.Reopened;
import io.taskwire.cli.Letters.Case;
import io.taskwire.cli.Letters.Verdict;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets dead letters be tried again. */
@Command(
    name = "redrive",
    description = {
      "Puts dead letters back into their queue. First it says what each would do, then it asks.",
      "No effect is repeated: what is in Planfix, or was or may have been sent, is left alone.",
      "An answer to a client goes out late; it is only sent if that is confirmed by itself."
    })
final class RedriveLetters extends LettersAction {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "As \"dead list\" shows them.")
  List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All that show.")
  boolean all;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  boolean dryRun;

  @Option(names = "--yes", description = "Don't ask; it says nothing of answers to clients.")
  boolean yes;

  @Option(names = "--send-to-clients", description = "Confirms answers to clients, without asking.")
  boolean sendToClients;

  RedriveLetters(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (all == !ids.isEmpty()) {
      throw new Misused("name letters by their ids (taskwire dead list), or say --all");
    }
    Installation installation = installation();
    return withLetters(installation, taken -> redriven(installation, taken));
  }

  private int redriven(Installation installation, Taken taken) {
    List<Case> cases =
        taken.cases().stream().filter(one -> all || ids.contains(one.letter().id())).toList();
    List<String> missing =
        ids.stream()
            .filter(id -> cases.stream().noneMatch(one -> one.letter().id().equals(id)))
            .toList();
    Table plan = new Table("ID", "KIND", "WRITTEN", "WHAT HAPPENS");
    cases.forEach(
        one ->
            plan.row(
                one.letter().id(),
                one.kind().orElse("?"),
                time(one),
                Letters.words(one.verdict())));
    if (dryRun) {
      return done(cases, cases.stream().map(_ -> "would").toList(), missing, plan + behind(taken));
    }
    if (!cases.isEmpty()) {
      session.progress(plan.toString());
    }
    if (cases.isEmpty() || !confirmed(yes, "Do that?")) {
      return done(
          cases, cases.stream().map(_ -> "left").toList(), missing, "Nothing was redriven.");
    }
    List<String> outcomes = new ArrayList<>();
    for (Case one : cases) {
      outcomes.add(outcome(installation, one));
    }
    Table table = new Table("ID", "KIND", "OUTCOME");
    for (int i = 0; i < cases.size(); i++) {
      table.row(cases.get(i).letter().id(), cases.get(i).kind().orElse("?"), outcomes.get(i));
    }
    return done(cases, outcomes, missing, table + behind(taken));
  }

  private String outcome(Installation installation, Case one) {
    return switch (one.verdict()) {
      case Verdict.Hopeless _ -> "left";
      case Verdict.Settled _ -> removed(one);
      case Verdict.Redrivable _ -> redrive(installation, one);
      case Verdict.ReachesClient _ ->
          maySend(one) ? redrive(installation, one) : "left: not confirmed";
    };
  }

  private boolean maySend(Case one) {
    return sendToClients
        || (session.terminal().isThere()
            && session
                .terminal()
                .confirms(
                    "Comment "
                        + one.id().orElse("?")
                        + ", written "
                        + time(one)
                        + ", goes to the client of "
                        + one.dialog().orElse("?")
                        + " now. Send it?"));
  }

  private String redrive(Installation installation, Case one) {
    if (one.key().isPresent()
        && installation.records().reopen(one.key().get(), now()) == Reopened.SETTLED) {
      return removed(one);
    }
    one.way().letters().redrive(one.letter());
    noteGone(one.letter());
    return "redriven";
  }

  private String removed(Case one) {
    one.way().letters().remove(one.letter());
    noteGone(one.letter());
    return "removed: nothing was left to do";
  }

  private int done(List<Case> cases, List<String> outcomes, List<String> missing, String text) {
    ObjectNode answer = object().put("dryRun", dryRun);
    ArrayNode letters = answer.putArray("letters");
    boolean left = !missing.isEmpty();
    for (int i = 0; i < cases.size(); i++) {
      letters.add(node(cases.get(i)).put("outcome", outcomes.get(i)));
      left |= outcomes.get(i).startsWith("left");
    }
    ArrayNode gone = answer.putArray("notThere");
    missing.forEach(gone::add);
    String more = missing.isEmpty() ? "" : "\nNot there now: " + String.join(", ", missing) + "\n";
    return answer(left ? Exit.FOUND : Exit.OK, answer, text + more);
  }
}
