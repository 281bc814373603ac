package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.local.sim.planfix.MarkView.Shown;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.Fault;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Wazzup's answer to a message does not come, or says nothing. */
class UnknownOutcomeTest {
  private static final String UNKNOWN = "Неизвестно, отправлено ли";
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final long LONGER = 2500;

  /** How an answer gets lost. */
  enum Loss {
    TIMEOUT,
    DROPPED,
    SERVER_ERROR,
    BAD_GATEWAY;

    Fault next(int calls) {
      return switch (this) {
        case TIMEOUT -> Fault.of(Fault.Kind.DROP, Fault.Call.SEND, calls).late(LONGER);
        case DROPPED -> Fault.of(Fault.Kind.DROP, Fault.Call.SEND, calls);
        case SERVER_ERROR -> Fault.of(Fault.Kind.SERVER_ERROR, Fault.Call.SEND, calls);
        case BAD_GATEWAY -> Fault.of(Fault.Kind.HTML, Fault.Call.SEND, calls);
      };
    }
  }

  /** A loss, before or after the client got the message. */
  record Case(Loss loss, boolean afterTheEffect) {
    Fault next(int calls) {
      Fault fault = loss.next(calls);
      return afterTheEffect ? fault.afterTheEffect() : fault;
    }

    @Override
    public String toString() {
      return loss + (afterTheEffect ? " after the effect" : " before it");
    }
  }

  static final List<Case> CASES =
      Stream.of(Loss.values())
          .flatMap(loss -> Stream.of(new Case(loss, false), new Case(loss, true)))
          .toList();

  private static Talk wrote(Stage stage) {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().says("Hello");
    stage.settle();
    return ivan;
  }

  private static Workbench bench() {
    Workbench bench = new Workbench(SettingsText.USUAL);
    bench.patience = PATIENCE;
    // In the queue nothing waits for longer than its shortest delay.
    bench.delayInTheQueue =
        delay -> delay.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : delay;
    return bench;
  }

  private static long sends(Stage stage) {
    return stage.wazzup().ended(Fault.Call.SEND);
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void X07_oneLostAnswerIsMadeUpForByARepetitionThatWazzupKnows(Case lost) {
    try (Workbench bench = bench()) {
      Stage stage = bench.stage();
      Talk ivan = wrote(stage);
      stage.wazzup().addFault(lost.next(1));
      Sent answer = ivan.task().answers("Good morning").becomes(Shown.READ);
      stage.settle();
      assertThat(answer.signs()).doesNotContain(Shown.ERROR);
      assertThat(ivan.phone()).containsExactly("Good morning");
      assertThat(stage.await(() -> sends(stage) == 2)).isTrue();
      ivan.task().says("Hello", "Good morning");
    }
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void X07_whatMayHaveBeenSentIsNeverSentAgainAndSettledByItsEcho(Case lost) {
    try (Workbench bench = bench()) {
      Stage stage = bench.stage();
      stage
          .wazzup()
          .turnKnobs(
              knobs -> {
                knobs.echo = WazzupKnobs.Echo.NEVER;
                knobs.statusesAfterSend = List.of();
              });
      Talk ivan = wrote(stage);
      stage.wazzup().addFault(lost.next(2));
      Sent first = ivan.task().answers("First");
      Sent second = ivan.task().answers("Second");
      List<String> arrived = lost.afterTheEffect() ? List.of("First") : List.of();
      assertThat(stage.await(() -> sends(stage) == 2)).isTrue();
      bench.pass(Duration.ofSeconds(20));
      assertThat(stage.await(() -> waitedOnceMore(bench))).isTrue();
      assertThat(ivan.phone())
          .as("the second waits for the first to be settled")
          .isEqualTo(arrived);

      bench.pass(Duration.ofSeconds(10));
      second.becomes(Shown.SENT);
      first.fails(UNKNOWN);
      bench.pass(Duration.ofHours(1));
      stage.settle();
      List<String> both = Stream.concat(arrived.stream(), Stream.of("Second")).toList();
      assertThat(ivan.phone()).isEqualTo(both);
      assertThat(sends(stage)).as("one call, its repetition, and the second").isEqualTo(3);
      if (lost.afterTheEffect()) {
        settles(stage, ivan, first);
      }
      assertThat(ivan.phone()).isEqualTo(both);
      ivan.task().says("Hello", "First", "Second");
    }
  }

  private static void settles(Stage stage, Talk ivan, Sent first) {
    ChatMessage received = ivan.received().getFirst();
    ObjectNode echo = ivan.entry("First");
    echo.put("messageId", received.messageId()).put("isEcho", true).put("status", "sent");
    assertThat(stage.post(Webhooks.messages(echo))).isEqualTo(200);
    first.becomes(Shown.SENT);
    assertThat(first.text()).doesNotContain(UNKNOWN);
    stage.wazzup().changeStatus(received.messageId(), "read", null);
    first.becomes(Shown.READ);
    stage.settle();
  }

  private static boolean waitedOnceMore(Workbench bench) {
    return bench.senderCalls.taken().containsKey("ChangeMessageVisibilityBatch");
  }

  @ParameterizedTest
  @EnumSource
  void X07_aMessageThatIsSentOnlyAfterWeGaveUpWaitingIsSentOnce(WazzupKnobs.Echo echo) {
    try (Workbench bench = bench()) {
      Stage stage = bench.stage();
      stage.wazzup().turnKnobs(knobs -> knobs.echo = echo);
      Talk ivan = wrote(stage);
      Fault late = Fault.of(Fault.Kind.DELAY, Fault.Call.SEND, 2).late(LONGER);
      stage.wazzup().addFault(late);
      Sent first = ivan.task().answers("First");
      Sent second = ivan.task().answers("Second");
      assertThat(stage.await(() -> sends(stage) == 2)).isTrue();
      bench.pass(Duration.ofSeconds(31));
      second.becomes(Shown.READ);
      stage.settle();
      assertThat(ivan.phone()).containsExactly("First", "Second");
      assertThat(sends(stage)).isEqualTo(3);
      if (echo == WazzupKnobs.Echo.NEVER) {
        first.fails(UNKNOWN);
      } else {
        first.becomes(Shown.READ);
      }
      ivan.task().says("Hello", "First", "Second");
    }
  }

  @Test
  void X07_whatWasTypedOnThePhoneMeanwhileIsACommentEvenIfItLookedLikeTheAnswer() {
    try (Workbench bench = bench()) {
      bench.patience = Duration.ofSeconds(30);
      Stage stage = bench.stage();
      Talk ivan = wrote(stage);
      stage
          .wazzup()
          .addFault(Fault.of(Fault.Kind.DELAY, Fault.Call.SEND, 1).late(10_000).afterTheEffect());
      Sent answer = ivan.task().answers("Yes");
      assertThat(stage.await(() -> ivan.received().size() == 1)).isTrue();
      // Its sender hangs for so long that everybody believes it dead.
      bench.passMeanwhile(Duration.ofMinutes(1));
      ivan.getsFromThePhone("Yes");
      answer.becomes(Shown.SENT);
      assertThat(sends(stage)).as("Wazzup has not answered yet").isZero();
      ivan.task().says("Hello", "Yes", "Yes");
      assertThat(sends(stage)).isEqualTo(1);
      stage.settle();
      answer.becomes(Shown.READ);
      assertThat(ivan.phone()).containsExactly("Yes", "Yes");
      ivan.task().says("Hello", "Yes", "Yes");
    }
  }
}
