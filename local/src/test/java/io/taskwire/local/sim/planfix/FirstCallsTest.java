package io.taskwire.local.sim.planfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.PlanfixKnobs.ParallelFirstCalls;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing promises that calls of a new chat that run at once make one task. */
class FirstCallsTest {

  private static final int CALLS = 5;

  private final RunningPlanfix planfix = new RunningPlanfix();
  private final PlanfixKnobs knobs = planfix.simulator.knobs();

  @AfterEach
  void close() {
    planfix.close();
  }

  @Test
  void eachOfTheCallsMakesATaskOfItsOwn() throws Exception {
    sendAtOnce();

    assertThat(planfix.simulator.tasks()).hasSize(CALLS);
    assertThat(planfix.simulator.contacts()).hasSize(1);
  }

  @Test
  void withTheKnobTheyMakeOneTask() throws Exception {
    knobs.parallelFirstCalls = ParallelFirstCalls.ONE_TASK;

    sendAtOnce();

    assertThat(planfix.simulator.tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.comments()).isEqualTo(CALLS - 1));
  }

  @Test
  void callsOneAfterAnotherMakeOneTask() throws Exception {
    knobs.firstCallMillis = 10;
    for (int i = 0; i < CALLS; i++) {
      planfix.post(Form.sample("first-message"));
    }

    assertThat(planfix.simulator.tasks()).hasSize(1);
  }

  private void sendAtOnce() throws Exception {
    knobs.firstCallMillis = 10_000;
    knobs.firstCallsAwaited = CALLS;
    var answers =
        IntStream.range(0, CALLS)
            .mapToObj(i -> planfix.postAtOnce(Form.sample("first-message")))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(answers).get(20, TimeUnit.SECONDS);
    for (CompletableFuture<?> answer : answers) {
      assertThat(((HttpResponse<?>) answer.join()).statusCode()).isEqualTo(200);
    }
  }
}
