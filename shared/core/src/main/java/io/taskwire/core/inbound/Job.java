package io.taskwire.core.inbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore.Situation;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.inbound.DeliverNotice.Queued;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Origin;
import java.util.Optional;

/**
 * One notice that has to get into a task.
 *
 * @param origin where it came from; empty for what is told of a message that stands there already
 * @param dialog the dialog it belongs to, where that is known beforehand
 * @param echo the message itself where our side wrote it, perhaps by ourselves
 */
record Job(
    Queued queued,
    NoticeKey key,
    MessageFacts facts,
    Optional<Origin> origin,
    Optional<DialogId> dialog,
    Optional<MessageId> quoted,
    Compose compose,
    Optional<Notice.Message> echo) {

  /** Composes a notice once its dialog is known. */
  interface Compose {
    Composition compose(Dialog dialog, Channel channel, Situation situation);
  }

  Optional<ChannelId> address() {
    return origin.map(Origin::channel);
  }
}
