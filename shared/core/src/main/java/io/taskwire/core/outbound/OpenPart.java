package io.taskwire.core.outbound;

import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.CommentId;
import java.time.Duration;
import java.time.Instant;

/**
 * A part whose id of Wazzup's is not known: it is being sent, or its outcome is unknown, or it was
 * sent and only the echo will tell its id. It lies beside the chat in which its echo will come: one
 * chat of Wazzup's may lead to several dialogs, as Direct and the comments under posts do.
 *
 * @param chat as Wazzup names it, without a post; {@link DialogId#unnamed} where Wazzup has not told
 *     yet in which chat it went
 * @param dialog in which its comment stands
 * @param number of the part, from 1
 * @param fingerprint what its echo looks like
 * @param senderDead when nobody can be sending it any more
 * @param until how long an echo may be taken for it
 */
public record OpenPart(
    DialogId chat,
    DialogId dialog,
    CommentId comment,
    int number,
    String fingerprint,
    Instant triedAt,
    Instant senderDead,
    Instant until) {
  /** An echo may settle an unknown outcome for so long. */
  static final Duration SETTLES = Duration.ofHours(24);

  /** A part that Wazzup refused is expected for so long all the same: an error may lie. */
  static final Duration DOUBTED = Duration.ofMinutes(2);

  /** Its outcome is known to be unknown, or its id will only come by the echo. */
  OpenPart senderDone(Instant now, Duration settles) {
    return new OpenPart(chat, dialog, comment, number, fingerprint, triedAt, now, now.plus(settles));
  }
}
