package io.taskwire.local.sim.planfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planned faults come when and as often as planned, before or after the effect of the call. */
class FaultsTest {

  private final RunningPlanfix planfix = new RunningPlanfix();
  private final Faults faults = planfix.simulator.faults();

  @AfterEach
  void close() {
    planfix.close();
  }

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED, 401, Invalid token",
    "INVALID_PARAMETERS, 400, Invalid parameters",
    "TOO_MANY_REQUESTS, 429, ''",
    "SERVER_ERROR, 500, ''",
    "BAD_GATEWAY, 502, ''",
    "HTML_ERROR, 503, <h1>",
    "HTML_OK, 200, <h1>"
  })
  void aFaultStandsInForTheAnswerAndForTheEffect(Fault.Kind kind, int status, String part)
      throws Exception {
    faults.add(Fault.of(kind).times(1));

    HttpResponse<String> faulty = planfix.post(Form.sample("first-message"));

    assertThat(faulty.statusCode()).isEqualTo(status);
    assertThat(faulty.body()).contains(part);
    assertThat(planfix.simulator.tasks()).isEmpty();
    assertThat(planfix.simulator.apiCalls())
        .singleElement()
        .satisfies(call -> assertThat(call.fault()).isEqualTo(kind));
    assertThat(planfix.post(Form.sample("first-message")).body()).isEmpty();
    assertThat(planfix.simulator.tasks()).hasSize(1);
  }

  @Test
  void afterTheEffectOnlyTheAnswerIsWrong() throws Exception {
    faults.add(Fault.of(Fault.Kind.SERVER_ERROR).afterTheEffect());

    assertThat(planfix.post(Form.sample("first-message")).statusCode()).isEqualTo(500);

    assertThat(planfix.simulator.tasks()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void aConnectionIsDroppedBeforeOrAfterTheEffect(boolean afterEffect, int tasks) throws Exception {
    Fault fault = Fault.of(Fault.Kind.DROPPED);
    faults.add(afterEffect ? fault.afterTheEffect() : fault);

    assertThatThrownBy(() -> planfix.post(Form.sample("first-message")))
        .isInstanceOf(IOException.class);

    assertThat(planfix.next(PlanfixEvent.ApiCallAnswered.class).call().status()).isNull();
    assertThat(planfix.simulator.tasks()).hasSize(tasks);
    faults.clear();
    assertThat(planfix.post(Form.sample("first-message")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void aHangingCallAnswersWhenReleased(boolean afterEffect, int commentsMeanwhile)
      throws Exception {
    int task = planfix.openTask();
    planfix.events.clear();
    Fault fault = Fault.of(Fault.Kind.HANGING).times(1);
    faults.add(afterEffect ? fault.afterTheEffect() : fault);

    CompletableFuture<HttpResponse<String>> answer =
        planfix.postAtOnce(Form.sample("next-message"));
    planfix.next(PlanfixEvent.ApiCallHeld.class);

    assertThat(planfix.simulator.task(task).comments()).hasSize(commentsMeanwhile);
    assertThat(answer).isNotDone();
    faults.release();
    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(planfix.simulator.task(task).comments()).hasSize(1);
  }

  @Test
  void aResetDropsWhatHangs() throws Exception {
    planfix.openTask();
    planfix.events.clear();
    faults.add(Fault.of(Fault.Kind.HANGING));
    CompletableFuture<HttpResponse<String>> answer =
        planfix.postAtOnce(Form.sample("next-message"));
    planfix.next(PlanfixEvent.ApiCallHeld.class);

    planfix.simulator.reset();

    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    assertThat(planfix.simulator.tasks()).isEmpty();
    assertThat(faults.planned()).isEmpty();
  }

  @Test
  void aDelayedCallAnswersTruly() throws Exception {
    faults.add(Fault.of(Fault.Kind.DELAYED).millis(5));

    assertThat(planfix.post(Form.sample("first-message")).statusCode()).isEqualTo(200);

    assertThat(planfix.simulator.tasks()).hasSize(1);
  }

  @Test
  void aFaultMayConcernOnlyACommandOrAChat() throws Exception {
    planfix.openTask();
    faults.add(Fault.of(Fault.Kind.SERVER_ERROR).in("getTask"));
    faults.add(Fault.of(Fault.Kind.BAD_GATEWAY).ofChat("another"));

    assertThat(planfix.post(Form.sample("next-message")).statusCode()).isEqualTo(200);
    assertThat(planfix.post(Form.getTask()).statusCode()).isEqualTo(500);
    assertThat(planfix.post(Form.sample("next-message").with("chatId", "another")).statusCode())
        .isEqualTo(502);
  }

  @Test
  void aFaultComesAsOftenAsPlannedOrUntilCleared() throws Exception {
    planfix.openTask();
    faults.add(Fault.of(Fault.Kind.SERVER_ERROR).times(2));
    faults.add(Fault.of(Fault.Kind.BAD_GATEWAY));

    assertThat(statuses(4)).containsExactly(500, 500, 502, 502);
    faults.clear();
    assertThat(statuses(1)).containsExactly(200);
  }

  private int[] statuses(int calls) throws Exception {
    int[] statuses = new int[calls];
    for (int i = 0; i < calls; i++) {
      statuses[i] = planfix.post(Form.sample("next-message")).statusCode();
    }
    return statuses;
  }
}
