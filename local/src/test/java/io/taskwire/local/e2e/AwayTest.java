package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.MarkView;
import io.taskwire.local.sim.planfix.MarkView.Shown;
import io.taskwire.local.sim.wazzup.Fault;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Employees answer while Wazzup is away, or takes no more for now. */
class AwayTest {
  private static final String WAITS = "Wazzup сейчас не принимает сообщения.";
  private static final String UNKNOWN = "Неизвестно, отправлено ли";
  private static final int EACH = 10;

  private static List<Talk> openDialogs(Stage stage, int count) {
    List<Talk> talks =
        IntStream.range(0, count)
            .mapToObj(i -> stage.somebody("Client " + i).on(i % 2 == 0 ? WHATSAPP : WABA))
            .toList();
    talks.forEach(talk -> talk.writes("Hello"));
    stage.settle();
    return talks;
  }

  private static Map<Talk, List<Sent>> answerAll(List<Talk> talks) {
    Map<Talk, List<Sent>> answers = new LinkedHashMap<>();
    talks.forEach(talk -> answers.put(talk, new ArrayList<>()));
    for (int i = 1; i <= EACH; i++) {
      String text = "Answer " + i;
      answers.forEach((talk, sent) -> sent.add(talk.task().answers(text)));
    }
    return answers;
  }

  private static List<String> numbered(int from) {
    return IntStream.rangeClosed(from, EACH).mapToObj(i -> "Answer " + i).toList();
  }

  private static boolean isUnknown(Sent sent) {
    return sent.text().startsWith(UNKNOWN);
  }

  private static List<String> texts(Sent sent) {
    return sent.view().marks().stream().map(MarkView::text).filter(text -> text != null).toList();
  }

  /** In the queue nothing waits for longer than its shortest delay. */
  private static Duration hurried(Duration delay) {
    return delay.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : delay;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"HTML", "SERVER_ERROR", "DROP"})
  void P9_whatIsAnsweredWhileWazzupIsAwayForHoursSaysThatItWaitsAndGoesOutInOrder(Fault.Kind kind) {
    try (var bench = new Workbench(SettingsText.USUAL, 3, planfix -> planfix)) {
      Stage stage = bench.stage();
      WazzupSimulator wazzup = stage.wazzup();
      bench.delayInTheQueue = AwayTest::hurried;
      List<Talk> talks = openDialogs(stage, 5);
      wazzup.addFault(Fault.lasting(kind, null));
      Map<Talk, List<Sent>> answers = answerAll(talks);
      assertThat(stage.await(() -> wazzup.ended(Fault.Call.SEND) > 0)).isTrue();
      for (int halfHours = 1; halfHours <= 6; halfHours++) {
        long asked = wazzup.ended(Fault.Call.CHANNELS);
        bench.pass(Duration.ofMinutes(30));
        assertThat(stage.await(() -> wazzup.ended(Fault.Call.CHANNELS) > asked)).isTrue();
      }
      List<Sent> all = answers.values().stream().flatMap(List::stream).toList();
      assertThat(stage.await(() -> all.stream().allMatch(sent -> !sent.text().isEmpty())))
          .as("all tell that they wait, or that their outcome is unknown")
          .isTrue();
      long underWay = wazzup.ended(Fault.Call.SEND);
      assertThat(underWay).isBetween(1L, (long) talks.size());
      assertThat(all.stream().filter(AwayTest::isUnknown)).hasSize((int) underWay);

      wazzup.clearFaults();
      bench.pass(Duration.ofMinutes(1));
      stage.settle();
      answers.forEach(
          (talk, sent) -> {
            int from = isUnknown(sent.getFirst()) ? 2 : 1;
            assertThat(talk.phone()).containsExactlyElementsOf(numbered(from));
            for (Sent waited : sent.subList(from - 1, EACH)) {
              waited.becomes(Shown.READ);
              assertThat(waited.signs()).startsWith(Shown.SENT).doesNotContain(Shown.ERROR);
              assertThat(texts(waited)).hasSize(1).first().asString().startsWith(WAITS);
            }
          });
      assertThat(wazzup.answered(Fault.Call.SEND, 201)).isEqualTo(all.size() - underWay);
    }
  }

  @Test
  void P9_aBurstOverTheLimitOfWazzupGetsThroughWithoutAnError() {
    try (var bench = new Workbench(SettingsText.USUAL, 4, planfix -> planfix)) {
      Stage stage = bench.stage();
      WazzupSimulator wazzup = stage.wazzup();
      List<Talk> talks = openDialogs(stage, 20);
      AtomicInteger waits = new AtomicInteger();
      bench.delayInTheQueue =
          delay -> {
            waits.addAndGet(delay.compareTo(Duration.ofSeconds(5)) >= 0 ? 1 : 0);
            return hurried(delay);
          };
      wazzup.turnKnobs(knobs -> knobs.rateLimit = 30);
      Map<Talk, List<Sent>> answers = answerAll(talks);
      while (stage.unsent() > 0) {
        int before = waits.get();
        assertThat(stage.await(() -> waits.get() > before || stage.unsent() == 0)).isTrue();
        // Whoever waits, waits for five seconds to ten.
        bench.pass(Duration.ofSeconds(5));
      }
      stage.settle();
      answers.forEach(
          (talk, sent) -> {
            assertThat(talk.phone()).containsExactlyElementsOf(numbered(1));
            assertThat(sent)
                .allSatisfy(
                    one -> assertThat(one.becomes(Shown.READ).signs()).doesNotContain(Shown.ERROR));
          });
      long tooMany = wazzup.answered(Fault.Call.SEND, 429);
      assertThat(wazzup.answered(Fault.Call.SEND, 201)).isEqualTo(200);
      assertThat(tooMany).as("the limit was met").isPositive();
      assertThat(tooMany).as("sends that were too many, of 200").isLessThan(200);
    }
  }
}
