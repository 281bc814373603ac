package io.taskwire.aws.table;

import io.taskwire.core.contract.OutboxContract;
import io.taskwire.core.contract.Stores;
import org.junit.jupiter.api.AfterEach;

/** The contract of the port on DynamoDB Local. */
class DynamoDbOutboxContractTest extends OutboxContract {
  private final Engine engine = new Engine();

  @Override
  protected Table emptyTable() {
    TaskwireTable table = engine.table();
    return new Table(
        new DynamoDbOutbox(table, () -> NOW),
        new Stores(
            new DynamoDbDialogStore(table, () -> NOW),
            new DynamoDbChannelStore(table),
            DynamoDbBreakerStore.ofPlanfix(table)),
        DynamoDbBreakerStore.ofWazzup(table));
  }

  @AfterEach
  void stop() {
    engine.close();
  }
}
