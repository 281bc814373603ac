package io.taskwire.aws.table;

import io.taskwire.core.contract.BreakerStoreContract;
import io.taskwire.core.delivery.BreakerStore;
import org.junit.jupiter.api.AfterEach;

/** The contract of the port on DynamoDB Local. */
class DynamoDbBreakerStoreContractTest extends BreakerStoreContract {
  private final Engine engine = new Engine();

  @Override
  protected BreakerStore emptyStore() {
    return DynamoDbBreakerStore.ofPlanfix(engine.table());
  }

  @AfterEach
  void stop() {
    engine.close();
  }
}
