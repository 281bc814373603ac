package io.taskwire.cli;

import io.taskwire.aws.queue.SqsLetters.Letter;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.table.DynamoDbRecords;
import io.taskwire.aws.table.DynamoDbRecords.History;
import io.taskwire.cli.Installation.Way;
import io.taskwire.core.delivery.Utf8;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.outbound.TaskDeleted;
import io.taskwire.planfix.QueuedComment;
import io.taskwire.planfix.UnreadableComment;
import io.taskwire.wazzup.QueuedNotice;
import io.taskwire.wazzup.UnreadableNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Dead letters, each with what it is and what trying it again would do. */
final class Letters {
  private static final String MAYBE_THERE = "no answer to this message";

  private final Installation installation;

  Letters(Installation installation) {
    this.installation = installation;
  }

  /**
   * A letter that was looked at.
   *
   * @param kind {@code Message}, {@code Comment} …; empty where it can't be read
   * @param id Wazzup's or Planfix's id of it
   * @param writtenAt when people wrote it
   * @param key of a notice, where the table knows it by one
   */
  record Case(
      Way way,
      Letter letter,
      Optional<String> kind,
      Optional<String> id,
      Optional<String> dialog,
      Optional<Instant> writtenAt,
      Optional<NoticeKey> key,
      Verdict verdict,
      List<Decision> decisions) {
    String reason() {
      return letter.reason().orElse("SQS gave up after 1000 receives");
    }
  }

  /** What trying a letter again would do. */
  sealed interface Verdict {
    /** It would be brought to Planfix. */
    record Redrivable(String how) implements Verdict {}

    /** It would reach a client, late. */
    record ReachesClient(String how) implements Verdict {}

    /** All its effects are there: only the letter is left. */
    record Settled(String why) implements Verdict {}

    /** It would only come back. */
    record Hopeless(String why) implements Verdict {}
  }

  static String words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Redrivable(String how) -> how;
      case Verdict.ReachesClient(String how) -> how;
      case Verdict.Settled(String why) -> why;
      case Verdict.Hopeless(String why) -> why;
    };
  }

  Case look(Way way, Letter letter) {
    if (letter.body().isEmpty()) {
      return hopeless(
          way, letter, "a piece of it is missing or broken; look again when all have shown");
    }
    if (Utf8.length(letter.body().get()) > SqsNoticeQueue.LARGEST_BODY) {
      return hopeless(way, letter, "it is larger than the queue takes: dead show --body shows it");
    }
    return way.name().equals(installation.inbound().name())
        ? notice(way, letter, letter.body().get())
        : comment(way, letter, letter.body().get());
  }

  private Case hopeless(Way way, Letter letter, String why) {
    return new Case(
        way,
        letter,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Verdict.Hopeless(why),
        List.of());
  }

  private Case notice(Way way, Letter letter, String body) {
    Notice notice;
    try {
      notice = QueuedNotice.decode(body);
    } catch (UnreadableNotice unreadable) {
      return hopeless(
          way, letter, "it can't be read (" + unreadable.reason() + "): a newer version may");
    }
    return switch (notice) {
      case Notice.Message message ->
          told(
              way,
              letter,
              "Message",
              NoticeKey.of(message.origin().message()),
              message.origin().at());
      case Notice.Edit edit -> told(way, letter, "Edit", NoticeKey.of(edit), edit.origin().at());
      case Notice.Deletion deletion ->
          told(way, letter, "Deletion", NoticeKey.of(deletion), deletion.origin().at());
      case Notice.StatusChange status ->
          told(way, letter, "Failure", NoticeKey.failureOf(status.message()), status.at());
      case Notice.MarkDue mark ->
          new Case(
              way,
              letter,
              Optional.of("Mark"),
              Optional.of(mark.comment().messageId()),
              Optional.empty(),
              Optional.of(mark.at()),
              Optional.empty(),
              new Verdict.Redrivable("Planfix is shown what became of the comment, as it is then"),
              List.of());
      case Notice.ChannelChange change ->
          new Case(
              way,
              letter,
              Optional.of("ChannelChange"),
              Optional.of(change.channel().value()),
              Optional.empty(),
              Optional.of(change.at()),
              Optional.empty(),
              new Verdict.Redrivable("Wazzup is asked for its channels again"),
              List.of());
    };
  }

  private Case told(Way way, Letter letter, String kind, NoticeKey key, Instant at) {
    Optional<History> history =
        installation.records().message(key.message()).stream()
            .filter(one -> one.key().equals(key))
            .findFirst();
    Verdict verdict =
        history.map(one -> verdict(letter, one)).orElseGet(() -> new Verdict.Redrivable(SHOWN));
    return new Case(
        way,
        letter,
        Optional.of(kind),
        Optional.of(key.message().value()),
        history.flatMap(one -> one.record().dialog()).map(Object::toString),
        Optional.of(at),
        Optional.of(key),
        verdict,
        history.map(History::decisions).orElse(List.of()));
  }

  private static final String SHOWN = "it is shown in Planfix, with its original time";

  private static Verdict verdict(Letter letter, History history) {
    return switch (history.record().state()) {
      case DONE -> new Verdict.Settled("it is in Planfix already");
      case OWN -> new Verdict.Settled("it is a part of a comment of Planfix's");
      case UNCONNECTED -> new Verdict.Settled("its channel was not connected: it was counted");
      case PARKED, PENDING ->
          new Verdict.Redrivable(
              letter.reason().filter(why -> why.startsWith(MAYBE_THERE)).isPresent()
                  ? SHOWN + "; Planfix never answered, so it may be there already: look first"
                  : SHOWN);
    };
  }

  private Case comment(Way way, Letter letter, String body) {
    try {
      return switch (QueuedComment.decode(body)) {
        case Comment comment -> comment(way, letter, comment);
        case TaskDeleted deleted ->
            new Case(
                way,
                letter,
                Optional.of("TaskDeleted"),
                Optional.of(Long.toString(deleted.task())),
                Optional.empty(),
                Optional.of(deleted.receivedAt()),
                Optional.empty(),
                new Verdict.Redrivable("the task counts as deleted"),
                List.of());
      };
    } catch (UnreadableComment unreadable) {
      return hopeless(
          way, letter, "it can't be read (" + unreadable.reason() + "): a newer version may");
    }
  }

  private Case comment(Way way, Letter letter, Comment comment) {
    Optional<DynamoDbRecords.CommentHistory> history = installation.records().comment(comment.id());
    boolean settled = history.filter(one -> one.comment().settled()).isPresent();
    return new Case(
        way,
        letter,
        Optional.of("Comment"),
        Optional.of(comment.id().messageId()),
        Optional.of(comment.chat().toString()),
        Optional.of(comment.receivedAt()),
        Optional.empty(),
        settled
            ? new Verdict.Settled("its sending came to an end already")
            : new Verdict.ReachesClient(
                "it is sent to the client now; parts that were or may have been sent are not"),
        history.map(DynamoDbRecords.CommentHistory::decisions).orElse(List.of()));
  }
}
