package io.taskwire.core.outbound;

import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.content.FileSource;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.outbound.Outbox.View;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.watch.Provider;
import io.taskwire.core.wazzup.WazzupMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends a comment to the client: finds the dialog it belongs to, has it judged where it has to be,
 * sends its parts, and lets its mark be told. Made anew for each invocation. Planfix is only asked
 * here, never changed.
 */
public final class SendComment {
  /** Each look may show that the one before asked for the wrong dialog, or came too late. */
  private static final int LOOKS = 5;

  /** After so long an employee is told that his comment waits. */
  private static final Duration TOLD = Duration.ofMinutes(1);

  private final Ports ports;
  private final WorkerSettings settings;
  private final Invocation invocation;

  public SendComment(Ports ports, WorkerSettings settings, Invocation invocation) {
    this.ports = ports;
    this.settings = settings;
    this.invocation = invocation;
  }

  /**
   * The outside world, as sending needs it.
   *
   * @param breaker Wazzup's
   * @param marks the queue in which it lies that a mark is due
   * @param markDue the queue's body for that
   * @param echo the queue's body for a message of ours that is to be posted, as Wazzup would tell
   *     it
   */
  public record Ports(
      Outbox outbox,
      ChannelStore channelStore,
      ChannelDirectory directory,
      ChannelList channels,
      WazzupMessages wazzup,
      FileSource files,
      PlanfixChat planfix,
      Breaker breaker,
      RatePause rate,
      NoticeQueue marks,
      BiFunction<CommentId, Instant, String> markDue,
      Function<Notice.Message, String> echo,
      Meter meter) {}

  /**
   * The invocation that this is done in.
   *
   * @param owner unlike any other invocation's
   * @param setupTrouble told which provider rejects our set-up: the settings should be read again
   */
  public record Invocation(
      InstantSource clock,
      Budget budget,
      Backoff backoff,
      String owner,
      Consumer<Provider> setupTrouble) {}

  /** Sends, or says when to come again. */
  public Outcome send(Comment comment) {
    Optional<DialogId> dialog = named(comment.chat());
    boolean judged = false;
    for (int looks = 0; looks < LOOKS; looks++) {
      View view = ports.outbox().look(comment.id(), comment.chat(), dialog);
      if (view.comment().settled()) {
        // It may be that the process died between settling it and telling so.
        return markDue(view.comment());
      }
      Optional<DialogId> better = view.comment().dialog().or(view::resolved);
      if (better.isPresent() && !better.equals(dialog)) {
        dialog = better;
        continue;
      }
      switch (attempt(comment, view, judged)) {
        case Step.Ended(Outcome outcome) -> {
          return outcome;
        }
        case Step.Settled(Outgoing settled) -> {
          count(settled);
          return markDue(settled);
        }
        case Step.Waiting(Outgoing waiting, Outcome.Later later) -> {
          return markDue(waiting) instanceof Outcome.Later notQueued ? notQueued : later;
        }
        case Step.LookAgain(Optional<DialogId> in) -> {
          dialog = in.or(() -> named(comment.chat()));
          judged = in.isPresent();
        }
      }
    }
    return new Outcome.Later(invocation.backoff().first(), "the comment changed with every look");
  }

  /**
   * Tells the employee of a comment whose turn has not come, since Wazzup is in the way, that it
   * waits: once, when it has waited for long. A telling that does not succeed is not made up for:
   * what becomes of the comment will be told.
   */
  public void tellThatItWaits(Comment comment) {
    if (!isLate(comment, invocation.clock().instant())) {
      return;
    }
    Outgoing known = ports.outbox().look(comment.id(), comment.chat(), Optional.empty()).comment();
    if (known.settled() || known.waiting() || !known.parts().isEmpty()) {
      return;
    }
    Outgoing waiting = known.waits();
    Decision decision =
        new Decision(invocation.clock().instant(), "waits behind another: Wazzup is in the way");
    if (ports.outbox().write(Write.of(waiting, List.of(decision)))) {
      var _ = markDue(waiting.written());
    }
  }

  static boolean isLate(Comment comment, Instant now) {
    return !now.isBefore(comment.receivedAt().plus(TOLD));
  }

  /** What came of one look. */
  sealed interface Step {
    record Ended(Outcome outcome) implements Step {}

    /** Nothing is left to do but to tell it. */
    record Settled(Outgoing comment) implements Step {}

    /** It has waited for so long that the employee is to know. */
    record Waiting(Outgoing comment, Outcome.Later later) implements Step {}

    /**
     * Something else is there by now.
     *
     * @param dialog into which the comment goes, as it was judged and written; empty where it is to
     *     be judged again
     */
    record LookAgain(Optional<DialogId> dialog) implements Step {}
  }

  private Step attempt(Comment comment, View view, boolean judged) {
    Optional<PostedEcho> echo =
        settings.echoesComeBack() && view.comment().untried()
            ? ComeBack.of(comment, view)
            : Optional.empty();
    if (echo.isPresent()) {
      return settled(view, echo.get());
    }
    boolean known =
        view.comment().dialog().isPresent()
            || (!comment.first() && view.dialog().filter(d -> !d.refused()).isPresent());
    boolean mayBeAnothers = !judged && view.comment().untried() && isByPhone(comment, view);
    return known && !mayBeAnothers
        ? new SendAttempt(ports, settings, invocation, comment, view).send()
        : new ChannelRule(ports, settings, invocation, comment, view).judge();
  }

  private Step settled(View view, PostedEcho echo) {
    DialogId dialog = view.dialog().orElseThrow().id();
    Outgoing comeBack = view.comment().in(dialog).cameBack();
    Decision decision =
        new Decision(
            invocation.clock().instant(), "rule: it was posted by us and came back, so it stays");
    return ports.outbox().settle(comeBack, dialog, echo, List.of(decision))
        ? new Step.Settled(comeBack.written())
        : new Step.LookAgain(Optional.empty());
  }

  /**
   * Whether nothing but a phone leads from the task to a client of Instagram: it can become
   * another's, so whatever is written there is judged as the first message was, and again where it
   * had to wait.
   */
  private static boolean isByPhone(Comment comment, View view) {
    return comment.ofRenamable().isEmpty()
        && view.dialog().map(Dialog::id).filter(id -> id.chat().isRenamable()).isPresent();
  }

  private void count(Outgoing settled) {
    Meter meter = ports.meter();
    settled.refusal().ifPresent(refusal -> meter.tell(Measure.Refused.of(refusal.code())));
    settled.parts().stream()
        .flatMap(part -> part.refusal().stream())
        .forEach(refusal -> meter.tell(Measure.Refused.of(refusal.code())));
    int sent = parts(settled, Part.State.SENT);
    if (sent > 0) {
      meter.tell(new Measure.Delivered(Provider.WAZZUP, sent, Optional.empty()));
    }
    int unknown = parts(settled, Part.State.UNKNOWN);
    if (unknown > 0) {
      meter.tell(new Measure.Unknown(Provider.WAZZUP, unknown));
    }
  }

  private static int parts(Outgoing comment, Part.State state) {
    return Math.toIntExact(comment.parts().stream().filter(part -> part.state() == state).count());
  }

  private static Optional<DialogId> named(PlanfixChatId chat) {
    return switch (chat) {
      case PlanfixChatId.OfDialog(DialogId dialog) -> Optional.of(dialog);
      case PlanfixChatId.OfPhone _ -> Optional.empty();
    };
  }

  private Outcome markDue(Outgoing comment) {
    QueueEntry entry =
        new QueueEntry(
            QueueName.ofMark(comment.id(), comment.version()),
            ports.markDue().apply(comment.id(), invocation.clock().instant()));
    return switch (ports.marks().put(List.of(entry), invocation.budget().startsEnd())) {
      case NoticeQueue.Answer.Taken _ -> new Outcome.Done();
      case NoticeQueue.Answer.NotAll(String reason) ->
          new Outcome.Later(invocation.backoff().first(), "the mark was not queued: " + reason);
    };
  }
}
