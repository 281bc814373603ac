package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.ERROR;
import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.planfix.MarkView.Shown.SENT;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.e2e.Deaths.Point;
import io.taskwire.local.e2e.Deaths.Side;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.MarkView.Shown;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.WazzupKnobs.Echo;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A task-worker dies before or after each call that it makes when it is told what became of an
 * answer, and another one goes on: the mark becomes right, and there is no second comment.
 */
class KilledReporterTest {
  /** Longer than any right to report or to send. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /** As long as an echo of unknown id may be of a send under way. */
  private static final Duration A_WHILE = Duration.ofSeconds(10);

  private static final String ANSWER = "Good morning";

  /** After which call the sender dies that never learns what became of its part. */
  private static final Point AFTER_THE_POST = new Point(3, Side.AFTER);

  /** What the worker is told. */
  private enum Story {
    THE_MARK_IS_DUE,
    THE_ECHO_OF_A_KNOWN_MESSAGE,
    THE_STATUS_OF_A_KNOWN_MESSAGE,
    THE_ECHO_OF_A_PART_OF_UNKNOWN_OUTCOME_AFTER_ITS_STATUS;

    /** The signs that the answer has by then, and the one that it gets. */
    List<Shown> signs() {
      return switch (this) {
        case THE_MARK_IS_DUE, THE_ECHO_OF_A_KNOWN_MESSAGE -> List.of(SENT);
        case THE_STATUS_OF_A_KNOWN_MESSAGE -> List.of(SENT, READ);
        case THE_ECHO_OF_A_PART_OF_UNKNOWN_OUTCOME_AFTER_ITS_STATUS -> List.of(ERROR, READ);
      };
    }

    /** Answers, and has the worker told; the worker is watched, or to die, from then on. */
    Sent told(Workbench bench, Talk talk, Runnable watched) {
      return switch (this) {
        case THE_MARK_IS_DUE -> {
          watched.run();
          yield talk.task().answers(ANSWER);
        }
        case THE_ECHO_OF_A_KNOWN_MESSAGE -> {
          Sent answer = answered(talk);
          watched.run();
          talk.echoes(sent(talk));
          yield answer;
        }
        case THE_STATUS_OF_A_KNOWN_MESSAGE -> {
          Sent answer = answered(talk);
          watched.run();
          isRead(talk);
          yield answer;
        }
        case THE_ECHO_OF_A_PART_OF_UNKNOWN_OUTCOME_AFTER_ITS_STATUS -> {
          Sent answer = answeredByADyingSender(bench, talk);
          isRead(talk);
          talk.stage().settle();
          watched.run();
          talk.echoes(sent(talk));
          // At the first look it may still be of a send under way.
          assertThat(talk.stage().await(() -> !bench.deaths.calls().isEmpty())).isTrue();
          bench.pass(A_WHILE);
          yield answer;
        }
      };
    }

    private static Sent answered(Talk talk) {
      Sent answer = talk.task().answers(ANSWER).becomes(SENT);
      talk.stage().settle();
      return answer;
    }

    private static Sent answeredByADyingSender(Workbench bench, Talk talk) {
      bench.senderDeaths.killAt(AFTER_THE_POST);
      Sent answer = talk.task().answers(ANSWER);
      assertThat(talk.stage().await(() -> bench.senderDeaths.count() == 1)).isTrue();
      bench.pass(A_MINUTE);
      answer.becomes(ERROR);
      talk.stage().settle();
      return answer;
    }

    private static ChatMessage sent(Talk talk) {
      return talk.received().getLast();
    }

    private static void isRead(Talk talk) {
      talk.stage().wazzup().changeStatus(sent(talk).messageId(), "read", null);
    }
  }

  /** A death, and what a worker calls that lives. */
  private record Death(Story story, List<String> calls, Point point) {
    @Override
    public String toString() {
      return "%s: dies %s call %d, %s"
          .formatted(story, point.side(), point.call(), calls.get(point.call() - 1));
    }
  }

  /** Wazzup tells nothing by itself. */
  private static Talk answeredBefore(Workbench bench) {
    bench
        .stage()
        .wazzup()
        .turnKnobs(
            knobs -> {
              knobs.echo = Echo.NEVER;
              knobs.statusesAfterSend = List.of();
            });
    return bench.stage().answeredBefore(WHATSAPP);
  }

  private static Stream<Death> deaths(Story story) {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Talk ivan = answeredBefore(bench);
      Sent answer = story.told(bench, ivan, bench.deaths::watch);
      answer.becomes(story.signs().getLast());
      bench.stage().settle();
      List<String> calls = bench.deaths.calls();
      assertThat(calls).contains("BatchGetItem", "UpdateItem");
      return Point.ofAll(calls.size()).map(point -> new Death(story, calls, point));
    }
  }

  static List<Death> deaths() {
    return Stream.of(Story.values()).flatMap(KilledReporterTest::deaths).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  @Execution(ExecutionMode.CONCURRENT)
  void X07_theMarkBecomesRightAndThereIsNoSecondComment(Death death) {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Stage stage = bench.stage();
      Talk ivan = answeredBefore(bench);
      Sent answer = death.story().told(bench, ivan, () -> bench.deaths.killAt(death.point()));
      assertThat(stage.await(() -> bench.deaths.count() == 1)).isTrue();
      bench.pass(A_MINUTE);
      stage.settle();

      answer.becomes(death.story().signs().getLast());
      // A sign may be told twice, but never one that is out of date.
      assertThat(answer.signs().stream().distinct())
          .containsExactlyElementsOf(death.story().signs());
      assertThat(ivan.phone()).containsExactly(Stage.WELCOME, ANSWER);
      assertThat(ivan.task().entries().map(EntryView::text))
          .containsExactly("Hello", Stage.WELCOME, ANSWER);
      assertThat(stage.deadLetters()).isEmpty();
      assertThat(bench.deaths.count()).isEqualTo(1);
    }
  }
}
