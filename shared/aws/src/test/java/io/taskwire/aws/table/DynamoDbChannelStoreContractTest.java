package io.taskwire.aws.table;

import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.contract.ChannelStoreContract;
import org.junit.jupiter.api.AfterEach;

/** The contract of the port on DynamoDB Local. */
class DynamoDbChannelStoreContractTest extends ChannelStoreContract {
  private final Engine engine = new Engine();

  @Override
  protected ChannelStore emptyStore() {
    return new DynamoDbChannelStore(engine.table());
  }

  @AfterEach
  void stop() {
    engine.close();
  }
}
