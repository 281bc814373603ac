package io.taskwire.core.outbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.Phone;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.FileSource;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Snippet;
import io.taskwire.core.content.Text;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.Nickname;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.messenger.Contract;
import io.taskwire.core.messenger.Contracts;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Person;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.Outbox.ChatName;
import io.taskwire.core.outbound.Outbox.LeaseUse;
import io.taskwire.core.outbound.Outbox.Link;
import io.taskwire.core.outbound.Outbox.Replying;
import io.taskwire.core.outbound.Outbox.View;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.outbound.SendComment.Invocation;
import io.taskwire.core.outbound.SendComment.Ports;
import io.taskwire.core.outbound.SendComment.Step;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Provider;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Route;
import io.taskwire.core.wazzup.Sending;
import io.taskwire.core.wazzup.WazzupMessages.SendAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt to send a comment's parts, in order, under the lease of their chat. Each part is on
 * record as pending before its call, and its outcome after it; what is pending when somebody else
 * finds it may have been sent, and is never sent again.
 */
final class SendAttempt {
  /** How long the echo of a part of unknown outcome holds up what follows it. */
  static final Duration SETTLING = Duration.ofSeconds(30);

  /** A call is repeated for so long, with the same id: Wazzup knows it for 60 s. */
  private static final Duration REPEATABLE = Duration.ofSeconds(40);

  private static final int CALLS = 2;

  /** An answer that comes too late is compared with what is on record so often. */
  private static final int LOOKS = 3;

  private static final Duration PUTTING = Duration.ofSeconds(5);

  /** So often is the server of a file asked that gives no answer. */
  private static final int FILE_ATTEMPTS = 8;

  private static final int TOLD_ATTEMPTS = 50;
  private static final String NOT_FOUND = "CHANNEL_NOT_FOUND";
  private static final String NO_REFERENCE = "REFERENCE_MESSAGE_NOT_FOUND";
  private static final String AWAY = "Wazzup is away, nothing was tried";

  private final Ports ports;
  private final WorkerSettings settings;
  private final Invocation invocation;
  private final Comment comment;
  private final View view;
  private final List<Decision> decisions = new ArrayList<>();
  private final Map<Integer, URI> resolved = new HashMap<>();
  private final DialogId chat;
  private final String owner;
  private Optional<String> chatName = Optional.empty();
  private Outgoing outgoing;
  private Optional<SendLease> lease;

  /** To be noted with the first call. */
  private Optional<Replying> replying = Optional.empty();

  SendAttempt(
      Ports ports, WorkerSettings settings, Invocation invocation, Comment comment, View view) {
    this.ports = ports;
    this.settings = settings;
    this.invocation = invocation;
    this.comment = comment;
    this.view = view;
    this.outgoing = view.comment();
    this.owner = invocation.owner() + " " + comment.id().messageId();
    // A look before this one may have ended under it.
    this.lease = view.lease().filter(present -> present.owner().equals(owner));
    this.chat = view.dialog().map(dialog -> dialog.id().ofChat()).orElseThrow();
  }

  Step send() {
    if (!cardNoted()) {
      return again();
    }
    Instant now = now();
    if (lease.isEmpty() && view.lease().filter(other -> now.isBefore(other.until())).isPresent()) {
      // Whoever has it may be sending this very comment.
      return new Step.Ended(
          new Outcome.Later(invocation.backoff().first(), "another worker is busy with the chat"));
    }
    Dialog dialog = view.dialog().orElseThrow();
    if (outgoing.dialog().isEmpty()) {
      decide("rule: dialog of the task's chat");
    }
    outgoing = outgoing.in(dialog.id());
    Optional<Channel> channel = view.channel().filter(Channel::connected);
    if (channel.isEmpty()) {
      return refuse(new Refusal(Refusal.NOT_CONNECTED, dialog.id().channel().accountTitle()));
    }
    if (nameIsTaken(dialog)) {
      return refuse(Refusal.of(Refusal.NAME_TAKEN));
    }
    return switch (Reach.of(channel.get(), ports, comment.receivedAt(), now)) {
      case Reach.Refused(Refusal refusal) -> refuse(refusal);
      case Reach.NotNow(String why) -> postponed(why);
      case Reach.Through(Channel usable) -> send(dialog, usable);
    };
  }

  /**
   * Notes the phone on the card of a client of Instagram; false when another was noted meanwhile.
   * Only what is written in a task of the client's own tells of the card: in one that a phone led
   * to it would prove itself.
   */
  private boolean cardNoted() {
    Optional<DialogId> own = comment.ofRenamable();
    if (comment.scenario() || own.isEmpty()) {
      return true;
    }
    Optional<CardPhone> before = view.cardPhone();
    Optional<String> digits =
        comment
            .phone()
            .filter(_ -> settings.writeByPhone())
            .flatMap(Phone::typed)
            .map(Phone::digits);
    Optional<DialogId> under =
        own.filter(dialog -> dialog.chat().post().isPresent())
            .or(() -> before.flatMap(CardPhone::under));
    Optional<String> person = view.nickname().person();
    // The card may be another by now.
    boolean waited = !comment.isFresh(now());
    boolean known =
        before
            .filter(card -> card.digits().equals(digits) && (waited || !card.doubtful()))
            .filter(card -> card.under().equals(under) && card.person().equals(person))
            .isPresent();
    boolean nothing = digits.isEmpty() && before.flatMap(CardPhone::digits).isEmpty();
    boolean late = before.filter(card -> card.at().isAfter(comment.receivedAt())).isPresent();
    return known
        || nothing
        || late
        || ports
            .outbox()
            .notePhone(
                chat, before, new CardPhone(digits, comment.receivedAt(), under, person, waited));
  }

  /** Whether another person is called by now as the client was when he wrote last. */
  private boolean nameIsTaken(Dialog dialog) {
    DialogId name = dialog.chat();
    Nickname known =
        name.equals(chat) || !chat.chat().isRenamable()
            ? view.nickname()
            : ports.outbox().nickname(name);
    return known.isTakenFrom(view.nickname().person());
  }

  private Step send(Dialog dialog, Channel channel) {
    if (outgoing.parts().isEmpty()) {
      Optional<Step> stopped = plan(dialog, channel);
      if (stopped.isPresent()) {
        return stopped.get();
      }
    }
    if (outgoing.untried()) {
      // Judged again where it had to wait: others may have written meanwhile.
      Optional<Refusal> refused = inDirect(dialog, channel);
      if (refused.isPresent()) {
        return refuseWhole(refused.get());
      }
    }
    return sendParts(channel);
  }

  /** What speaks against a message in Direct that answers a comment under a post. */
  private Optional<Refusal> inDirect(Dialog dialog, Channel channel) {
    return switch (new OneDirect(ports.outbox(), Contracts.of(channel.knownTransport(), false))
        .of(comment, outgoing, dialog, now())) {
      case OneDirect.Verdict.Ordinary _ -> Optional.empty();
      case OneDirect.Verdict.Refused(Refusal refusal) -> Optional.of(refusal);
      case OneDirect.Verdict.Answers _ when outgoing.parts().size() > 1 ->
          Optional.of(
              new Refusal(Refusal.DIRECT_IN_ONE, Integer.toString(outgoing.parts().size())));
      case OneDirect.Verdict.Answers(Optional<Replying> one) -> {
        replying = one;
        yield Optional.empty();
      }
    };
  }

  // What is sent

  /** Writes down in memory what the comment leaves as; the step where it is not sent at all. */
  private Optional<Step> plan(Dialog dialog, Channel channel) {
    boolean underPost = dialog.id().chat().post().isPresent();
    Contract contract = Contracts.of(channel.knownTransport(), underPost);
    boolean mayAnswerComment = outgoing.intoDirect() || dialog.privateReply().isPresent();
    Optional<Refusal> closed =
        mayAnswerComment ? Optional.empty() : contract.window(dialog.clientWrote(), now());
    if (closed.isPresent()) {
      return Optional.of(refuse(closed.get()));
    }
    CommentText written = CommentText.of(comment.text());
    CommentText text = outgoing.intoDirect() ? written.withoutCommand() : written;
    if (underPost) {
      switch (CommentRule.of(text.text(), dialog, settings.commentReply())) {
        case CommentRule.Refused(Refusal refusal) -> {
          return Optional.of(refuse(refusal));
        }
        case CommentRule.Direct(String words) -> {
          return Optional.of(
              words.isEmpty() && comment.files().isEmpty()
                  ? refuse(Refusal.of(Refusal.EMPTY))
                  : goOnInDirect(dialog));
        }
        case CommentRule.Published _ -> {}
      }
    }
    Quoting quoting = new Quoting(ports.outbox(), dialog, contract);
    Quoting.Quoted quoted = quoting.of(text);
    return switch (new PartList(contract, ports.files()).of(quoted, comment.files())) {
      case PartList.Answer.Refused(Refusal refusal) -> Optional.of(refuse(refusal));
      case PartList.Answer.CouldNotAsk(String reason) ->
          Optional.of(
              outgoing.attempts() < FILE_ATTEMPTS
                  ? postponed("a file could not be looked at: " + reason)
                  : refuse(new Refusal(Refusal.FILE_UNREACHABLE, reason)));
      case PartList.Answer.Parts(List<Part> parts, Map<Integer, URI> links) -> {
        outgoing = outgoing.planned(parts);
        resolved.putAll(links);
        decide("parts: " + parts.size());
        yield Optional.empty();
      }
    };
  }

  /** Answers the client's comments for him alone, in the dialog in Direct. */
  private Step goOnInDirect(Dialog dialog) {
    DialogId chatItself = dialog.id().ofChat();
    DialogId direct =
        ports
            .outbox()
            .look(comment.id(), comment.chat(), Optional.of(chatItself))
            .resolved()
            .orElse(chatItself);
    Opening opening =
        new Opening(
            direct,
            dialog.chatId(),
            new PlanfixChatId.OfDialog(direct),
            dialog.providerId(),
            dialog.contact(),
            dialog.contactName());
    ports.outbox().openDirect(opening, now());
    decide("rule: a command, so it goes to the client in Direct");
    return write(Write.of(outgoing.intoDirect(direct, dialog.id()), taken()))
        ? new Step.LookAgain(Optional.of(direct))
        // In Direct it would be taken for what was written there.
        : new Step.LookAgain(Optional.empty());
  }

  private Step sendParts(Channel channel) {
    for (int number = 1; number <= outgoing.parts().size(); number++) {
      Part part = outgoing.part(number);
      switch (part.state()) {
        case SENT, REFUSED, SKIPPED -> {}
        case PENDING -> {
          // Its sender is dead: nobody has the lease.
          if (!noteBrokenOff(number)) {
            return again();
          }
          number--;
        }
        case UNKNOWN -> {
          Duration left = Duration.between(now(), part.triedAt().orElseThrow().plus(SETTLING));
          if (left.isPositive()) {
            return settling(number, left);
          }
        }
        case WAITING -> {
          Optional<Step> stopped = sendPart(Route.of(dialog(), channel), number);
          if (stopped.isPresent()) {
            return stopped.get();
          }
          number--;
        }
      }
    }
    return settle();
  }

  /** Notes that a part's sender died with its call: it may have been sent. */
  private boolean noteBrokenOff(int number) {
    Part part = outgoing.part(number);
    decide("part " + number + ": its sender broke off, the outcome is unknown");
    outgoing = outgoing.with(number, part.unknown());
    return write(Write.of(outgoing, taken()).opening(open(number, part).brokenOff(now())));
  }

  /** Sends a waiting part; the step where the attempt ends with it. */
  private Optional<Step> sendPart(Route route, int number) {
    // Each question may take its time, and a call must end before the function does.
    return fileLooked(number)
        .or(this::outOfTime)
        .or(this::wazzupAway)
        .or(this::outOfTime)
        .or(() -> sendNow(route, number));
  }

  /** Looks where a part's file lies; the step where the attempt ends with that. */
  private Optional<Step> fileLooked(int number) {
    if (!(outgoing.part(number).payload().orElseThrow() instanceof Payload.File(URI link))
        || resolved.containsKey(number)) {
      return Optional.empty();
    }
    if (!invocation.budget().allowsMore()) {
      return outOfTime();
    }
    return switch (ports.files().resolve(link)) {
      case FileSource.Answer.Found(URI direct, _, _) -> {
        resolved.put(number, direct);
        yield Optional.empty();
      }
      case FileSource.Answer.Unusable(String reason) ->
          Optional.of(
              refusePart(number, new Refusal(Refusal.FILE_UNREACHABLE, reason), Optional.empty()));
      case FileSource.Answer.CouldNotAsk(String reason) ->
          Optional.of(postponed("a file could not be looked at: " + reason));
    };
  }

  private Optional<Step> wazzupAway() {
    ports.breaker().learn(view.breaker());
    if (!ports.breaker().admits(this::wazzupAnswers)) {
      return Optional.of(waitsForWazzup());
    }
    return ports.rate().left().map(this::paused);
  }

  private Optional<Step> sendNow(Route route, int number) {
    Part pending = outgoing.part(number).pending(now());
    outgoing = outgoing.goingOn().with(number, pending);
    OpenPart open = open(number, pending);
    LeaseUse use =
        lease.<LeaseUse>map(LeaseUse.Keep::new).orElseGet(() -> new LeaseUse.Take(wanted()));
    Write write = Write.of(outgoing, taken()).under(use).opening(open).replying(replying);
    if (!write(write)) {
      return Optional.of(again());
    }
    replying = Optional.empty();
    lease = Optional.of(leaseOf(use));
    return call(route, number, open);
  }

  private Optional<Step> call(Route route, int number, OpenPart open) {
    Part part = outgoing.part(number);
    Payload payload =
        switch (part.payload().orElseThrow()) {
          case Payload.Text text -> text;
          case Payload.File(URI link) -> new Payload.File(resolved.getOrDefault(number, link));
        };
    Sending sending =
        new Sending(route, payload, part.quoted(), CrmMessageId.of(comment.id(), number));
    Instant last = part.triedAt().orElseThrow().plus(REPEATABLE);
    for (int calls = 1; ; calls++) {
      SendAnswer answer = ports.wazzup().send(sending);
      boolean repeated = calls > 1;
      switch (answer) {
        case SendAnswer.Taken(MessageId id, Optional<String> chatId) -> {
          ports.breaker().took();
          decide("part " + number + ": taken as " + id);
          return sent(number, open, Optional.of(id), chatId);
        }
        case SendAnswer.Repeated _ -> {
          ports.breaker().took();
          decide("part " + number + ": Wazzup had it already");
          return sent(number, open, Optional.empty(), Optional.empty());
        }
        case SendAnswer.Unknown(String reason) -> {
          decide("part " + number + ": " + reason);
          ports.breaker().opened(reason);
          boolean harmless =
              calls < CALLS && invocation.budget().allowsMore() && now().isBefore(last);
          if (!harmless || !ports.breaker().admits(this::wazzupAnswers)) {
            return unknown(number, open);
          }
        }
        // What was answered to a repetition says nothing of the first call.
        case SendAnswer.Refused _, SendAnswer.TooMany _, SendAnswer.Rejected _ when repeated -> {
          decide("part " + number + ": the repetition was not taken");
          return unknown(number, open);
        }
        case SendAnswer.Refused(String code)
            when code.equals(NOT_FOUND) && Reach.hasMoved(route, ports) -> {
          ports.breaker().took();
          decide("part " + number + ": refused, " + code + "; the channel has moved");
          outgoing = outgoing.with(number, part.notTried());
          var _ = write(Write.of(outgoing, taken()).under(giveBack()).closing(open));
          return Optional.of(again());
        }
        case SendAnswer.Refused(String code) -> {
          ports.breaker().took();
          decide("part " + number + ": refused, " + code);
          Refusal refusal = underPost(Refusal.of(code));
          noteCommentGone(refusal, part);
          return Optional.of(refusePart(number, refusal, Optional.of(open)));
        }
        case SendAnswer.TooMany _ -> {
          decide("part " + number + ": too many requests");
          outgoing = outgoing.with(number, part.notTried());
          return Optional.of(giveUp(open, ports.rate().begin()));
        }
        case SendAnswer.Rejected(String reason) -> {
          invocation.setupTrouble().accept(Provider.WAZZUP);
          decide("part " + number + ": " + reason);
          outgoing = outgoing.with(number, part.notTried());
          return Optional.of(giveUp(open, Duration.ZERO));
        }
      }
    }
  }

  /** Under a post the thread is what is quoted; what the employee quotes is text there. */
  private Refusal underPost(Refusal refusal) {
    boolean thread =
        refusal.code().equals(NO_REFERENCE)
            && view.dialog().orElseThrow().id().chat().post().isPresent();
    return thread ? Refusal.of(Refusal.COMMENT_UNKNOWN) : refusal;
  }

  /** The thread of a comment that is not there is answered no more, but that of the next one is. */
  private void noteCommentGone(Refusal refusal, Part part) {
    DialogId dialog = view.dialog().orElseThrow().id();
    boolean gone =
        refusal.code().equals(Refusal.COMMENT_DELETED)
            || refusal.code().equals(Refusal.COMMENT_UNKNOWN);
    if (gone && dialog.chat().post().isPresent()) {
      part.quoted().ifPresent(thread -> ports.outbox().noteCommentGone(dialog, thread));
    }
  }

  // What became of it

  private Optional<Step> sent(
      int number, OpenPart open, Optional<MessageId> id, Optional<String> chatId) {
    Optional<ChatName> name = chatId.flatMap(this::toLearn);
    Part part = outgoing.part(number);
    outgoing = outgoing.with(number, part.sent(id));
    // What does not stand in Planfix yet is told before it is forgotten.
    boolean last = number == outgoing.parts().size() && !outgoing.intoDirect();
    Outgoing written = last ? outgoing.settle() : outgoing;
    Write write = Write.of(written, taken()).under(last ? giveBack() : keep()).naming(name);
    write =
        id.isPresent()
            ? write.closing(open).linking(link(id.get(), number, part))
            // Its echo will tell the id.
            : write.opening(open.senderDone(now()));
    if (!write(write)) {
      return Optional.of(answerAfterAll(number, open, id, part, name));
    }
    chatName = name.map(ChatName::chatId).or(() -> chatName);
    return Optional.empty();
  }

  /**
   * The outcome could not be written: while the lease ran out, an echo was taken for this part, or
   * somebody noted that it is unknown.
   */
  private Step answerAfterAll(
      int number, OpenPart open, Optional<MessageId> id, Part part, Optional<ChatName> name) {
    if (id.isEmpty()) {
      return again();
    }
    for (int looks = 0; looks < LOOKS; looks++) {
      Outgoing now = ports.outbox().look(comment.id(), comment.chat(), Optional.empty()).comment();
      boolean known = now.part(number).message().equals(id);
      if (known || mended(now, number, open, id.get(), part, name)) {
        break;
      }
    }
    return again();
  }

  /** Another message was taken for this part, or none: Wazzup's answer is what counts. */
  private boolean mended(
      Outgoing now, int number, OpenPart open, MessageId id, Part part, Optional<ChatName> name) {
    if (now.intoDirect() && !show(Map.of(id, part))) {
      throw new IllegalStateException("a message in Direct could not be queued for its task");
    }
    Optional<MessageId> looksLikeIt = now.part(number).message();
    Optional<String> mistaken = looksLikeIt.flatMap(echo -> ports.outbox().mistaken(echo, id));
    decide(
        looksLikeIt.isPresent()
            ? "part " + number + ": the answer names another message than the echo did"
            : "part " + number + ": the answer came late");
    Write write =
        Write.of(now.with(number, part.withoutPayload().sent(Optional.of(id))), taken())
            .closing(open)
            .linking(link(id, number, part))
            .naming(name);
    if (!write(mistaken.isPresent() ? write.unlinking(looksLikeIt.orElseThrow()) : write)) {
      return false;
    }
    // Somebody else wrote it, so it is to stand in Planfix too.
    mistaken.ifPresent(body -> deliverAgain(looksLikeIt.orElseThrow(), body));
    return true;
  }

  private void deliverAgain(MessageId echo, String body) {
    QueueEntry entry = new QueueEntry(QueueName.ofMistaken(echo), body);
    if (!queued(List.of(entry))) {
      throw new IllegalStateException("a mistaken echo could not be queued again");
    }
  }

  private Optional<Step> unknown(int number, OpenPart open) {
    outgoing = outgoing.with(number, outgoing.part(number).unknown());
    Write write = Write.of(outgoing, taken()).under(giveBack()).opening(open.senderDone(now()));
    return Optional.of(write(write) ? settling(number, SETTLING) : again());
  }

  private Step refusePart(int number, Refusal refusal, Optional<OpenPart> tried) {
    outgoing = outgoing.with(number, outgoing.part(number).refused(refusal));
    for (int after = number + 1; after <= outgoing.parts().size(); after++) {
      outgoing = outgoing.with(after, outgoing.part(after).skipped());
    }
    if (!outgoing.intoDirect()) {
      outgoing = outgoing.settle();
    }
    Write write = Write.of(outgoing, taken()).under(giveBack());
    if (tried.isPresent()) {
      write = tried.get().doubted(now()).map(write::opening).orElse(write.closing(tried.get()));
    }
    return write(write) ? settle() : again();
  }

  private Step refuse(Refusal refusal) {
    decide("refused: " + refusal.code());
    if (outgoing.parts().isEmpty()) {
      return refusedWhole(refusal);
    }
    // What became of the parts before stays true.
    for (int number = 1; number <= outgoing.parts().size(); number++) {
      Part part = outgoing.part(number);
      if (part.state() == Part.State.PENDING) {
        if (!noteBrokenOff(number)) {
          return again();
        }
      } else if (part.state() == Part.State.WAITING) {
        return refusePart(number, refusal, Optional.empty());
      }
    }
    return settle();
  }

  private Step refuseWhole(Refusal refusal) {
    decide("refused: " + refusal.code());
    return refusedWhole(refusal);
  }

  private Step refusedWhole(Refusal refusal) {
    outgoing = outgoing.refused(refusal);
    return write(Write.of(outgoing, taken())) ? new Step.Settled(outgoing) : again();
  }

  private Step settle() {
    if (outgoing.settled()) {
      return new Step.Settled(outgoing);
    }
    if (outgoing.intoDirect() && !show(sentParts())) {
      return comeAgain(
          invocation.backoff().first(), "what was sent was not queued for its own task");
    }
    return write(Write.of(outgoing.settle(), taken()).under(giveBack()))
        ? new Step.Settled(outgoing)
        : again();
  }

  private Map<MessageId, Part> sentParts() {
    Map<MessageId, Part> sent = new LinkedHashMap<>();
    outgoing.parts().forEach(part -> part.message().ifPresent(id -> sent.put(id, part)));
    return sent;
  }

  /**
   * Has messages posted in the task in Direct, as if they had been written elsewhere. Their echoes
   * would do the same, but it is not sure that there are any; whichever comes first is posted.
   */
  private boolean show(Map<MessageId, Part> sent) {
    Dialog dialog = view.dialog().orElseThrow();
    // A channel that Wazzup has no more tells nothing either.
    Optional<ChannelId> address = view.channel().flatMap(Channel::address);
    List<QueueEntry> entries =
        address.stream()
            .flatMap(
                at ->
                    sent.entrySet().stream()
                        .flatMap(one -> echo(one.getKey(), one.getValue(), dialog, at).stream()))
            .map(echo -> new QueueEntry(QueueName.of(echo), ports.echo().apply(echo)))
            .toList();
    return entries.isEmpty() || queued(entries);
  }

  private boolean queued(List<QueueEntry> entries) {
    return ports.marks().put(entries, now().plus(PUTTING)) instanceof NoticeQueue.Answer.Taken;
  }

  private Optional<Notice.Message> echo(MessageId id, Part part, Dialog dialog, ChannelId address) {
    Origin origin =
        new Origin(
            id,
            address,
            dialog.id().chat(),
            dialog.chatId(),
            part.triedAt().orElseGet(this::now),
            true,
            new Person(Optional.of(dialog.contactName()), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty());
    Notice.StatusChange status = new Notice.StatusChange(id, Status.SENT, now(), Optional.empty());
    return part.payload()
        .map(this::content)
        .map(content -> new Notice.Message(origin, content, Optional.empty(), Optional.of(status)));
  }

  private Content content(Payload payload) {
    return switch (payload) {
      case Payload.Text(String text) -> new Text(text);
      // Of files only pictures are sent as such.
      case Payload.File(URI link) ->
          new Picture(
              Optional.empty(),
              comment.files().stream().filter(file -> file.url().equals(link)).findFirst());
    };
  }

  // Waiting

  private Step settling(int number, Duration left) {
    return comeAgain(left, "the outcome of part " + number + " is not known yet");
  }

  private Optional<Step> outOfTime() {
    return invocation.budget().allowsMore()
        ? Optional.empty()
        : Optional.of(comeAgain(Duration.ZERO, "the invocation's time is used up"));
  }

  /** Comes again without an attempt being counted. */
  private Step comeAgain(Duration delay, String why) {
    if (lease.isPresent() && !write(Write.of(outgoing, taken()).under(giveBack()))) {
      return again();
    }
    return new Step.Ended(new Outcome.Later(delay, why));
  }

  private Step giveUp(OpenPart open, Duration delay) {
    boolean rejected = delay.isZero();
    if (rejected) {
      outgoing = outgoing.postponed(isLate());
    } else if (isLate()) {
      outgoing = outgoing.waits();
    }
    if (!write(Write.of(outgoing, taken()).under(giveBack()).closing(open))) {
      return again();
    }
    Duration wait = rejected ? invocation.backoff().after(outgoing.attempts()) : delay;
    return waiting(new Outcome.Later(wait, "Wazzup did not take it now", true));
  }

  /** Comes again when others may be taken too, without an attempt being counted. */
  private Step paused(Duration pause) {
    boolean tells = isLate() && !outgoing.waiting();
    if (tells) {
      outgoing = outgoing.waits();
    }
    boolean changes = tells || lease.isPresent();
    if (changes && !write(Write.of(outgoing, taken()).under(giveBack()))) {
      return again();
    }
    return waiting(new Outcome.Later(pause, "Wazzup took too many requests", true));
  }

  private Step waitsForWazzup() {
    return postponed(AWAY, isLate(), true);
  }

  private Step postponed(String why) {
    return postponed(why, outgoing.waiting(), false);
  }

  private Step postponed(String why, boolean tellsWaiting, boolean outage) {
    decide(why);
    int attempt = outgoing.attempts() + 1;
    boolean told = attempt <= TOLD_ATTEMPTS || attempt % TOLD_ATTEMPTS == 0;
    outgoing = outgoing.postponed(tellsWaiting);
    Write write = Write.of(outgoing, told ? taken() : List.of()).under(giveBack());
    if (!write(write)) {
      return again();
    }
    return waiting(new Outcome.Later(invocation.backoff().after(attempt), why, outage));
  }

  private Step waiting(Outcome.Later later) {
    return outgoing.waiting() && !view.comment().waiting()
        ? new Step.Waiting(outgoing, later)
        : new Step.Ended(later);
  }

  private boolean isLate() {
    return SendComment.isLate(comment, now());
  }

  private Step again() {
    return new Step.LookAgain(view.dialog().map(Dialog::id));
  }

  // Helpers of the writes

  private boolean write(Write write) {
    if (!ports.outbox().write(write)) {
      return false;
    }
    outgoing = write.comment().written();
    if (write.lease() instanceof LeaseUse.GiveBack) {
      lease = Optional.empty();
    }
    return true;
  }

  private SendLease wanted() {
    return new SendLease(chat, owner, view.fence() + 1, invocation.budget().surelyDead());
  }

  private static SendLease leaseOf(LeaseUse use) {
    return switch (use) {
      case LeaseUse.Take(SendLease lease) -> lease;
      case LeaseUse.Keep(SendLease lease) -> lease;
      case LeaseUse.GiveBack(SendLease lease) -> lease;
      case LeaseUse.None _ -> throw new IllegalStateException("a call is made under a lease");
    };
  }

  private LeaseUse keep() {
    return new LeaseUse.Keep(lease.orElseThrow());
  }

  private LeaseUse giveBack() {
    return lease.<LeaseUse>map(LeaseUse.GiveBack::new).orElseGet(LeaseUse.None::new);
  }

  private OpenPart open(int number, Part part) {
    return OpenPart.begun(
        dialog(),
        comment.id(),
        number,
        Fingerprint.of(part.payload().orElseThrow(), comment.files()),
        part.triedAt().orElseThrow(),
        invocation.budget().surelyDead());
  }

  private Link link(MessageId id, int number, Part part) {
    String text = part.payload().orElseThrow() instanceof Payload.Text(String words) ? words : "";
    return new Link(
        id,
        number,
        view.dialog().orElseThrow().id(),
        Snippet.of(text),
        now(),
        !outgoing.intoDirect(),
        Optional.empty());
  }

  /** With what Wazzup has told of its chat since. */
  private Dialog dialog() {
    Dialog dialog = view.dialog().orElseThrow();
    return chatName.map(dialog::named).orElse(dialog);
  }

  private Optional<ChatName> toLearn(String chatId) {
    return dialog().isNamed() ? Optional.empty() : Optional.of(new ChatName(dialog().id(), chatId));
  }

  // The harmless question of the breaker.
  private boolean wazzupAnswers() {
    return ports.channels().ask() instanceof ChannelList.Answer.Listed;
  }

  private Instant now() {
    return invocation.clock().instant();
  }

  private void decide(String what) {
    decisions.add(new Decision(now(), what));
  }

  private List<Decision> taken() {
    List<Decision> all = List.copyOf(decisions);
    decisions.clear();
    return all;
  }
}
