package io.taskwire.aws.table;

import io.taskwire.core.contract.NicknameContract;
import org.junit.jupiter.api.AfterEach;

/** The contract of the port on DynamoDB Local. */
class DynamoDbNicknameContractTest extends NicknameContract {
  private final Engine engine = new Engine();

  @Override
  protected Table emptyTable() {
    TaskwireTable table = engine.table();
    return new Table(
        new DynamoDbOutbox(table, () -> NOW), new DynamoDbDialogStore(table, () -> NOW));
  }

  @AfterEach
  void stop() {
    engine.close();
  }
}
