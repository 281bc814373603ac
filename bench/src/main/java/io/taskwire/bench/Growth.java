package io.taskwire.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a message costs where a table holds a thousand dialogs and where it holds a million. Both
 * are asked in turn, so that neither has a warmer function or a better moment of the machine. Calls
 * and the units that DynamoDB charges are what counts; the time is that of DynamoDB Local, whose
 * table is one of SQLite with an index, and says nothing of DynamoDB's.
 */
final class Growth {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int WARMING = 5;
  private static final int ROUNDS = 6;
  private static final int MESSAGES = 20;
  private static final double FLAT = 1.1;

  private final Workshop workshop;

  Growth(Workshop workshop) {
    this.workshop = workshop;
  }

  List<Figure> figures() {
    try (Crowd few = Crowd.of(FEW, workshop);
        Crowd many = Crowd.of(MANY, workshop)) {
      inTurn(WARMING, few, many);
      var _ = few.takenCalls();
      var _ = many.takenCalls();
      List<List<Duration>> times = inTurn(ROUNDS, few, many);
      return figures(
          few.takenCalls(),
          many.takenCalls(),
          new Times(times.getFirst()).medianMillis(),
          new Times(times.getLast()).medianMillis());
    }
  }

  private static List<List<Duration>> inTurn(int rounds, Crowd few, Crowd many) {
    List<Duration> amongFew = new ArrayList<>();
    List<Duration> amongMany = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      amongFew.addAll(few.handle(MESSAGES));
      amongMany.addAll(many.handle(MESSAGES));
    }
    return List.of(amongFew, amongMany);
  }

  private static List<Figure> figures(Calls few, Calls many, double fewMillis, double manyMillis) {
    int messages = ROUNDS * MESSAGES;
    return List.of(
        figure("calls per message", many.all() / (double) messages, few.all() / (double) messages),
        figure("request units per message", many.units() / messages, few.units() / messages),
        figure("time per message, in ms of DynamoDB Local,", manyMillis, fewMillis));
  }

  private static Figure figure(String what, double many, double few) {
    return Figure.atMost(
        FLAT,
        String.format(Locale.ROOT, "%s at %,d dialogs against %,d", what, MANY, FEW),
        many / few,
        "×",
        String.format(Locale.ROOT, "%.2f against %.2f", many, few));
  }
}
