package io.taskwire.core.inbound;

import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.notice.NoticeKey;
import java.util.Optional;

/** What the table knows after a story. */
final class Looks {
  private Looks() {}

  static MessageRecord at(Scene scene, NoticeKey notice) {
    Look look =
        new Look(notice, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return scene.table.look(look).notice().orElseThrow();
  }
}
