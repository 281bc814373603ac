package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.aws.table.TaskwireTable.Written;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.Lease;
import io.taskwire.core.dialog.Lesson;
import io.taskwire.core.dialog.LostLease;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.dialog.Names;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.Progress;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice.StatusChange;
import io.taskwire.core.notice.NoticeKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Dialogs and messages in DynamoDB. */
public final class DynamoDbDialogStore implements DialogStore {
  /** How long a status waits for its message. */
  private static final Duration STATUS_WAITS = Duration.ofDays(3);

  private static final String FENCE = "fence";
  private static final String LEASE_OWNER = "leaseOwner";
  private static final String LEASE_UNTIL = "leaseUntil";
  private static final String LEASE_NOTICE = "leaseNotice";
  private static final String INTERRUPTED = "interrupted";
  private static final String NOBODY = "-";
  private static final String KEEPS_CLOSED_TASKS = "keepsClosedTasks";

  private final TaskwireTable table;
  private final InstantSource clock;

  public DynamoDbDialogStore(TaskwireTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Situation look(Look look) {
    Optional<Key> address = look.address().map(Key.OfAddress::new);
    Optional<Key> channel = look.channel().map(Key.OfChannel::new);
    Optional<Key> dialog = look.dialog().map(Key.OfDialog::new);
    Key notice = new Key.OfNotice(look.notice());
    Key message = Key.OfNotice.message(look.notice().message());
    Optional<Key> quoted = look.quoted().map(Key.OfNotice::message);
    Set<Key> keys = new LinkedHashSet<>(List.of(notice, message, DynamoDbBreakerStore.PLANFIX));
    address.ifPresent(keys::add);
    channel.ifPresent(keys::add);
    dialog.ifPresent(keys::add);
    quoted.ifPresent(keys::add);
    Optional<Key> name = look.whose().map(whose -> new Key.OfDialog(whose.name()));
    Optional<Key> person = look.whose().flatMap(Whose::person).map(Key.OfDialog::new);
    // Without a post that is the dialog's own item.
    Optional<Key> chat = name.flatMap(_ -> look.dialog()).map(id -> new Key.OfDialog(id.ofChat()));
    name.ifPresent(keys::add);
    person.ifPresent(keys::add);
    chat.ifPresent(keys::add);

    Map<Key, Item> items = table.read(keys);
    Instant now = clock.instant();
    Optional<Item> dialogItem = dialog.map(items::get);
    return new Situation(
        Channels.identity(address.map(items::get)),
        channel.map(items::get).map(Channels::channel),
        look.dialog()
            .flatMap(
                id -> dialogItem.filter(Dialogs::isOpened).map(item -> Dialogs.dialog(id, item))),
        dialogItem.flatMap(item -> item.text(Dialogs.SAME_AS)).map(DialogId::parse),
        dialogItem.flatMap(item -> item.number(FENCE)).orElse(0L),
        dialogItem.flatMap(item -> item.number(LEASE_UNTIL)).map(Instant::ofEpochMilli),
        known(items, notice, now),
        known(items, message, now),
        Messages.snippet(quoted.map(items::get).filter(item -> Messages.isKnown(item, now))),
        DynamoDbBreakerStore.state(items.get(DynamoDbBreakerStore.PLANFIX)),
        new Names(
            look.whose()
                .flatMap(Whose::person)
                .flatMap(id -> Dialogs.chatOf(id, person.map(items::get))),
            Dialogs.nickname(name.map(items::get)),
            Dialogs.nickname(chat.map(items::get))),
        Dialogs.echoes(dialogItem));
  }

  @Override
  public boolean learn(Lesson lesson) {
    List<Part> parts = new ArrayList<>();
    lesson.changes().forEach(change -> parts.add(Dialogs.learnt(change)));
    lesson
        .begins()
        .filter(chat -> !chat.equals(lesson.person()))
        .ifPresent(chat -> parts.add(Dialogs.begun(lesson.person(), chat)));
    return table.transact(parts).isEmpty();
  }

  private static Optional<MessageRecord> known(Map<Key, Item> items, Key key, Instant now) {
    return Optional.ofNullable(items.get(key))
        .filter(item -> Messages.isKnown(item, now))
        .map(Messages::record);
  }

  @Override
  public LeaseAnswer take(
      Opening opening,
      long fence,
      NoticeKey notice,
      String owner,
      Instant now,
      Instant until,
      Optional<EchoNote> echo) {
    Change change =
        Dialogs.opened(opening, now)
            // The right side of a SET is read before the change: what a former owner left behind.
            .copy(INTERRUPTED, LEASE_NOTICE, NOBODY)
            .set(LEASE_OWNER, owner)
            .set(LEASE_UNTIL, until.toEpochMilli())
            .set(LEASE_NOTICE, written(notice))
            .set(FENCE, fence + 1)
            .when("attribute_not_exists({leaseOwner}) OR {leaseUntil} <= ?", now.toEpochMilli());
    if (fence == 0) {
      change.when("attribute_not_exists({fence})");
    } else {
      change.when("{fence} = ?", fence);
    }
    echo.ifPresent(note -> Dialogs.noted(change, note));
    Lease lease = new Lease(opening.id(), owner, fence + 1, until);
    return switch (table.update(new Key.OfDialog(opening.id()), change)) {
      case Written.Done(Item item) -> taken(lease, item);
      // A write whose answer was lost is repeated by the SDK, and then refuses itself.
      case Written.Refused(Item item) when isOf(item, lease, notice) -> taken(lease, item);
      case Written.Refused(Item item) ->
          item.number(LEASE_UNTIL).filter(end -> end > now.toEpochMilli()).isPresent()
              ? new LeaseAnswer.Held()
              : new LeaseAnswer.Moved();
    };
  }

  private static LeaseAnswer taken(Lease lease, Item item) {
    return new LeaseAnswer.Taken(
        lease,
        Dialogs.dialog(lease.dialog(), item),
        item.text(INTERRUPTED).filter(other -> !other.equals(NOBODY)));
  }

  /** Whether the item shows exactly what taking this lease for this notice writes. */
  private static boolean isOf(Item item, Lease lease, NoticeKey notice) {
    return item.text(LEASE_OWNER).equals(Optional.of(lease.owner()))
        && item.number(FENCE).equals(Optional.of(lease.fence()))
        && item.text(LEASE_NOTICE).equals(Optional.of(written(notice)))
        && item.number(LEASE_UNTIL).equals(Optional.of(lease.until().toEpochMilli()));
  }

  private static String written(NoticeKey notice) {
    return notice.message() + notice.change().map(change -> " " + change).orElse("");
  }

  @Override
  public void progress(
      Lease lease,
      NoticeKey notice,
      MessageFacts facts,
      Progress progress,
      Optional<PostedEcho> echo,
      List<Decision> decisions) {
    Instant now = clock.instant();
    Change change =
        Messages.facts(facts, decisions, now)
            .set(Messages.STATE, State.PENDING.name())
            .set(Messages.DIALOG, lease.dialog().toString())
            .set(Messages.PLAN, progress.plan().name())
            .set(Messages.STEPS_DONE, progress.stepsDone())
            .set(Messages.PLAN_REASON, progress.reason());
    Key dialog = new Key.OfDialog(lease.dialog());
    Change mine = held(new Change(), lease);
    writeUnder(
        lease,
        List.of(
            echo.<Part>map(
                    one -> new Part.Changes(dialog, mine.addText(Dialogs.ECHOES, one.toString())))
                .orElseGet(() -> new Part.Checks(dialog, mine)),
            new Part.Changes(new Key.OfNotice(notice), Messages.unsettled(change, now))));
  }

  @Override
  public void finish(
      Lease lease,
      NoticeKey notice,
      MessageFacts facts,
      State state,
      DialogChange dialogChange,
      List<Decision> decisions) {
    Instant now = clock.instant();
    Change message =
        Messages.facts(facts, decisions, now)
            .set(Messages.STATE, state.name())
            .set(Messages.DIALOG, lease.dialog().toString());
    Change dialog =
        held(new Change(), lease)
            .remove(LEASE_OWNER, LEASE_UNTIL, LEASE_NOTICE, INTERRUPTED)
            .setIfPresent(Dialogs.TASK, dialogChange.task())
            .setIfPresent(Dialogs.TASK_SEEN_AT, dialogChange.taskSeen())
            .setIfPresent(Dialogs.CLIENT_WROTE_AT, dialogChange.clientWrote())
            .setIfPresent(Dialogs.PHONE, dialogChange.phone());
    dialogChange
        .comment()
        .ifPresent(
            comment ->
                dialog.append(Dialogs.COMMENTS, List.of(AttributeValue.fromS(comment.value()))));
    dialogChange
        .deleted()
        .ifPresent(comment -> dialog.addText(Dialogs.GONE_COMMENTS, comment.value()));
    if (dialogChange.clientWrote().isPresent()) {
      dialog.remove(Dialogs.REFUSED);
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Changes(new Key.OfDialog(lease.dialog()), dialog));
    parts.add(new Part.Changes(new Key.OfNotice(notice), Messages.unsettled(message, now)));
    dialogChange.phone().ifPresent(phone -> parts.add(Phones.entered(phone, lease.dialog())));
    if (state == State.DONE && notice.change().isEmpty() && !facts.snippet().isBlank()) {
      parts.add(SaidItems.said(lease.dialog(), notice.message(), facts.snippet(), facts.at(), now));
    }
    writeUnder(lease, parts);
  }

  private static Change held(Change change, Lease lease) {
    return change.when("{leaseOwner} = ? AND {fence} = ?", lease.owner(), lease.fence());
  }

  private void writeUnder(Lease lease, List<Part> parts) {
    Optional<Part> refused = table.transact(parts);
    if (refused.isPresent()) {
      throw new LostLease(
          refused.get().equals(parts.getFirst())
              ? "the lease of the dialog, fence " + lease.fence() + ", was lost"
              : "the notice was settled by somebody else");
    }
  }

  @Override
  public void release(Lease lease) {
    table.update(
        new Key.OfDialog(lease.dialog()),
        held(new Change(), lease).remove(LEASE_OWNER, LEASE_UNTIL, LEASE_NOTICE, INTERRUPTED));
  }

  @Override
  public void postpone(
      Optional<Lease> lease,
      NoticeKey notice,
      MessageFacts facts,
      boolean unanswered,
      List<Decision> decisions) {
    Instant now = clock.instant();
    Key key = new Key.OfNotice(notice);
    Change attempt =
        Messages.facts(facts, decisions, now)
            .set(Messages.STATE, State.PENDING.name())
            .add(Messages.ATTEMPTS, 1)
            .add(Messages.UNANSWERED, unanswered ? 1 : 0);
    if (table.update(key, Messages.pending(attempt, now)) instanceof Written.Refused(Item item)
        && !Messages.isKnown(item, now)) {
      Change first =
          Messages.facts(facts, decisions, now)
              .set(Messages.STATE, State.PENDING.name())
              .set(Messages.ATTEMPTS, 1)
              .set(Messages.UNANSWERED, unanswered ? 1 : 0);
      table.update(key, Messages.begunAnew(first, now));
    }
    lease.ifPresent(this::release);
  }

  @Override
  public void countUnconnected(
      String channel, NoticeKey notice, MessageFacts facts, Instant now, List<Decision> decisions) {
    Change message =
        Messages.facts(facts, decisions, now).set(Messages.STATE, State.UNCONNECTED.name());
    Key counter = new Key.OfUnconnected(now.truncatedTo(ChronoUnit.HOURS), channel);
    // Refused only where the notice was counted before.
    table.transact(
        List.of(
            new Part.Changes(new Key.OfNotice(notice), Messages.unsettled(message, now)),
            new Part.Changes(
                counter,
                new Change()
                    .add(DynamoDbChannelStore.MESSAGES, 1)
                    .set(TaskwireTable.EXPIRES_AT, now.plus(Messages.KNOWN).getEpochSecond()))));
  }

  @Override
  public MessageRecord noteStatus(StatusChange status, Instant now) {
    Change change =
        new Change()
            .set(Messages.STATUS, status.status().name())
            .set(Messages.STATUS_RANK, status.status().rank())
            .set(Messages.STATUS_AT, status.at())
            .setOnce(TaskwireTable.EXPIRES_AT, now.plus(STATUS_WAITS).getEpochSecond())
            .when("attribute_not_exists({statusRank}) OR {statusRank} < ?", status.status().rank());
    status
        .error()
        .ifPresent(
            error ->
                change
                    .set(Messages.ERROR, error.code())
                    .set(Messages.ERROR_DESCRIPTION, error.description()));
    return switch (table.update(Key.OfNotice.message(status.message()), change)) {
      case Written.Done(Item item) -> Messages.record(item);
      case Written.Refused(Item item) -> Messages.record(item);
    };
  }

  @Override
  public Optional<Boolean> keepsClosedTasks(String providerId) {
    return table.read(new Key.OfLine(providerId)).flatMap(item -> item.flag(KEEPS_CLOSED_TASKS));
  }

  @Override
  public void noteKeepsClosedTasks(String providerId, boolean keeps) {
    table.update(new Key.OfLine(providerId), new Change().set(KEEPS_CLOSED_TASKS, keeps));
  }

  @Override
  public List<Decision> decisions(MessageId message) {
    Key key = Key.OfNotice.message(message);
    return table.query(key.partition(), "CHANGE#", "MESSAGE").stream()
        .flatMap(Messages::decisions)
        .sorted(Comparator.comparing(Decision::at))
        .toList();
  }
}
