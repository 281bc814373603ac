package io.taskwire.core.outbound;

import io.taskwire.core.content.Content;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.outbound.Outbox.LeaseUse;
import io.taskwire.core.outbound.Outbox.Link;
import io.taskwire.core.outbound.Outbox.Whole;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.wazzup.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recognises what we sent ourselves when it comes back as an echo before its id is known, or when
 * the answer that would have told the id never came. An id that is known already decides by itself
 * and does not come here.
 */
public record OwnEchoes(Outbox outbox) {
  /** An echo that may be of a send under way waits for so long, whatever it says. */
  private static final Duration WAITS = Duration.ofSeconds(10);

  private static final Duration LOOKS_AGAIN = Duration.ofSeconds(1);

  /** Clocks differ. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  /** What an echo is. */
  public sealed interface Answer {
    /** A part of a comment, which stands in Planfix already. */
    record Ours(CommentId comment) implements Answer {}

    /** That can't be told yet. */
    record NotYet(Duration delay) implements Answer {}

    /** Somebody wrote it elsewhere. */
    record NotOurs() implements Answer {}
  }

  /**
   * Judges an echo whose id is not known.
   *
   * @param dialog in whose chat it came
   * @param opened whether that dialog was opened; otherwise it may be one begun by phone
   * @param chatId the chat as Wazzup writes it
   * @param body as it lies in the queue
   * @param receivedAt when Wazzup told it: what was sent later is not what it echoes
   */
  public Answer judge(
      MessageId id,
      Content content,
      DialogId dialog,
      boolean opened,
      String chatId,
      String body,
      Instant receivedAt,
      Instant now) {
    String fingerprint = Fingerprint.of(content);
    List<OpenPart> open =
        candidates(dialog, opened).stream()
            .filter(part -> now.isBefore(part.until()))
            .filter(part -> !part.triedAt().isAfter(receivedAt.plus(SKEW)))
            .toList();
    for (OpenPart part : open) {
      boolean underWay = now.isBefore(part.senderDead());
      boolean young = now.isBefore(part.triedAt().plus(WAITS));
      if (underWay && (young || part.fingerprint().equals(fingerprint))) {
        return new Answer.NotYet(LOOKS_AGAIN);
      }
    }
    boolean doubtful = false;
    for (OpenPart part : open) {
      if (part.fingerprint().equals(fingerprint)) {
        Optional<Answer> answer = taken(part, id, dialog, chatId, body, now);
        if (answer.isPresent()) {
          return answer.get();
        }
        doubtful = true;
      }
    }
    // Another echo was taken for such a part by its looks: Wazzup's answer may still say that it is
    // this one.
    return doubtful && now.isBefore(receivedAt.plus(WAITS))
        ? new Answer.NotYet(LOOKS_AGAIN)
        : new Answer.NotOurs();
  }

  private List<OpenPart> candidates(DialogId dialog, boolean opened) {
    boolean mayBeUnnamed = !opened && !dialog.channel().messenger().chatIdIsPhone();
    return mayBeUnnamed ? outbox.open(dialog.unnamed()) : outbox.open(dialog.ofChat());
  }

  /** Takes the echo for this part; empty where the part has an id by now. */
  private Optional<Answer> taken(
      OpenPart open, MessageId id, DialogId dialog, String chatId, String body, Instant now) {
    Optional<Whole> whole = outbox.whole(open.comment());
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    Outgoing comment = whole.get().comment();
    Part part = comment.part(open.number());
    if (part.message().isPresent()) {
      return part.message().equals(Optional.of(id))
          ? Optional.of(new Answer.Ours(open.comment()))
          : Optional.empty();
    }
    // Of one that was sent the answer came; of any other it may still come, though hardly.
    boolean answered = part.state() == Part.State.SENT;
    String text = part.payload().orElse(null) instanceof Payload.Text(String words) ? words : "";
    Write write =
        new Write(
            comment.with(open.number(), part.sent(Optional.of(id))),
            List.of(new Decision(now, "part " + open.number() + ": its echo came, as " + id)),
            new LeaseUse.None(),
            answered ? List.of() : List.of(open.senderDone(now, OpenPart.DOUBTED)),
            answered ? List.of(open) : List.of(),
            List.of(
                new Link(
                    id,
                    open.number(),
                    comment.dialog().orElse(dialog),
                    text.substring(0, Math.min(text.length(), 200)),
                    now,
                    Optional.of(body))),
            List.of());
    comment
        .dialog()
        .filter(begun -> begun.chat().isOfPhone())
        .ifPresent(begun -> outbox.learnChat(begun, chatId, begun.named(chatId)));
    return Optional.of(
        outbox.write(write) ? new Answer.Ours(open.comment()) : new Answer.NotYet(LOOKS_AGAIN));
  }
}
