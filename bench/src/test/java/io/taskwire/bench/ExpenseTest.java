package io.taskwire.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.taskwire.bench.CostSheet.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpenseTest {
  private static final Prices PRICES =
      new Prices("2026-01-15", "nowhere", "a test", 1, 0.2, 0.00001, 0.5, 0.6, 0.1, 0.5);

  /** A worker that handled 5 messages in one batch, waiting for 300 of 320 ms. */
  private static final Expense WORKER =
      new Expense(
          FunctionKind.TASK_WORKER,
          1,
          0,
          1,
          Duration.ofMillis(320),
          Duration.ofMillis(300),
          Duration.ofMillis(15),
          new Calls(Map.of("BatchGetItem", 5, "UpdateItem", 5), 5, 25));

  private static double dollars(List<Row> rows, String what) {
    return rows.stream()
        .filter(row -> row.what().contains(what))
        .findFirst()
        .orElseThrow()
        .dollars();
  }

  @Test
  void whatABatchNeedsOnceIsSharedByItsMessages() {
    List<Row> rows = WORKER.rows(PRICES, 1769, 5);
    assertThat(dollars(rows, "requests to Lambda")).isEqualTo(0.2 / 5, within(1e-9));
    assertThat(dollars(rows, "receiving and deleting")).isEqualTo(2 * 0.5 / 5, within(1e-9));
  }

  @Test
  void whatEachMessageNeedsIsNot() {
    List<Row> rows = WORKER.rows(PRICES, 1769, 5);
    assertThat(dollars(rows, "table, writing")).isEqualTo(0.6, within(1e-9));
    assertThat(dollars(rows, "table, reading")).isEqualTo(5 * 0.1, within(1e-9));
  }

  @Test
  void onlyTimeThatIsNotTheProvidersIsOurs() {
    List<Row> rows = WORKER.rows(PRICES, 1769, 5);
    assertThat(rows.stream().filter(Row::ours).map(Row::what))
        .containsExactly("task-worker: own time");
    double gigabytes = 1769 / 1024.0;
    assertThat(dollars(rows, "waiting")).isEqualTo(0.06 * gigabytes * 10, within(1e-9));
    assertThat(dollars(rows, "own time")).isEqualTo(0.004 * gigabytes * 10, within(1e-9));
  }

  @Test
  void halfAProcessorNeedsTwiceTheTimeForWhatIsComputed() {
    double whole = dollars(WORKER.rows(PRICES, 1769, 1), "own time") / 1769;
    double half = dollars(WORKER.rows(PRICES, 885, 1), "own time") / 885;
    assertThat(half / whole).isEqualTo(35.0 / 20, within(0.01));
  }
}
