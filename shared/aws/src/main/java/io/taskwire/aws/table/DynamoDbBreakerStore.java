package io.taskwire.aws.table;

import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.delivery.BreakerStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The breaker of a provider in DynamoDB. */
public final class DynamoDbBreakerStore implements BreakerStore {
  static final Key PLANFIX = new Key.OfBreaker("planfix");
  static final Key WAZZUP = new Key.OfBreaker("wazzup");

  private static final String OPEN = "open";
  private static final String VERSION = "version";
  private static final String SINCE = "since";
  private static final String REASON = "reason";
  private static final String PROBE_UNTIL = "probeUntil";

  private final TaskwireTable table;
  private final Key key;

  private DynamoDbBreakerStore(TaskwireTable table, Key key) {
    this.table = table;
    this.key = key;
  }

  public static DynamoDbBreakerStore ofPlanfix(TaskwireTable table) {
    return new DynamoDbBreakerStore(table, PLANFIX);
  }

  public static DynamoDbBreakerStore ofWazzup(TaskwireTable table) {
    return new DynamoDbBreakerStore(table, WAZZUP);
  }

  static BreakerState state(@Nullable Item item) {
    return item == null ? BreakerState.NEVER_OPENED : written(item);
  }

  private static BreakerState written(Item item) {
    return new BreakerState(item.flag(OPEN).orElse(false), item.number(VERSION).orElse(0L));
  }

  @Override
  public BreakerState read() {
    return table.read(key).map(DynamoDbBreakerStore::written).orElse(BreakerState.NEVER_OPENED);
  }

  @Override
  public BreakerState open(Instant now, String reason) {
    Change change =
        new Change().set(OPEN, true).add(VERSION, 1).set(SINCE, now).set(REASON, reason);
    return now(table.update(key, change));
  }

  @Override
  public boolean claimProbe(Instant now, Instant until) {
    Change change =
        new Change()
            .set(PROBE_UNTIL, until.toEpochMilli())
            .when("attribute_not_exists({probeUntil}) OR {probeUntil} <= ?", now.toEpochMilli());
    return table.update(key, change) instanceof TaskwireTable.Written.Done;
  }

  @Override
  public BreakerState close(long version) {
    Change change =
        new Change()
            .set(OPEN, false)
            .add(VERSION, 1)
            .remove(PROBE_UNTIL)
            .when("{version} = ?", version);
    return now(table.update(key, change));
  }

  private static BreakerState now(TaskwireTable.Written written) {
    return switch (written) {
      case TaskwireTable.Written.Done(Item item) -> written(item);
      case TaskwireTable.Written.Refused(Item item) -> written(item);
    };
  }
}
