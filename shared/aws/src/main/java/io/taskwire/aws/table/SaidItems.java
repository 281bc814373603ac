package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.MessageId;
import java.time.Instant;

/** The items of what was said in a dialog, by which a quote finds its message. */
final class SaidItems {
  static final String MESSAGE = "message";
  static final String SNIPPET = "snippet";

  private SaidItems() {}

  static Part said(DialogId dialog, MessageId message, String snippet, Instant at, Instant now) {
    return new Part.Changes(
        new Key.OfSaid(dialog, at, message),
        new Change()
            .set(MESSAGE, message.value())
            .set(SNIPPET, snippet)
            .set(TaskwireTable.EXPIRES_AT, now.plus(Messages.KNOWN).getEpochSecond()));
  }
}
