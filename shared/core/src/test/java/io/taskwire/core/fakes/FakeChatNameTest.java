package io.taskwire.core.fakes;

import io.taskwire.core.contract.ChatNameContract;

/** The fake keeps what the real table has to keep. */
class FakeChatNameTest extends ChatNameContract {
  @Override
  protected Table emptyTable() {
    FakeTable table = new FakeTable();
    return new Table(table, table);
  }
}
