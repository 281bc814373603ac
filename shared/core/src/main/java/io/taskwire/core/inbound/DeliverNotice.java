package io.taskwire.core.inbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.DialogStore.Situation;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.settings.WorkerSettings;
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
  private static final int LOOKS = 4;

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
      DeadLetters deadLetters) {}

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
      case Notice.StatusChange change ->
          failure(queued, ports.dialogs().noteStatus(change, invocation.clock().instant()), change);
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
            (dialog, channel, situation) -> composer.message(message, dialog, channel, situation));
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

  /** Tells that a message of our side, which stands in Planfix, did not arrive. */
  private Outcome failure(Queued queued, MessageRecord message, Notice.StatusChange change) {
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
            (opened, channel, _) -> composer.failure(opened, channel, message.error())));
  }

  private static Job job(
      Queued queued, NoticeKey key, MessageFacts facts, Origin origin, Job.Compose compose) {
    return new Job(
        queued, key, facts, Optional.of(origin), Optional.empty(), Optional.empty(), compose);
  }

  private Outcome deliver(Job job) {
    Optional<DialogId> dialog = job.dialog();
    for (int looks = 0; looks < LOOKS; looks++) {
      Optional<ChannelIdentity> guess =
          job.address()
              .flatMap(ports.directory()::guess)
              .or(() -> job.dialog().map(DialogId::channel));
      Optional<DialogId> asked = dialog.or(() -> guess.flatMap(channel -> computed(job, channel)));
      // Found out before the look: what Wazzup says after it is missing in it.
      boolean wazzupWasAsked = ports.directory().askedSince(began);
      Situation situation =
          ports.dialogs().look(new Look(job.key(), job.address(), guess, asked, job.quoted()));
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
      posting.decide(
          recorded.isPresent()
              ? "rule: dialog of the message"
              : "rule: dialog by channel and chat");
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
