package io.taskwire.core.outbound;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.content.Snippet;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.outbound.Outbox.ChatName;
import io.taskwire.core.outbound.Outbox.LeaseUse;
import io.taskwire.core.outbound.Outbox.Link;
import io.taskwire.core.outbound.Outbox.Whole;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.wazzup.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    /**
     * A part of a comment.
     *
     * @param stands whether that is the comment in the task of the same dialog, so that nothing is
     *     to be posted
     */
    record Ours(CommentId comment, boolean stands) implements Answer {}

    /** That can't be told yet. */
    record NotYet(Duration delay) implements Answer {}

    /** Somebody wrote it elsewhere. */
    record NotOurs() implements Answer {}
  }

  /**
   * Judges an echo whose id is not known.
   *
   * @param channel through which it went
   * @param body as it lies in the queue
   */
  public Answer judge(Notice.Message echo, ChannelIdentity channel, String body, Instant now) {
    DialogId chat = new DialogId(channel, echo.origin().chat()).ofChat();
    // However long it lay in the queue since; and what was sent later is not what it echoes.
    Instant told = echo.status().map(Notice.StatusChange::at).orElse(echo.origin().at());
    List<OpenPart> open =
        open(chat)
            .filter(part -> told.isBefore(part.until()))
            .filter(part -> !part.triedAt().isAfter(told.plus(SKEW)))
            .sorted(Comparator.comparing(OpenPart::triedAt))
            .toList();
    for (OpenPart part : open) {
      boolean underWay = now.isBefore(part.senderDead());
      boolean young = now.isBefore(part.triedAt().plus(WAITS));
      if (underWay && (young || Fingerprint.matches(part.fingerprint(), echo.content()))) {
        // The answer tells its id, and may tell its chat.
        return new Answer.NotYet(LOOKS_AGAIN);
      }
    }
    boolean doubtful = false;
    for (OpenPart part : open) {
      if (Fingerprint.matches(part.fingerprint(), echo.content())
          && wentInto(chat, part, echo.origin())) {
        Optional<Answer> answer = taken(part, echo.origin(), body, now);
        if (answer.isPresent()) {
          return answer.get();
        }
        doubtful = true;
      }
    }
    // Another echo was taken for such a part by its looks: Wazzup's answer may still say that it is
    // this one.
    return doubtful && now.isBefore(told.plus(WAITS))
        ? new Answer.NotYet(LOOKS_AGAIN)
        : new Answer.NotOurs();
  }

  /** What may have gone into this chat: what was written to phones can be anywhere. */
  private Stream<OpenPart> open(DialogId chat) {
    Messenger messenger = chat.channel().messenger();
    boolean mayBeOfAPhone =
        !messenger.chatIdIsPhone() && chat.chat().type().equals(ChatType.oneToOne(messenger));
    return Stream.concat(
        outbox.open(chat).stream(),
        mayBeOfAPhone ? outbox.open(chat.unnamed()).stream() : Stream.empty());
  }

  /** Whether a part surely went into this chat and no other; equal words are no sign of that. */
  private boolean wentInto(DialogId chat, OpenPart part, Origin origin) {
    if (part.chat().equals(chat)) {
      return true;
    }
    DialogId begun = part.dialog();
    Optional<Dialog> dialog =
        outbox.look(part.comment(), new PlanfixChatId.OfDialog(begun), Optional.of(begun)).dialog();
    return dialog.filter(Dialog::isNamed).isPresent()
        ? dialog.get().chat().equals(chat)
        : origin
            .client()
            .phone()
            .filter(phone -> DialogId.first(chat.channel(), phone).equals(begun))
            .isPresent();
  }

  /** Takes the echo for this part; empty where the part has an id by now. */
  private Optional<Answer> taken(OpenPart open, Origin origin, String body, Instant now) {
    MessageId id = origin.message();
    Optional<Whole> whole = outbox.whole(open.comment());
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    Outgoing comment = whole.get().comment();
    if (open.number() > comment.parts().size()) {
      return Optional.empty();
    }
    Part part = comment.part(open.number());
    if (part.message().isPresent()) {
      return part.message().equals(Optional.of(id))
          ? Optional.of(new Answer.Ours(open.comment(), !comment.intoDirect()))
          : Optional.empty();
    }
    // Of one that was sent the answer came; of any other it may still come, though hardly.
    Optional<OpenPart> doubted =
        part.state() == Part.State.SENT ? Optional.empty() : open.doubted(now);
    String text = part.payload().orElse(null) instanceof Payload.Text(String words) ? words : "";
    Write write =
        new Write(
            comment.with(open.number(), part.sent(Optional.of(id))),
            List.of(new Decision(now, "part " + open.number() + ": its echo came, as " + id)),
            new LeaseUse.None(),
            doubted.stream().toList(),
            doubted.isPresent() ? List.of() : List.of(open),
            List.of(
                new Link(
                    id,
                    open.number(),
                    open.dialog(),
                    Snippet.of(text),
                    now,
                    !comment.intoDirect(),
                    // What is to be posted anyway needs no delivering after all.
                    Optional.of(body).filter(_ -> !comment.intoDirect()))),
            List.of(),
            open.chat().chat().isOfPhone()
                ? Optional.of(new ChatName(open.dialog(), origin.chatId()))
                : Optional.empty(),
            Optional.empty());
    return Optional.of(
        outbox.write(write)
            ? new Answer.Ours(open.comment(), !comment.intoDirect())
            : new Answer.NotYet(LOOKS_AGAIN));
  }
}
