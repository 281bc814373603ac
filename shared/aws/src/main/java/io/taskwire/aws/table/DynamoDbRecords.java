package io.taskwire.aws.table;

import io.taskwire.aws.table.TaskwireTable.Written;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.outbound.Outgoing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an operator asks the table, and the one thing that he changes of a message: that it is tried
 * again. Other than the functions he may wait for a question that reads all of it.
 */
public final class DynamoDbRecords {
  private static final String SINCE = "since";
  private static final String REASON = "reason";

  private final TaskwireTable table;
  private final InstantSource clock;

  public DynamoDbRecords(TaskwireTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** Something that a reading of the whole table comes by. */
  public sealed interface Found {
    record OfDialog(Dialog dialog, Optional<Instant> openedAt) implements Found {}

    /** A message, or a change of one; with a dialog where it got into one. */
    record OfMessage(NoticeKey key, Optional<DialogId> dialog, Optional<Instant> at, boolean fromUs)
        implements Found {
      public Optional<ChannelIdentity> channel() {
        return dialog.map(DialogId::channel);
      }
    }

    record OfComment(CommentId comment, Optional<DialogId> dialog) implements Found {}
  }

  /**
   * Reads the whole table.
   *
   * @param goesOn told of each thing; false ends the reading
   * @param progress told now and then how many items were read
   */
  public void readAll(Predicate<Found> goesOn, LongConsumer progress) {
    Instant now = clock.instant();
    table.scan(
        item -> !Messages.isKnown(item, now) || found(item).map(goesOn::test).orElse(true),
        progress);
  }

  private static Optional<Found> found(Item item) {
    Key key;
    try {
      key = Key.parse(item.text(Key.PARTITION).orElseThrow(), item.text(Key.SORT).orElseThrow());
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
    return switch (key) {
      case Key.OfDialog(DialogId id) when Dialogs.isOpened(item) ->
          Optional.of(new Found.OfDialog(Dialogs.dialog(id, item), item.time(Dialogs.OPENED_AT)));
      case Key.OfNotice(NoticeKey notice) ->
          Optional.of(
              new Found.OfMessage(
                  notice,
                  item.text(Messages.DIALOG).map(DialogId::parse),
                  item.time(Messages.AT),
                  item.flag(Messages.FROM_US).orElse(false)));
      case Key.OfComment(CommentId comment) ->
          Optional.of(
              new Found.OfComment(comment, item.text(Comments.DIALOG).map(DialogId::parse)));
      default -> Optional.empty();
    };
  }

  /**
   * What is known of a message, or of a change of it.
   *
   * @param kind what it was, e.g. {@code Picture}; empty where only a status came
   * @param at the messenger's time
   * @param decisions oldest first
   */
  public record History(
      NoticeKey key,
      MessageRecord record,
      Optional<String> channelId,
      Optional<String> kind,
      Optional<Instant> at,
      Optional<Instant> statusAt,
      List<Decision> decisions) {}

  /** A message and what changed it; nothing where it is not known, or not any more. */
  public List<History> message(MessageId message) {
    Instant now = clock.instant();
    return table.query(Key.OfNotice.message(message).partition(), "CHANGE#", "MESSAGE").stream()
        .filter(item -> Messages.isKnown(item, now))
        .map(DynamoDbRecords::history)
        .sorted(Comparator.comparing(history -> history.key().change().orElse("")))
        .toList();
  }

  private static History history(Item item) {
    Key key = Key.parse(item.text(Key.PARTITION).orElseThrow(), item.text(Key.SORT).orElseThrow());
    if (!(key instanceof Key.OfNotice(NoticeKey notice))) {
      throw new IllegalStateException("the partition of a message holds another item");
    }
    return new History(
        notice,
        Messages.record(item),
        item.text(Messages.CHANNEL),
        item.text(Messages.KIND),
        item.time(Messages.AT),
        item.time(Messages.STATUS_AT),
        Messages.decisions(item).toList());
  }

  /** A comment on its way to the client, with what was decided about it. */
  public record CommentHistory(Outgoing comment, List<Decision> decisions) {}

  /** A comment; nothing where it is not known, or not any more. */
  public Optional<CommentHistory> comment(CommentId comment) {
    return table
        .read(new Key.OfComment(comment))
        .filter(item -> Messages.isKnown(item, clock.instant()))
        .map(
            item ->
                new CommentHistory(
                    Comments.outgoing(comment, item), Messages.decisions(item).toList()));
  }

  /** A dialog that was opened, under this name or one that leads to it. */
  public Optional<Dialog> dialog(DialogId dialog) {
    Optional<Item> item = table.read(new Key.OfDialog(dialog));
    Optional<DialogId> other =
        item.flatMap(found -> found.text(Dialogs.SAME_AS)).map(DialogId::parse);
    return other.isPresent()
        ? table
            .read(new Key.OfDialog(other.get()))
            .filter(Dialogs::isOpened)
            .map(found -> Dialogs.dialog(other.get(), found))
        : item.filter(Dialogs::isOpened).map(found -> Dialogs.dialog(dialog, found));
  }

  /** Which of these tasks are noted as gone. */
  public Set<Long> gone(Set<Long> tasks) {
    Set<Long> gone = new HashSet<>();
    List<Long> all = List.copyOf(tasks);
    int most = 100;
    for (int from = 0; from < all.size(); from += most) {
      Map<Key, Long> keys =
          all.subList(from, Math.min(all.size(), from + most)).stream()
              .collect(Collectors.toMap(Key.OfTask::new, task -> task));
      table.read(keys.keySet()).keySet().forEach(key -> gone.add(keys.get(key)));
    }
    return gone;
  }

  /**
   * Whether a provider is taken to be away.
   *
   * @param since when the breaker was last opened
   */
  public record Away(boolean open, Optional<Instant> since, Optional<String> reason) {}

  /** The breaker of {@code planfix} or {@code wazzup}. */
  public Away breaker(String provider) {
    Optional<Item> item = table.read(new Key.OfBreaker(provider));
    return new Away(
        item.map(found -> DynamoDbBreakerStore.state(found).open()).orElse(false),
        item.flatMap(found -> found.time(SINCE)),
        item.flatMap(found -> found.text(REASON)));
  }

  /** What trying a notice again found. */
  public enum Reopened {
    /** It can be put into the queue again. */
    YES,
    /** It is in Planfix, or was counted: nothing is left to do. */
    SETTLED
  }

  /**
   * Lets a notice be tried again that was put aside. What was begun and not given up is gone on
   * with; so no effect is repeated. From now on it shows its original time.
   */
  public Reopened reopen(NoticeKey notice, Instant now) {
    Key key = new Key.OfNotice(notice);
    Change anew =
        reopened(now)
            .set(Messages.STATE, State.PENDING.name())
            .remove(
                Messages.PLAN,
                Messages.STEPS_DONE,
                Messages.PLAN_REASON,
                Messages.ATTEMPTS,
                Messages.UNANSWERED)
            .when("{state} = ?", State.PARKED.name());
    if (table.update(key, anew) instanceof Written.Done) {
      return Reopened.YES;
    }
    Change goingOn =
        reopened(now).when("attribute_not_exists({state}) OR {state} = ?", State.PENDING.name());
    return table.update(key, goingOn) instanceof Written.Done ? Reopened.YES : Reopened.SETTLED;
  }

  private static Change reopened(Instant now) {
    return Messages.decided(
        new Change()
            .set(Messages.REDRIVEN_AT, now)
            .set(TaskwireTable.EXPIRES_AT, now.plus(Messages.KNOWN).getEpochSecond()),
        List.of(new Decision(now, "redriven by an operator")));
  }
}
