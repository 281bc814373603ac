package io.taskwire.aws.table;

import io.taskwire.core.contract.DialogStoreContract;
import io.taskwire.core.contract.Stores;
import org.junit.jupiter.api.AfterEach;

/** The contract of the port on DynamoDB Local. */
class DynamoDbDialogStoreContractTest extends DialogStoreContract {
  private final Engine engine = new Engine();

  @Override
  protected Stores emptyTable() {
    TaskwireTable table = engine.table();
    return new Stores(
        new DynamoDbDialogStore(table, () -> NOW),
        new DynamoDbChannelStore(table),
        DynamoDbBreakerStore.ofPlanfix(table));
  }

  @AfterEach
  void stop() {
    engine.close();
  }
}
