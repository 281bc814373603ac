package io.taskwire.core.fakes;

import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.contract.BreakerStoreContract;
import io.taskwire.core.contract.ChannelStoreContract;
import io.taskwire.core.contract.DialogStoreContract;
import io.taskwire.core.contract.OutboxContract;
import io.taskwire.core.contract.Stores;
import io.taskwire.core.delivery.BreakerStore;
import org.junit.jupiter.api.Nested;

/** The fake keeps what the real table has to keep. */
class FakeTableTest {
  @Nested
  class AsDialogStore extends DialogStoreContract {
    @Override
    protected Stores emptyTable() {
      FakeTable table = new FakeTable();
      return new Stores(table, table, table);
    }
  }

  @Nested
  class AsOutbox extends OutboxContract {
    @Override
    protected Table emptyTable() {
      FakeTable table = new FakeTable();
      return new Table(table, new Stores(table, table, table), table.wazzupBreaker());
    }
  }

  @Nested
  class AsChannelStore extends ChannelStoreContract {
    @Override
    protected ChannelStore emptyStore() {
      return new FakeTable();
    }
  }

  @Nested
  class AsBreakerStore extends BreakerStoreContract {
    @Override
    protected BreakerStore emptyStore() {
      return new FakeTable();
    }
  }
}
