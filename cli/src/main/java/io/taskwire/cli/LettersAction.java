package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.queue.SqsLetters.Letter;
import io.taskwire.cli.Installation.Way;
import io.taskwire.cli.Letters.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** A command about dead letters: it takes them out, and gives back those that it leaves. */
abstract class LettersAction extends Action {
  /** Longer than a person needs to answer; if the command dies, they show again after it. */
  private static final Duration HIDDEN = Duration.ofMinutes(5);

  LettersAction(Session session) {
    super(session);
  }

  /** What was taken out, and what lies behind it. */
  record Taken(List<Case> cases, long behind) {}

  final int withLetters(Installation installation, ToIntFunction<Taken> action) {
    List<Case> cases = new ArrayList<>();
    Letters letters = new Letters(installation);
    List<List<Letter>> taken = new ArrayList<>();
    long lie = 0;
    try {
      for (Way way : installation.ways()) {
        lie += way.dead().get().all();
        List<Letter> some = way.letters().take(HIDDEN);
        taken.add(some);
        some.forEach(letter -> cases.add(letters.look(way, letter)));
      }
      int pieces = cases.stream().mapToInt(one -> one.letter().receipts().size()).sum();
      return action.applyAsInt(new Taken(cases, Math.max(0, lie - pieces)));
    } finally {
      for (int i = 0; i < taken.size(); i++) {
        Way way = installation.ways().get(i);
        way.letters().giveBack(taken.get(i).stream().filter(one -> !isGone(one)).toList());
      }
    }
  }

  private final List<String> gone = new ArrayList<>();

  final void noteGone(Letter letter) {
    gone.add(letter.id());
  }

  private boolean isGone(Letter letter) {
    return gone.contains(letter.id());
  }

  static ObjectNode node(Case one) {
    ObjectNode node = object().put("id", one.letter().id()).put("way", one.way().name());
    put(node, "kind", one.kind());
    put(node, "message", one.id());
    put(node, "dialog", one.dialog());
    put(node, "writtenAt", one.writtenAt());
    return node.put("parkedAt", one.letter().parkedAt().toString())
        .put("reason", one.reason())
        .put("verdict", one.verdict().getClass().getSimpleName())
        .put("redrive", Letters.words(one.verdict()));
  }

  static String time(Case one) {
    return one.writtenAt().map(Instant::toString).orElse("-");
  }

  static String behind(Taken taken) {
    return taken.behind() == 0
        ? ""
        : "\nAt least "
            + taken.behind()
            + " more lie behind these, or are being looked at by somebody else: SQS shows ten of a"
            + " dialog at a time.\n";
  }
}
