package io.taskwire.core.outbound;

import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
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
import java.util.Optional;

/**
 * Shows in Planfix what became of a comment. One worker at a time reads the whole, reports it, and
 * reads again, until Planfix shows what is true: so a mark never goes back, whatever order the
 * statuses of its parts come in.
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
  private static final int ROUNDS = 5;

  /**
   * So often in a row is a mark refused before that is believed: Planfix may be told of a comment's
   * fate before it has noted the comment's id.
   */
  private static final int REFUSALS = 5;

  /** Reports it where Planfix shows another one, or says when to come again. */
  public Outcome report(CommentId comment) {
    for (int round = 0; round < ROUNDS; round++) {
      if (due(comment).isEmpty()) {
        return new Outcome.Done();
      }
      if (!budget.allowsMore()) {
        return new Outcome.Later(Duration.ZERO, "the invocation's time is used up");
      }
      if (!outbox.takeMark(comment, owner, clock.instant(), budget.surelyDead())) {
        return new Outcome.Later(backoff.first(), "another worker reports the mark");
      }
      // Read again under the right to report: what was read before may be out of date.
      Optional<Due> due = due(comment);
      if (due.isEmpty()) {
        outbox.giveMarkBack(comment, owner, false);
        return new Outcome.Done();
      }
      Optional<String> trouble = shown(comment, due.get());
      if (trouble.isPresent()) {
        int failures = outbox.giveMarkBack(comment, owner, true);
        return new Outcome.Later(backoff.after(Math.max(1, failures)), trouble.get());
      }
      // What came meanwhile found the right taken: so it is looked at once more.
    }
    return new Outcome.Later(backoff.first(), "the mark changed with every look");
  }

  private record Due(Mark mark, Whole whole) {}

  private Optional<Due> due(CommentId comment) {
    Optional<Whole> whole = outbox.whole(comment);
    whole.ifPresent(found -> breaker.learn(found.breaker()));
    return whole.flatMap(
        found ->
            Marks.of(found, settings.wording())
                .filter(mark -> !found.comment().reported().equals(Optional.of(mark)))
                .map(mark -> new Due(mark, found)));
  }

  /** Reports; why that was not possible, or empty. */
  private Optional<String> shown(CommentId comment, Due due) {
    Optional<Line> line = settings.line(comment.providerId());
    if (line.isEmpty()) {
      setupTrouble.run();
      return Optional.of("the settings have no line for this comment");
    }
    if (!breaker.admits(() -> answers(line.get(), due.whole()))) {
      return Optional.of("Planfix is away, the mark waits");
    }
    PostAnswer answer =
        comment.isNamedByPlanfix()
            ? planfix.mark(line.get(), comment, due.mark())
            : noted(line.get(), due);
    return switch (answer) {
      case PostAnswer.Taken _ -> {
        breaker.took();
        outbox.marked(comment, owner, due.mark(), decided("mark: " + due.mark().sign()));
        yield Optional.empty();
      }
      case PostAnswer.Refused(String reason) when due.whole().markFailures() + 1 < REFUSALS ->
          Optional.of("messageStatus: refused, " + reason);
      case PostAnswer.Refused(String reason) -> {
        // It will never take it: to try again would only hold others up.
        outbox.marked(comment, owner, due.mark(), decided("mark: refused, " + reason));
        yield Optional.empty();
      }
      case PostAnswer.NotNow(Trouble trouble) -> {
        switch (trouble.kind()) {
          case OUTAGE -> breaker.opened(trouble.reason());
          case SETUP -> setupTrouble.run();
        }
        yield Optional.of("messageStatus: " + trouble.reason());
      }
    };
  }

  /** Tells in a comment of the task what can't be shown as a mark; only a failure is worth that. */
  private PostAnswer noted(Line line, Due due) {
    Optional<String> text = due.mark().text().filter(_ -> due.mark().sign() == Sign.ERROR);
    Outgoing outgoing = due.whole().comment();
    Optional<Dialog> task =
        outgoing.answers().or(outgoing::dialog).flatMap(id -> dialog(outgoing, id));
    if (text.isEmpty() || task.isEmpty()) {
      return new PostAnswer.Taken();
    }
    Dialog dialog = task.get();
    Client client =
        new Client(dialog.contact(), dialog.contactName(), dialog.phone(), Optional.empty());
    return planfix.post(
        line,
        new TaskMessage(
            dialog.id(),
            dialog.planfixChat(),
            client,
            Optional.empty(),
            text.get(),
            List.of(),
            true));
  }

  private Optional<Dialog> dialog(Outgoing comment, DialogId id) {
    return outbox.look(comment.id(), new PlanfixChatId.OfDialog(id), Optional.of(id)).dialog();
  }

  // The harmless question of the breaker: of any chat, also one that Planfix does not know.
  private boolean answers(Line line, Whole whole) {
    var chat =
        whole
            .comment()
            .dialog()
            .<PlanfixChatId>map(PlanfixChatId.OfDialog::new)
            .orElseGet(() -> new PlanfixChatId.OfPhone("0"));
    return !(planfix.taskOf(line, chat) instanceof PlanfixChat.TaskAnswer.CouldNotAsk);
  }

  private List<Decision> decided(String what) {
    return List.of(new Decision(clock.instant(), what));
  }
}
