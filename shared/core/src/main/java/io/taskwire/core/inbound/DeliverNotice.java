package io.taskwire.core.inbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.DialogStore.Situation;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.Outbox.ChatName;
import io.taskwire.core.outbound.OwnEchoes;
import io.taskwire.core.outbound.ReportMark;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Brings one queued notice to Planfix: finds the channel and the dialog it belongs to, and has it
 * posted under the dialog's lease. Made anew for each invocation.
 */
public final class DeliverNotice {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  /** Each look may show that the one before asked for the wrong channel or dialog. */
  private static final int LOOKS = 6;

  private final Ports ports;
  private final WorkerSettings settings;
  private final Invocation invocation;
  private final Composer composer;
  private final Instant began;

  public DeliverNotice(Ports ports, WorkerSettings settings, Invocation invocation) {
    this.ports = ports;
    this.settings = settings;
    this.invocation = invocation;
    this.composer = new Composer(settings.wording());
    this.began = invocation.clock().instant();
  }

  /** The outside world, as delivering needs it. */
  public record Ports(
      DialogStore dialogs,
      ChannelDirectory directory,
      ChannelList channels,
      PlanfixChat planfix,
      Breaker breaker,
      DeadLetters deadLetters,
      Outbox outbox,
      Meter meter) {}

  /**
   * The invocation that this is done in.
   *
   * @param owner unlike any other invocation's
   * @param setupTrouble told when Planfix rejects our set-up: the settings should be read again
   * @param unconnected told of each message on a channel that is not connected
   */
  public record Invocation(
      InstantSource clock,
      Budget budget,
      Backoff backoff,
      String owner,
      Runnable setupTrouble,
      Runnable unconnected) {}

  /**
   * A notice as it was queued.
   *
   * @param body as it lay in the queue, for the dead letters
   */
  public record Queued(String group, String body, Notice notice) {}

  public Outcome deliver(Queued queued) {
    return switch (queued.notice()) {
      case Notice.Message message -> message(queued, message);
      case Notice.Edit edit ->
          deliver(
              job(
                  queued,
                  NoticeKey.of(edit),
                  Composer.facts(edit),
                  edit.origin(),
                  (dialog, channel, situation) ->
                      composer.edit(edit, dialog, channel, situation.message())));
      case Notice.Deletion deletion ->
          deliver(
              job(
                  queued,
                  NoticeKey.of(deletion),
                  Composer.facts(deletion),
                  deletion.origin(),
                  (dialog, channel, situation) ->
                      composer.deletion(deletion, dialog, channel, situation.message())));
      case Notice.StatusChange change -> {
        MessageRecord message = ports.dialogs().noteStatus(change, invocation.clock().instant());
        Outcome outcome = failure(queued, message, change);
        if (change.status() == Status.ERROR && outcome instanceof Outcome.Done) {
          String code = change.error().map(DeliveryError::code).orElse("");
          ports.meter().tell(Measure.Refused.of(code));
        }
        yield outcome;
      }
      case Notice.MarkDue(CommentId comment, _) -> reportMark(queued).report(comment);
      case Notice.ChannelChange _ ->
          ports
              .directory()
              .refresh(ports.channels())
              .<Outcome>map(reason -> new Outcome.Later(ASK_AGAIN, reason))
              .orElseGet(Outcome.Done::new);
    };
  }

  private Outcome message(Queued queued, Notice.Message message) {
    Origin origin = message.origin();
    Job job =
        new Job(
            queued,
            NoticeKey.of(origin.message()),
            Composer.facts(message),
            Optional.of(origin),
            Optional.empty(),
            message.quote().filter(quote -> quote.text().isEmpty()).flatMap(Quote::message),
            (dialog, channel, situation) -> composer.message(message, dialog, channel, situation),
            origin.fromUs() ? Optional.of(message) : Optional.empty());
    Outcome outcome = deliver(job);
    if (outcome instanceof Outcome.Later || !origin.fromUs()) {
      return outcome;
    }
    // Its status is in the entry, and may have come while it was posted: whoever is second tells.
    Notice.StatusChange status =
        message
            .status()
            .orElseGet(
                () ->
                    new Notice.StatusChange(
                        origin.message(), Status.SENT, origin.at(), Optional.empty()));
    return deliver(new Queued(queued.group(), queued.body(), status));
  }

  private ReportMark reportMark(Queued queued) {
    return new ReportMark(
        ports.outbox(),
        ports.planfix(),
        ports.breaker(),
        settings,
        invocation.clock(),
        invocation.budget(),
        invocation.backoff(),
        // Groups of one batch run side by side.
        invocation.owner() + " " + queued.group(),
        invocation.setupTrouble());
  }

  /** Tells how a message of our side got on: a comment's by its mark, another's if it failed. */
  private Outcome failure(Queued queued, MessageRecord message, Notice.StatusChange change) {
    if (message.comment().isPresent()) {
      noteCommentGone(message);
      return reportMark(queued).reportIfDue(message.comment().get());
    }
    Optional<DialogId> dialog =
        message
            .dialog()
            .filter(
                _ ->
                    message.state() == MessageRecord.State.DONE
                        && message.fromUs()
                        && message.status().equals(Optional.of(Status.ERROR)));
    if (dialog.isEmpty()) {
      return new Outcome.Done();
    }
    MessageFacts facts = new MessageFacts(Optional.empty(), true, "Failure", change.at(), "");
    return deliver(
        new Job(
            queued,
            NoticeKey.failureOf(change.message()),
            facts,
            Optional.empty(),
            dialog,
            Optional.empty(),
            (opened, channel, _) -> composer.failure(opened, channel, message.error()),
            Optional.empty()));
  }

  // Told with a status only, where Wazzup had taken the answer before.
  private void noteCommentGone(MessageRecord message) {
    boolean gone =
        message.error().filter(error -> error.code().equals(Refusal.COMMENT_DELETED)).isPresent();
    Optional<DialogId> dialog = message.dialog().filter(id -> gone && id.chat().post().isPresent());
    if (dialog.isPresent()) {
      ports.outbox().whole(message.comment().orElseThrow()).stream()
          .flatMap(whole -> whole.comment().parts().stream())
          .flatMap(part -> part.quoted().stream())
          .findFirst()
          .ifPresent(thread -> ports.outbox().noteCommentGone(dialog.get(), thread));
    }
  }

  private static Job job(
      Queued queued, NoticeKey key, MessageFacts facts, Origin origin, Job.Compose compose) {
    return new Job(
        queued,
        key,
        facts,
        Optional.of(origin),
        Optional.empty(),
        Optional.empty(),
        compose,
        Optional.empty());
  }

  private Outcome deliver(Job job) {
    Optional<DialogId> dialog = job.dialog();
    var renames = new Renames(ports.dialogs(), job);
    for (int looks = 0; looks < LOOKS; looks++) {
      Optional<ChannelIdentity> guess =
          job.address()
              .flatMap(ports.directory()::guess)
              .or(() -> job.dialog().map(DialogId::channel));
      Optional<DialogId> asked = dialog.or(() -> guess.flatMap(channel -> computed(job, channel)));
      // Found out before the look: what Wazzup says after it is missing in it.
      boolean wazzupWasAsked = ports.directory().askedSince(began);
      Situation situation =
          ports
              .dialogs()
              .look(
                  new Look(
                      job.key(), job.address(), guess, asked, job.quoted(), renames.whose(guess)));
      if (situation.notice().filter(MessageRecord::isSettled).isPresent()) {
        return new Outcome.Done();
      }
      var posting = new Posting(ports, settings, invocation, composer, job, situation);
      if (job.address().isPresent()) {
        if (situation.identity().isEmpty() && !wazzupWasAsked) {
          Optional<String> trouble = ports.directory().refresh(ports.channels());
          if (trouble.isPresent()) {
            return posting.postponed(
                "the channel is unknown and Wazzup could not be asked: " + trouble.get());
          }
          continue;
        }
        if (situation.identity().isEmpty()
            && ports.directory().isUnidentified(job.address().get())) {
          return posting.postponed("Wazzup does not tell yet which account this channel is");
        }
        if (situation.identity().isPresent() && !situation.identity().equals(guess)) {
          ports.directory().learn(job.address().get(), situation.identity().get());
          continue;
        }
      }
      Optional<Channel> connected =
          situation
              .channel()
              .filter(Channel::connected)
              .filter(_ -> job.address().isEmpty() || situation.identity().isPresent());
      if (connected.isEmpty()) {
        return unconnected(job, situation, posting);
      }
      // An edit or a deletion belongs where its message stands.
      Optional<DialogId> recorded = situation.message().flatMap(MessageRecord::dialog);
      if (recorded.isPresent() && !recorded.equals(asked)) {
        dialog = recorded;
        continue;
      }
      Optional<DialogId> elsewhere = situation.sameAs();
      if (elsewhere.isPresent()) {
        dialog = elsewhere;
        continue;
      }
      if (recorded.isEmpty()
          && renames.judge(asked.orElseThrow(), situation)
              instanceof Renames.Answer.LookAgain(Optional<DialogId> better)) {
        dialog = better;
        continue;
      }
      if (situation.dialog().isEmpty()) {
        Optional<DialogId> begun = begunByPhone(job, asked.orElseThrow());
        if (begun.isPresent()) {
          dialog = begun;
          continue;
        }
      }
      if (!isToBePosted(situation.notice())) {
        switch (ownEcho(job, asked.orElseThrow().channel())) {
          case Echo.Handled(Outcome outcome) -> {
            return outcome;
          }
          case Echo.ToBePosted _ -> {
            continue;
          }
          case Echo.Elsewhere _ -> {}
        }
      }
      posting.decide(rule(job, recorded, asked.orElseThrow()));
      switch (posting.post(asked.orElseThrow(), connected.get())) {
        case Posting.Answer.Ended(Outcome outcome) -> {
          return outcome;
        }
        case Posting.Answer.LookAgain _ -> {}
      }
    }
    return new Outcome.Later(
        invocation.backoff().first(), "channel or dialog changed with every look");
  }

  private static String rule(Job job, Optional<DialogId> recorded, DialogId dialog) {
    if (recorded.isPresent()) {
      return "rule: dialog of the message";
    }
    return computed(job, dialog.channel()).equals(Optional.of(dialog))
        ? "rule: dialog by channel and chat"
        : "rule: dialog of the client, by another name";
  }

  /**
   * The dialog that we began by the client's phone, where his messenger names chats otherwise: from
   * now on the chat goes on in it.
   */
  private Optional<DialogId> begunByPhone(Job job, DialogId asked) {
    boolean named = asked.chat().isOfPhone() || asked.channel().messenger().chatIdIsPhone();
    Optional<String> phone = job.origin().flatMap(origin -> origin.client().phone());
    ChatType oneToOne = ChatType.oneToOne(asked.channel().messenger());
    if (named || phone.isEmpty() || !asked.chat().type().equals(oneToOne)) {
      return Optional.empty();
    }
    DialogId begun = DialogId.first(asked.channel(), phone.get());
    Situation situation =
        ports
            .dialogs()
            .look(
                new Look(
                    job.key(),
                    job.address(),
                    Optional.empty(),
                    Optional.of(begun),
                    Optional.empty()));
    if (situation.dialog().isEmpty()) {
      return Optional.empty();
    }
    ChatName name = new ChatName(begun, job.origin().orElseThrow().chatId());
    return ports.outbox().learnChat(name) ? Optional.of(begun) : Optional.empty();
  }

  /** What becomes of a message that may be an echo of ours. */
  private sealed interface Echo {
    record Handled(Outcome outcome) implements Echo {}

    /** It is ours, but does not stand in Planfix yet. */
    record ToBePosted() implements Echo {}

    /** It is none: somebody wrote it elsewhere. */
    record Elsewhere() implements Echo {}
  }

  private Echo ownEcho(Job job, ChannelIdentity channel) {
    if (job.echo().isEmpty()) {
      return new Echo.Elsewhere();
    }
    return switch (new OwnEchoes(ports.outbox())
        .judge(job.echo().get(), channel, job.queued().body(), invocation.clock().instant())) {
      // Its sender may have learnt its id, and closed it, since the message was looked at.
      case OwnEchoes.Answer.NotOurs _ -> byNow(job);
      case OwnEchoes.Answer.NotYet(Duration delay) ->
          new Echo.Handled(
              new Outcome.Later(delay, "it may be the echo of a message that is being sent"));
      case OwnEchoes.Answer.Ours(CommentId comment, boolean stands) -> {
        Outcome told = reportMark(job.queued()).reportIfDue(comment);
        yield stands || told instanceof Outcome.Later
            ? new Echo.Handled(told)
            : new Echo.ToBePosted();
      }
    };
  }

  private Echo byNow(Job job) {
    Optional<MessageRecord> notice =
        ports
            .dialogs()
            .look(
                new Look(
                    job.key(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
            .notice();
    if (isToBePosted(notice)) {
      return new Echo.ToBePosted();
    }
    return notice.filter(MessageRecord::isSettled).isPresent()
        ? new Echo.Handled(new Outcome.Done())
        : new Echo.Elsewhere();
  }

  /** Whether it is known to be ours, and to stand in no task yet. */
  private static boolean isToBePosted(Optional<MessageRecord> notice) {
    return notice.filter(known -> known.comment().isPresent() && !known.isSettled()).isPresent();
  }

  private static Optional<DialogId> computed(Job job, ChannelIdentity channel) {
    return job.origin().map(origin -> new DialogId(channel, origin.chat()));
  }

  private Outcome unconnected(Job job, Situation situation, Posting posting) {
    if (job.address().isEmpty()) {
      return new Outcome.Done();
    }
    String channel =
        situation
            .identity()
            .map(ChannelIdentity::toString)
            .orElseGet(() -> "channelId:" + job.address().get().value());
    posting.decide("rule: the channel is not connected, so it was counted");
    invocation.unconnected().run();
    ports
        .dialogs()
        .countUnconnected(
            channel, job.key(), job.facts(), invocation.clock().instant(), posting.decisions());
    return new Outcome.Done();
  }
}
