package io.taskwire.core.fakes;

import io.taskwire.core.contract.NicknameContract;

/** The fake keeps what the real table has to keep. */
class FakeNicknameTest extends NicknameContract {
  @Override
  protected Table emptyTable() {
    FakeTable table = new FakeTable();
    return new Table(table, table);
  }
}
