package io.taskwire.core.outbound;

import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.messenger.Contract;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.Outbox.Delivery;
import io.taskwire.core.outbound.Outbox.Replying;
import io.taskwire.core.outbound.Outbox.Whole;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a message in Direct. To a client who has not written there lately it can only be the
 * answer to a comment of his, and Instagram takes one of these until he writes again (Wazzup help,
 * Instagram comments).
 */
record OneDirect(Outbox outbox, Contract contract) {
  sealed interface Verdict {
    /** As in any other dialog. */
    record Ordinary() implements Verdict {}

    /**
     * It answers a comment.
     *
     * @param replying to be noted with the call; empty where it is noted already
     */
    record Answers(Optional<Replying> replying) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}
  }

  /**
   * Judges a comment of which nothing was sent yet.
   *
   * @param direct the dialog in Direct
   */
  Verdict of(Comment comment, Outgoing outgoing, Dialog direct, Instant now) {
    Optional<PrivateReply> before = direct.privateReply();
    if (before.isEmpty() && !outgoing.intoDirect()) {
      return new Verdict.Ordinary();
    }
    Optional<Instant> wrote = direct.clientWrote();
    boolean answered =
        wrote.filter(at -> before.filter(one -> !at.isAfter(one.to())).isEmpty()).isPresent();
    if (answered && contract.window(wrote, now).isEmpty()) {
      return new Verdict.Ordinary();
    }
    DialogId under = outgoing.answers().or(() -> before.map(PrivateReply::under)).orElseThrow();
    Optional<Instant> last =
        Stream.concat(wrote.stream(), clientWrote(comment, under).stream()).max(Instant::compareTo);
    Optional<Refusal> closed = contract.window(last, now);
    if (closed.isPresent()) {
      return new Verdict.Refused(closed.get());
    }
    boolean silent =
        before.filter(one -> last.filter(at -> at.isAfter(one.to())).isEmpty()).isPresent();
    // What he wrote while it had to wait is answered by it, too.
    if (silent && before.get().comment().equals(comment.id())) {
      return new Verdict.Answers(Optional.empty());
    }
    if (silent && counts(before.get().comment())) {
      return new Verdict.Refused(Refusal.of(Refusal.ONE_DIRECT));
    }
    PrivateReply reply = new PrivateReply(comment.id(), under, last.orElseGet(comment::receivedAt));
    return new Verdict.Answers(
        Optional.of(new Replying(direct.id(), reply, before.map(PrivateReply::comment))));
  }

  private Optional<Instant> clientWrote(Comment comment, DialogId under) {
    return outbox
        .look(comment.id(), comment.chat(), Optional.of(under))
        .dialog()
        .flatMap(Dialog::clientWrote);
  }

  /** Whether Instagram has, or may have, what a comment left as. */
  private boolean counts(CommentId comment) {
    Optional<Whole> whole = outbox.whole(comment);
    return whole.isPresent()
        && Stream.iterate(1, number -> number <= whole.get().comment().parts().size(), n -> n + 1)
            .anyMatch(number -> counts(whole.get(), number));
  }

  private static boolean counts(Whole whole, int number) {
    Optional<Status> status =
        Optional.ofNullable(whole.deliveries().get(number)).map(Delivery::status);
    return switch (whole.comment().part(number).state()) {
      case REFUSED, SKIPPED -> false;
      case SENT -> !status.equals(Optional.of(Status.ERROR));
      case WAITING, PENDING, UNKNOWN -> true;
    };
  }
}
