package io.taskwire.aws.table;

import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.delivery.BreakerStore;
import java.time.Instant;

/** The breaker of Planfix in DynamoDB. */
public final class DynamoDbBreakerStore implements BreakerStore {
  static final Key KEY = new Key.OfBreaker("planfix");

  private static final String OPEN = "open";
  private static final String VERSION = "version";
  private static final String SINCE = "since";
  private static final String REASON = "reason";
  private static final String PROBE_UNTIL = "probeUntil";

  private final TaskwireTable table;

  public DynamoDbBreakerStore(TaskwireTable table) {
    this.table = table;
  }

  static BreakerState state(Item item) {
    return new BreakerState(item.flag(OPEN).orElse(false), item.number(VERSION).orElse(0L));
  }

  @Override
  public BreakerState read() {
    return table.read(KEY).map(DynamoDbBreakerStore::state).orElse(BreakerState.NEVER_OPENED);
  }

  @Override
  public BreakerState open(Instant now, String reason) {
    Change change =
        new Change().set(OPEN, true).add(VERSION, 1).set(SINCE, now).set(REASON, reason);
    return now(table.update(KEY, change));
  }

  @Override
  public boolean claimProbe(Instant now, Instant until) {
    Change change =
        new Change()
            .set(PROBE_UNTIL, until.toEpochMilli())
            .when("attribute_not_exists({probeUntil}) OR {probeUntil} <= ?", now.toEpochMilli());
    return table.update(KEY, change) instanceof TaskwireTable.Written.Done;
  }

  @Override
  public BreakerState close(long version) {
    Change change =
        new Change()
            .set(OPEN, false)
            .add(VERSION, 1)
            .remove(PROBE_UNTIL)
            .when("{version} = ?", version);
    return now(table.update(KEY, change));
  }

  private static BreakerState now(TaskwireTable.Written written) {
    return switch (written) {
      case TaskwireTable.Written.Done(Item item) -> state(item);
      case TaskwireTable.Written.Refused(Item item) -> state(item);
    };
  }
}
