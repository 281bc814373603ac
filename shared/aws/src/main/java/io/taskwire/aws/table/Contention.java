package io.taskwire.aws.table;

import io.taskwire.aws.function.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Repeats a write that met a transaction on the same item, or that was throttled within one: the
 * SDK retries neither. Nothing of such a write was done (DynamoDB, transaction conflict handling).
 *
 * @param random spreads those that met, so that they do not meet again
 */
record Contention(Pause pause, RandomGenerator random) {
  static final int ATTEMPTS = 10;

  // Together 1.5 s at most.
  private static final long FIRST_PAUSE = 20;
  private static final long LONGEST_PAUSE = 240;

  private static final String NO_REASON = "None";
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  /**
   * Writes, again and again if need be.
   *
   * @throws DynamoDbException what the last attempt threw, or the first that no repetition mends
   */
  <T> T outlast(Supplier<T> write) {
    long longest = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return write.get();
      } catch (TransactionConflictException | TransactionCanceledException met) {
        if (attempt == ATTEMPTS || !passes(met) || !paused(longest)) {
          throw met;
        }
      }
      longest = Math.min(2 * longest, LONGEST_PAUSE);
    }
  }

  private static boolean passes(DynamoDbException met) {
    if (!(met instanceof TransactionCanceledException canceled)) {
      return true;
    }
    List<String> codes =
        canceled.cancellationReasons().stream()
            .map(CancellationReason::code)
            .filter(code -> !NO_REASON.equals(code))
            .toList();
    return !codes.isEmpty()
        && codes.stream().allMatch(code -> code != null && PASSING.contains(code));
  }

  private boolean paused(long longest) {
    try {
      pause.pause(Duration.ofMillis(random.nextLong(longest / 2, longest + 1)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
