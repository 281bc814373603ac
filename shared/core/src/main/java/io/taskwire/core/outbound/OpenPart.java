package io.taskwire.core.outbound;

import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.CommentId;
import java.time.Duration;
import java.time.Instant;

/**
 * A part whose id of Wazzup's is not known: it is being sent, or its outcome is unknown, or it was
 * sent and only the echo will tell its id. It lies beside the chat, since Wazzup tells Direct and
 * the comments under all posts of one client in the same chat.
 *
 * @param chat the dialog without its post; {@link DialogId#unnamed} where Wazzup has not told yet
 *     in which chat it went
 * @param number of the part, from 1
 * @param fingerprint what its echo looks like
 * @param senderDead when nobody can be sending it any more
 * @param until how long an echo may be taken for it
 */
public record OpenPart(
    DialogId chat,
    CommentId comment,
    int number,
    String fingerprint,
    Instant triedAt,
    Instant senderDead,
    Instant until) {
  /** An echo may settle an unknown outcome for so long. */
  static final Duration SETTLES = Duration.ofHours(24);

  /**
   * A part that Wazzup refused, or that looked like an echo, is expected for so long all the same:
   * an error may lie, and so may looks.
   */
  static final Duration DOUBTED = Duration.ofMinutes(2);

  /** Its outcome is known to be unknown, or its id will only come by the echo. */
  OpenPart senderDone(Instant now, Duration settles) {
    return new OpenPart(chat, comment, number, fingerprint, triedAt, now, now.plus(settles));
  }
}
