package io.taskwire.core.outbound;

import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.Digest;
import io.taskwire.core.outbound.Outbox.Deliveries;
import io.taskwire.core.outbound.Outbox.Delivery;
import io.taskwire.core.outbound.Outbox.MarkAnswer;
import io.taskwire.core.outbound.Outbox.MarkTries;
import io.taskwire.core.outbound.Outbox.View;
import io.taskwire.core.outbound.Outbox.Whole;
import io.taskwire.core.planfix.Client;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.planfix.PlanfixChat.PostAnswer;
import io.taskwire.core.planfix.PlanfixChat.Trouble;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.settings.WorkerSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows in Planfix what became of a comment. One worker at a time has the right to report it, and
 * reads under that right what it reports: so a mark never goes back, whatever order the statuses of
 * its parts come in.
 *
 * <p>Whoever has reported does not look again. So whatever makes another mark due is to be followed
 * by a call of this, and one that finds somebody else at it has to come again, whatever it sees.
 *
 * @param breaker Planfix's
 * @param owner unlike any other invocation's
 * @param setupTrouble told when Planfix rejects our set-up
 */
public record ReportMark(
    Outbox outbox,
    PlanfixChat planfix,
    Breaker breaker,
    WorkerSettings settings,
    InstantSource clock,
    Budget budget,
    Backoff backoff,
    String owner,
    Runnable setupTrouble) {
  /**
   * So often is a mark refused before that is believed: Planfix may be told of a comment's fate
   * before it has noted the comment's id.
   */
  private static final int REFUSALS = 5;

  private static final int POST_DIGITS = 16;

  /**
   * Reports it where it is due, or says when to come again. For what mostly changes no mark: so
   * without taking the right it is looked at first.
   */
  public Outcome reportIfDue(CommentId comment) {
    Optional<Whole> whole = outbox.whole(comment);
    if (whole.isEmpty()) {
      return new Outcome.Done();
    }
    Whole seen = whole.get();
    if (seen.reporterUntil().filter(until -> until.isAfter(clock.instant())).isPresent()) {
      // What he is showing may be older than what makes nothing due here.
      return busy();
    }
    Optional<Mark> shown = shown(seen.comment(), seen.reporterUntil().isPresent());
    return due(seen.comment(), seen.deliveries(), shown).isPresent()
        ? report(comment)
        : new Outcome.Done();
  }

  /** Reports it where Planfix shows another one, or says when to come again. */
  public Outcome report(CommentId comment) {
    if (!budget.allowsMore()) {
      return new Outcome.Later(Duration.ZERO, "the invocation's time is used up");
    }
    return switch (outbox.takeMark(comment, owner, clock.instant(), budget.surelyDead())) {
      case MarkAnswer.NoComment _ -> new Outcome.Done();
      case MarkAnswer.Held _ -> busy();
      case MarkAnswer.Taken right -> report(right);
    };
  }

  private Outcome busy() {
    return new Outcome.Later(backoff.first(), "another worker reports the mark");
  }

  private Outcome report(MarkAnswer.Taken right) {
    CommentId comment = right.comment().id();
    // What was read before the right was taken may be out of date.
    Deliveries deliveries = outbox.deliveries(right.comment());
    breaker.learn(deliveries.breaker());
    Optional<Mark> shown = shown(right.comment(), right.interrupted());
    Optional<Mark> due = due(right.comment(), deliveries.parts(), shown);
    if (due.isEmpty()) {
      outbox.giveMarkBack(comment, owner, shown, right.tries());
      return new Outcome.Done();
    }
    return report(right, shown, due.get());
  }

  private static Optional<Mark> shown(Outgoing comment, boolean interrupted) {
    return interrupted ? unheard(comment) : comment.reported();
  }

  /**
   * What Planfix is known to show after a call whose answer nobody heard: nothing, so whatever is
   * true by now is due, even if it was shown before. But what was told in a comment of the task
   * stands there whatever is told after it, and is not told again.
   */
  private static Optional<Mark> unheard(Outgoing comment) {
    return comment.id().isNamedByPlanfix() ? Optional.empty() : comment.reported();
  }

  private Optional<Mark> due(
      Outgoing comment, Map<Integer, Delivery> deliveries, Optional<Mark> shown) {
    return Marks.of(comment, deliveries, settings.wording())
        .filter(mark -> !shown.equals(Optional.of(mark)));
  }

  private Outcome report(MarkAnswer.Taken right, Optional<Mark> shown, Mark mark) {
    Outgoing outgoing = right.comment();
    CommentId comment = outgoing.id();
    Optional<Line> line = settings.line(comment.providerId());
    if (line.isEmpty()) {
      setupTrouble.run();
      return failed(right, shown, "the settings have no line for this comment");
    }
    if (!breaker.admits(() -> answers(line.get(), outgoing))) {
      return failed(right, shown, "Planfix is away, the mark waits");
    }
    PostAnswer answer =
        comment.isNamedByPlanfix()
            ? planfix.mark(line.get(), comment, mark)
            : noted(line.get(), outgoing, mark);
    return switch (answer) {
      case PostAnswer.Taken _ -> {
        breaker.took();
        outbox.marked(comment, owner, mark, decided("mark: " + mark.sign()));
        yield new Outcome.Done();
      }
      case PostAnswer.Refused(String reason) -> refused(right, shown, mark, reason);
      case PostAnswer.NotNow(Trouble trouble) -> {
        String why = "messageStatus: " + trouble.reason();
        yield switch (trouble.kind()) {
          case OUTAGE -> {
            breaker.opened(trouble.reason());
            yield failed(right, unheard(outgoing), why);
          }
          case SETUP -> {
            setupTrouble.run();
            yield failed(right, shown, why);
          }
        };
      }
    };
  }

  private Outcome refused(MarkAnswer.Taken right, Optional<Mark> shown, Mark mark, String reason) {
    CommentId comment = right.comment().id();
    MarkTries tries = right.tries().refused();
    if (tries.refusals() < REFUSALS) {
      outbox.giveMarkBack(comment, owner, shown, tries);
      return new Outcome.Later(
          backoff.after(tries.refusals()), "messageStatus: refused, " + reason);
    }
    // It will never take it: to try again would only hold others up.
    outbox.marked(comment, owner, mark, decided("mark: refused, " + reason));
    return new Outcome.Done();
  }

  private Outcome failed(MarkAnswer.Taken right, Optional<Mark> shown, String why) {
    MarkTries tries = right.tries().failed();
    outbox.giveMarkBack(right.comment().id(), owner, shown, tries);
    return new Outcome.Later(backoff.after(tries.failures()), why);
  }

  /** Tells in a comment of the task what can't be shown as a mark; only a failure is worth that. */
  private PostAnswer noted(Line line, Outgoing outgoing, Mark mark) {
    Optional<String> text = mark.text().filter(_ -> mark.sign() == Sign.ERROR);
    Optional<View> view = outgoing.answers().or(outgoing::dialog).map(id -> look(outgoing, id));
    Optional<Dialog> task = view.flatMap(View::dialog);
    if (text.isEmpty() || task.isEmpty()) {
      return new PostAnswer.Taken();
    }
    Dialog dialog = task.get();
    Client client =
        new Client(dialog.contact(), dialog.contactName(), dialog.phone(), Optional.empty());
    var message =
        new TaskMessage(
            dialog.id(),
            dialog.planfixChat(),
            client,
            Optional.empty(),
            text.get(),
            List.of(),
            true);
    String post = Digest.of("mark", outgoing.id().toString(), owner, clock.instant().toString());
    outbox.note(
        dialog.id(),
        new EchoNote(
            view.get().echoes(),
            ComeBack.noted(message, post.substring(0, POST_DIGITS), clock.instant())));
    return planfix.post(line, message);
  }

  private View look(Outgoing comment, DialogId id) {
    return outbox.look(comment.id(), new PlanfixChatId.OfDialog(id), Optional.of(id));
  }

  // The harmless question of the breaker: of any chat, also one that Planfix does not know.
  private boolean answers(Line line, Outgoing comment) {
    var chat =
        comment
            .dialog()
            .<PlanfixChatId>map(PlanfixChatId.OfDialog::new)
            .orElseGet(() -> new PlanfixChatId.OfPhone("0"));
    return !(planfix.taskOf(line, chat) instanceof PlanfixChat.TaskAnswer.CouldNotAsk);
  }

  private List<Decision> decided(String what) {
    return List.of(new Decision(clock.instant(), what));
  }
}
