package io.taskwire.core.outbound;

import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.CommentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A part whose id of Wazzup's is not known: it is being sent, or its outcome is unknown, or it was
 * sent and only the echo will tell its id. It lies beside the chat in which its echo will come: one
 * chat of Wazzup's may lead to several dialogs, as Direct and the comments under posts do.
 *
 * @param chat as Wazzup names it, without a post; {@link DialogId#unnamed} where Wazzup has not
 *     told yet in which chat it went
 * @param dialog in which its comment stands
 * @param number of the part, from 1
 * @param fingerprint what its echo looks like
 * @param senderDead when nobody can come with an answer any more
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
  private static final Duration SETTLES = Duration.ofHours(24);

  /** Of files little more than the kind can be compared, and colleagues send files as well. */
  private static final Duration FILE_SETTLES = Duration.ofMinutes(10);

  /**
   * A text that Wazzup refused, or that looked like an echo, is expected for so long all the same:
   * an error may lie, and so may looks.
   */
  private static final Duration DOUBTED = Duration.ofMinutes(2);

  /**
   * For so long after it must be dead a sender may still come with an answer, as clocks differ and
   * a process may stand still; until then nobody else's equal words are taken for its message.
   */
  private static final Duration LATE = Duration.ofSeconds(10);

  /** How long the echo of something that looks like this may settle it. */
  private static Duration settles(String fingerprint) {
    return Fingerprint.isOfFile(fingerprint) ? FILE_SETTLES : SETTLES;
  }

  /**
   * A part that is about to be sent.
   *
   * @param senderDead when its sender has been stopped for sure
   */
  static OpenPart begun(
      Dialog dialog,
      CommentId comment,
      int number,
      String fingerprint,
      Instant triedAt,
      Instant senderDead) {
    return new OpenPart(
        dialog.chat(),
        dialog.id(),
        comment,
        number,
        fingerprint,
        triedAt,
        senderDead.plus(LATE),
        senderDead.plus(settles(fingerprint)));
  }

  /** Somebody found it whose sender has been stopped for sure. */
  OpenPart brokenOff(Instant now) {
    OpenPart done = senderDone(now);
    return new OpenPart(
        chat, dialog, comment, number, fingerprint, triedAt, now.plus(LATE), done.until());
  }

  /** Its outcome is known to be unknown, or its id will only come by the echo. */
  OpenPart senderDone(Instant now) {
    return senderDone(now, settles(fingerprint));
  }

  /** It was refused, or an echo was taken for it; empty where no echo is taken for it then. */
  Optional<OpenPart> doubted(Instant now) {
    return Fingerprint.isOfFile(fingerprint)
        ? Optional.empty()
        : Optional.of(senderDone(now, DOUBTED));
  }

  private OpenPart senderDone(Instant now, Duration settles) {
    return new OpenPart(
        chat, dialog, comment, number, fingerprint, triedAt, now, now.plus(settles));
  }
}
