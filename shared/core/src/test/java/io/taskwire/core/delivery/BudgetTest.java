package io.taskwire.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.HandClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Instant START = Instant.parse("2036-03-03T09:00:00Z");
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
  private static final Duration TIMEOUT_OF_THE_FUNCTION = Duration.ofSeconds(30);

  private final HandClock clock = new HandClock(START);
  private final Budget budget = new Budget(clock);

  @Test
  void nothingIsStartedWhoseOutcomeCouldNotBeNotedInTime() {
    clock.advance(Duration.ofSeconds(15).minusMillis(1));
    assertThat(budget.allowsMore()).isTrue();
    assertThat(budget.untilEnd()).isGreaterThan(LONGEST_CALL.plusSeconds(1));

    clock.advance(Duration.ofMillis(1));
    assertThat(budget.allowsMore()).isFalse();
  }

  @Test
  void theBatchIsAnsweredBeforeTheFunctionIsKilled() {
    assertThat(budget.untilEnd()).isLessThanOrEqualTo(TIMEOUT_OF_THE_FUNCTION.minusSeconds(3));

    clock.advance(TIMEOUT_OF_THE_FUNCTION);
    assertThat(budget.untilEnd()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aLeaseOutlivesTheFunction() {
    assertThat(budget.surelyDead()).isAfter(START.plus(TIMEOUT_OF_THE_FUNCTION));
  }
}
