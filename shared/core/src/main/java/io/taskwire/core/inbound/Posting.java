package io.taskwire.core.inbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore.DialogChange;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer;
import io.taskwire.core.dialog.DialogStore.Situation;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.Lease;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.Progress;
import io.taskwire.core.dialog.Progress.Plan;
import io.taskwire.core.inbound.DeliverNotice.Invocation;
import io.taskwire.core.inbound.DeliverNotice.Ports;
import io.taskwire.core.notice.Digest;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.outbound.ComeBack;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.PlanfixChat.PostAnswer;
import io.taskwire.core.planfix.PlanfixChat.TaskAnswer;
import io.taskwire.core.planfix.PlanfixChat.Trouble;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One attempt to post one notice to Planfix: under its dialog's lease, step by step, each step
 * written down before the next, the notice marked done last.
 */
final class Posting {
  /** How long Planfix's word that a task is open is believed. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** So many attempts are told one by one; after that, one of so many: an item has its limits. */
  private static final int TOLD_ATTEMPTS = 50;

  /** So many calls of one message without an answer are no accident, if others are answered. */
  private static final int UNANSWERED = 8;

  private static final Duration LATELY = Duration.ofMinutes(15);

  private static final String AWAY = "Planfix is away, nothing was tried";
  private static final String NO_TIME = "the invocation's time is used up";

  /** So many comments under a post are kept, to answer to one of them. */
  private static final int COMMENTS = 20;

  private final Ports ports;
  private final WorkerSettings settings;
  private final Invocation invocation;
  private final Composer composer;
  private final Job job;
  private final Situation situation;
  private final List<Decision> decisions = new ArrayList<>();
  private Optional<Lease> lease = Optional.empty();
  private Optional<Long> taskNumber = Optional.empty();
  private Optional<Instant> taskSeen = Optional.empty();

  /** Counts what is noted of our side's under this lease. */
  private int posts;

  /** Whether nobody else can have opened a task since the plan was begun. */
  private boolean undisturbed = true;

  Posting(
      Ports ports,
      WorkerSettings settings,
      Invocation invocation,
      Composer composer,
      Job job,
      Situation situation) {
    this.ports = ports;
    this.settings = settings;
    this.invocation = invocation;
    this.composer = composer;
    this.job = job;
    this.situation = situation;
  }

  /** What came of the attempt. */
  sealed interface Answer {
    record Ended(Outcome outcome) implements Answer {}

    /** Somebody else was in the dialog since it was looked at. */
    record LookAgain() implements Answer {}
  }

  /** What came of one step. */
  private sealed interface StepAnswer {
    record Next() implements StepAnswer {}

    record Refused(String reason) implements StepAnswer {}

    record Stopped(Outcome outcome) implements StepAnswer {}
  }

  Answer post(DialogId id, Channel channel) {
    if (situation.heldUntil().filter(invocation.clock().instant()::isBefore).isPresent()) {
      // Whoever has it may be about to finish this very notice.
      return new Answer.Ended(busy());
    }
    if (!invocation.budget().allowsMore()) {
      return new Answer.Ended(outOfTime());
    }
    Optional<Line> line =
        situation
            .dialog()
            .map(dialog -> settings.line(dialog.providerId()))
            .orElseGet(() -> settings.lineFor(channel.identity()));
    if (line.isEmpty()) {
      invocation.setupTrouble().run();
      return new Answer.Ended(postponed("the settings have no line for this dialog"));
    }
    ports.breaker().learn(situation.breaker());
    if (!ports.breaker().admits(() -> answers(line.get(), chat(id)))) {
      return new Answer.Ended(postponed(AWAY));
    }
    Opening opening = opening(id, line.get());
    return switch (ports
        .dialogs()
        .take(
            opening,
            situation.fence(),
            job.key(),
            invocation.owner(),
            invocation.clock().instant(),
            invocation.budget().surelyDead(),
            beforeTheFirstStep(opening, channel))) {
      case LeaseAnswer.Moved _ -> new Answer.LookAgain();
      case LeaseAnswer.Held _ -> new Answer.Ended(busy());
      case LeaseAnswer.Taken(Lease taken, Dialog dialog, Optional<String> interrupted) -> {
        lease = Optional.of(taken);
        interrupted.ifPresent(notice -> decide("an earlier attempt broke off: " + notice));
        yield new Answer.Ended(plan(line.get(), dialog, composition(dialog, channel)));
      }
    };
  }

  private Composition composition(Dialog dialog, Channel channel) {
    Composition composition = job.compose().compose(dialog, channel, situation);
    return redrivenAt().isPresent() ? composer.late(composition, job.facts().at()) : composition;
  }

  /**
   * What the first step may post as our side's, whatever the plan turns out to be: the lease is the
   * last thing that is written before it.
   */
  private Optional<EchoNote> beforeTheFirstStep(Opening opening, Channel channel) {
    Optional<Progress> parking =
        situation
            .notice()
            .flatMap(MessageRecord::progress)
            .filter(begun -> begun.plan() == Plan.PARK && begun.stepsDone() == 0);
    if (parking.isEmpty() && !job.facts().fromUs()) {
      return Optional.empty();
    }
    Composition composition = composition(situation.dialog().orElseGet(opening::dialog), channel);
    TaskMessage message =
        parking
            .map(begun -> composition.parkedFromUs(parked(begun)))
            .orElseGet(composition::message);
    return Optional.of(new EchoNote(situation.echoes(), noted(situation.fence() + 1, message)));
  }

  private String parked(Progress parking) {
    return composer.parked(job.facts().at(), parking.reason());
  }

  private PostedEcho noted(long fence, TaskMessage message) {
    return ComeBack.noted(message, fence + "." + ++posts, invocation.clock().instant());
  }

  private Optional<Instant> redrivenAt() {
    return situation.notice().flatMap(MessageRecord::redrivenAt);
  }

  private Outcome busy() {
    return new Outcome.Later(
        invocation.backoff().first(), "another worker is busy with the dialog");
  }

  private PlanfixChatId chat(DialogId id) {
    return situation
        .dialog()
        .map(Dialog::planfixChat)
        .orElseGet(() -> new PlanfixChatId.OfDialog(id));
  }

  // The harmless question of the breaker.
  private boolean answers(Line line, PlanfixChatId chat) {
    return switch (ports.planfix().taskOf(line, chat)) {
      case TaskAnswer.Found _, TaskAnswer.NoTask _ -> true;
      case TaskAnswer.CouldNotAsk(Trouble trouble) -> {
        if (trouble.kind() == Trouble.Kind.SETUP) {
          invocation.setupTrouble().run();
        }
        yield false;
      }
    };
  }

  private Opening opening(DialogId id, Line line) {
    return new Opening(
        id,
        job.origin().map(origin -> origin.chatId()).orElseGet(() -> id.chat().id()),
        new PlanfixChatId.OfDialog(id),
        line.providerId(),
        ContactId.of(id),
        job.origin().map(Naming::contact).orElseGet(() -> id.chat().id()));
  }

  private Outcome plan(Line line, Dialog dialog, Composition composition) {
    if (!invocation.budget().allowsMore()) {
      return outOfTime();
    }
    Optional<Progress> begun = situation.notice().flatMap(MessageRecord::progress);
    if (begun.isPresent() && begun.get().plan() != Plan.PARK) {
      Plan plan = begun.get().plan();
      decide("going on with " + plan + " after " + begun.get().stepsDone() + " steps");
      List<Step> steps = composition.steps(plan, OptionalLong.empty(), settings.wording());
      return run(line, dialog, composition, resumed(begun.get()), steps);
    }
    TaskState task = taskState(line, dialog);
    if (begun.isPresent()) {
      return parkAfterAsking(line, dialog, composition, task, begun.get());
    }
    if (task instanceof TaskState.Unclear(Trouble trouble)) {
      return inTrouble("getTask", trouble);
    }
    Plan plan = planFor(task, composition);
    decide("rule: " + plan);
    OptionalLong closed =
        plan == Plan.OPEN && task instanceof TaskState.Closed(long number, _)
            ? OptionalLong.of(number)
            : OptionalLong.empty();
    List<Step> steps = composition.steps(plan, closed, settings.wording());
    String reason = plan == Plan.OPEN_FOR_EMPLOYEE ? under(lease.orElseThrow().fence()) : "";
    return run(line, dialog, composition, new Progress(plan, 0, reason), steps);
  }

  // A task that is there now was made of our side's message only if nobody else had the dialog
  // since it was posted; the progress tells under which lease that was.
  private Progress resumed(Progress begun) {
    if (begun.plan() != Plan.OPEN_FOR_EMPLOYEE) {
      return begun;
    }
    undisturbed = begun.reason().equals(under(situation.fence()));
    if (!undisturbed) {
      return begun;
    }
    Progress mine =
        new Progress(begun.plan(), begun.stepsDone(), under(lease.orElseThrow().fence()));
    note(mine, Optional.empty());
    return mine;
  }

  private static String under(long fence) {
    return "lease " + fence;
  }

  private static Plan planFor(TaskState task, Composition composition) {
    if (task.isOpen()) {
      return Plan.COMMENT;
    }
    // In a closed task that Planfix may go on with, nobody could tell afterwards whether our side's
    // message was taken or ignored: so it is posted in the way that surely is taken. What was seen
    // of other closed tasks is no proof: a deleted one may look the same.
    return task instanceof TaskState.None
            && composition.message().fromUs()
            && composition.body().isEmpty()
        ? Plan.OPEN_FOR_EMPLOYEE
        : Plan.OPEN;
  }

  private Outcome run(
      Line line, Dialog dialog, Composition composition, Progress progress, List<Step> steps) {
    for (int i = progress.stepsDone(); i < steps.size(); i++) {
      if (i > progress.stepsDone()) {
        note(new Progress(progress.plan(), i, progress.reason()), echo(steps.get(i)));
      }
      if (!invocation.budget().allowsMore()) {
        return outOfTime();
      }
      switch (perform(line, dialog, steps.get(i))) {
        case StepAnswer.Next _ -> {}
        case StepAnswer.Stopped(Outcome outcome) -> {
          return outcome;
        }
        case StepAnswer.Refused(String reason) -> {
          Progress parking = new Progress(Plan.PARK, 0, reason);
          note(parking, Optional.of(composition.parkedFromUs(parked(parking))));
          // Only of a comment it is sure that there is a task to tell it in.
          return progress.plan() == Plan.COMMENT
              ? park(line, dialog, composition, true, parking)
              : parkAfterAsking(line, dialog, composition, ask(line, dialog), parking);
        }
      }
    }
    return finish(progress.plan() == Plan.PARK ? State.PARKED : State.DONE);
  }

  private Outcome parkAfterAsking(
      Line line, Dialog dialog, Composition composition, TaskState task, Progress parking) {
    return task instanceof TaskState.Unclear(Trouble trouble)
        ? inTrouble("getTask", trouble)
        : park(line, dialog, composition, task.isOpen(), parking);
  }

  private Outcome park(
      Line line, Dialog dialog, Composition composition, boolean taskIsOpen, Progress parking) {
    List<Step> steps = composition.parkingSteps(taskIsOpen, parked(parking), parking.reason());
    return run(line, dialog, composition, parking, steps);
  }

  private StepAnswer perform(Line line, Dialog dialog, Step step) {
    return switch (step) {
      case Step.Post(TaskMessage message, boolean refusalIsFine) ->
          call(line, message, refusalIsFine);
      case Step.PostWithoutTask(TaskMessage opening, Optional<TaskMessage> comment) ->
          switch (ask(line, dialog)) {
            case TaskState.Unclear(Trouble trouble) ->
                new StepAnswer.Stopped(inTrouble("getTask", trouble));
            case TaskState.Open _ when undisturbed || comment.isEmpty() -> {
              decide("Planfix has a task for our side's message");
              yield new StepAnswer.Next();
            }
            case TaskState.Open _ -> {
              decide("Planfix has a task that another message may have opened");
              yield call(line, comment.get(), false);
            }
            case TaskState.Closed _, TaskState.None _ -> {
              decide("Planfix has no task for our side's message");
              yield call(line, opening, false);
            }
          };
      case Step.LearnClosedTasks(long closedTask) -> {
        // Only worth knowing: where Planfix does not answer now, the next closed task tells.
        if (ports.planfix().taskOf(line, dialog.planfixChat())
            instanceof TaskAnswer.Found(long now, _)) {
          ports.dialogs().noteKeepsClosedTasks(line.providerId(), now == closedTask);
          taskNumber = Optional.of(now);
        }
        yield new StepAnswer.Next();
      }
      case Step.Park(String reason) -> {
        QueueName name = QueueName.of(job.queued().notice());
        // Parked once more, it is another letter: the queue still remembers the first.
        String deduplication =
            redrivenAt()
                .map(at -> Digest.of("parked again", name.deduplication(), at.toString()))
                .orElse(name.deduplication());
        ports
            .deadLetters()
            .park(new DeadLetter(job.queued().group(), deduplication, job.queued().body(), reason));
        decide("parked: " + reason);
        yield new StepAnswer.Next();
      }
    };
  }

  private StepAnswer call(Line line, TaskMessage message, boolean refusalIsFine) {
    if (!invocation.budget().allowsMore()) {
      return new StepAnswer.Stopped(outOfTime());
    }
    if (!ports.breaker().closed()) {
      return new StepAnswer.Stopped(postponed(AWAY));
    }
    String call = message.title().isPresent() ? "newMessage with title" : "newMessage";
    return switch (ports.planfix().post(line, message)) {
      case PostAnswer.Taken _ -> {
        decide(call + ": taken");
        ports.breaker().took();
        // A message of ours may be taken and make no task.
        if (message.title().isPresent() && !message.fromUs()) {
          taskSeen = Optional.of(invocation.clock().instant());
        }
        yield new StepAnswer.Next();
      }
      case PostAnswer.Refused(String reason) -> {
        decide(call + ": refused, " + reason);
        yield refusalIsFine ? new StepAnswer.Next() : new StepAnswer.Refused(reason);
      }
      case PostAnswer.NotNow(Trouble trouble) -> unanswered(call, trouble, refusalIsFine);
    };
  }

  /**
   * A call that nobody answered is made again later, unless it is this message that Planfix can't
   * cope with: then it would be doubled for days, and hold up its dialog and the breaker.
   */
  private StepAnswer unanswered(String call, Trouble trouble, boolean refusalIsFine) {
    boolean outage = trouble.kind() == Trouble.Kind.OUTAGE;
    int calls = situation.notice().map(MessageRecord::unanswered).orElse(0) + 1;
    Instant lately = invocation.clock().instant().minus(LATELY);
    if (!outage || calls < UNANSWERED || !ports.breaker().tookSince(lately)) {
      return new StepAnswer.Stopped(inTrouble(call, trouble, outage));
    }
    ports.breaker().opened(trouble.reason());
    decide(call + ": " + trouble.reason() + ", while others are answered");
    return refusalIsFine
        ? new StepAnswer.Next()
        : new StepAnswer.Refused("no answer to this message, " + calls + " times");
  }

  private TaskState taskState(Line line, Dialog dialog) {
    Instant now = invocation.clock().instant();
    boolean fresh = dialog.taskSeen().filter(seen -> now.isBefore(seen.plus(FRESH))).isPresent();
    return fresh ? new TaskState.Open() : ask(line, dialog);
  }

  private TaskState ask(Line line, Dialog dialog) {
    return switch (ports.planfix().taskOf(line, dialog.planfixChat())) {
      case TaskAnswer.CouldNotAsk(Trouble trouble) -> new TaskState.Unclear(trouble);
      case TaskAnswer.NoTask _ -> {
        decide("getTask: none");
        yield new TaskState.None();
      }
      case TaskAnswer.Found(long number, boolean active) -> {
        decide("getTask: " + number + (active ? "" : ", closed"));
        taskNumber = Optional.of(number);
        taskSeen = active ? Optional.of(invocation.clock().instant()) : Optional.empty();
        yield active
            ? new TaskState.Open()
            : new TaskState.Closed(
                number, ports.dialogs().keepsClosedTasks(line.providerId()).orElse(false));
      }
    };
  }

  private Outcome finish(State state) {
    boolean ofClient = !job.facts().fromUs() && job.queued().notice() instanceof Notice.Message;
    DialogId id = lease.orElseThrow().dialog();
    boolean comment = id.chat().post().isPresent();
    Optional<Dialog> known = situation.dialog();
    DialogChange change =
        new DialogChange(
            taskNumber,
            taskSeen,
            ofClient ? Optional.of(latest(known.flatMap(Dialog::clientWrote))) : Optional.empty(),
            ofClient && comment && known.map(Dialog::comments).orElse(List.of()).size() < COMMENTS
                ? Optional.of(job.key().message())
                : Optional.empty(),
            comment && job.queued().notice() instanceof Notice.Deletion
                ? Optional.of(job.key().message())
                : Optional.empty(),
            job.origin()
                .flatMap(origin -> Naming.phone(origin, id))
                .filter(phone -> !known.flatMap(Dialog::phone).equals(Optional.of(phone))));
    ports.dialogs().finish(lease.orElseThrow(), job.key(), job.facts(), state, change, decisions());
    ports.meter().tell(state == State.DONE ? delivered(ofClient) : Measure.Refused.parked());
    return new Outcome.Done();
  }

  private Instant latest(Optional<Instant> before) {
    return before.filter(job.facts().at()::isBefore).orElse(job.facts().at());
  }

  private Measure delivered(boolean ofClient) {
    Optional<Duration> sinceWritten =
        Optional.of(Duration.between(job.facts().at(), invocation.clock().instant()))
            .filter(_ -> ofClient);
    return new Measure.Delivered(Provider.PLANFIX, 1, sinceWritten);
  }

  /** What a step may post as our side's. */
  private Optional<TaskMessage> echo(Step step) {
    return switch (step) {
      case Step.Post(TaskMessage message, _) -> Optional.of(message).filter(TaskMessage::fromUs);
      case Step.PostWithoutTask(_, Optional<TaskMessage> comment) ->
          comment.filter(TaskMessage::fromUs).filter(_ -> !undisturbed);
      case Step.LearnClosedTasks _, Step.Park _ -> Optional.empty();
    };
  }

  private void note(Progress progress, Optional<TaskMessage> echo) {
    Lease held = lease.orElseThrow();
    ports
        .dialogs()
        .progress(
            held,
            job.key(),
            job.facts(),
            progress,
            echo.map(message -> noted(held.fence(), message)),
            decisions());
    decisions.clear();
  }

  private Outcome inTrouble(String call, Trouble trouble) {
    return inTrouble(call, trouble, false);
  }

  private Outcome inTrouble(String call, Trouble trouble, boolean unanswered) {
    switch (trouble.kind()) {
      case OUTAGE -> ports.breaker().opened(trouble.reason());
      case SETUP -> invocation.setupTrouble().run();
    }
    return postponed(call + ": " + trouble.reason(), unanswered);
  }

  private Outcome outOfTime() {
    lease.ifPresent(ports.dialogs()::release);
    return new Outcome.Later(Duration.ZERO, NO_TIME);
  }

  /** Notes the attempt, gives the lease back and says when to try again. */
  Outcome postponed(String why) {
    return postponed(why, false);
  }

  private Outcome postponed(String why, boolean unanswered) {
    decide(why);
    int attempt = situation.notice().map(MessageRecord::attempts).orElse(0) + 1;
    boolean told = attempt <= TOLD_ATTEMPTS || attempt % TOLD_ATTEMPTS == 0;
    ports
        .dialogs()
        .postpone(lease, job.key(), job.facts(), unanswered, told ? decisions() : List.of());
    return new Outcome.Later(invocation.backoff().after(attempt), why);
  }

  void decide(String what) {
    decisions.add(new Decision(invocation.clock().instant(), what));
  }

  List<Decision> decisions() {
    return List.copyOf(decisions);
  }
}
