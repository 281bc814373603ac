package io.taskwire.aws.table;

import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.dialog.Progress;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of messages and of what changed them. */
final class Messages {
  static final String STATE = "state";
  static final String DIALOG = "dialog";
  static final String CHANNEL = "channelId";
  static final String FROM_US = "fromUs";
  static final String KIND = "kind";
  static final String AT = "at";
  static final String SNIPPET = "snippet";
  static final String ATTEMPTS = "attempts";
  static final String UNANSWERED = "unanswered";
  static final String PLAN = "plan";
  static final String STEPS_DONE = "stepsDone";
  static final String PLAN_REASON = "planReason";
  static final String STATUS = "status";
  static final String STATUS_RANK = "statusRank";
  static final String STATUS_AT = "statusAt";
  static final String ERROR = "error";
  static final String ERROR_DESCRIPTION = "errorDescription";
  static final String DECISIONS = "decisions";
  static final String COMMENT_LINE = "commentLine";
  static final String COMMENT = "comment";
  static final String PART = "part";
  static final String ECHO = "echo";
  static final String REDRIVEN_AT = "redrivenAt";

  /** How long a message is known, so that a repetition adds nothing and a quote finds its text. */
  static final Duration KNOWN = Duration.ofDays(60);

  private static final String WHAT = "what";

  private Messages() {}

  static MessageRecord record(Item item) {
    return new MessageRecord(
        item.text(STATE).map(State::valueOf).orElse(State.PENDING),
        item.text(DIALOG).map(DialogId::parse),
        item.flag(FROM_US).orElse(false),
        item.text(SNIPPET).orElse(""),
        item.number(ATTEMPTS).orElse(0L).intValue(),
        item.number(UNANSWERED).orElse(0L).intValue(),
        item.text(PLAN)
            .map(
                plan ->
                    new Progress(
                        Progress.Plan.valueOf(plan),
                        item.number(STEPS_DONE).orElse(0L).intValue(),
                        item.text(PLAN_REASON).orElse(""))),
        item.text(STATUS).map(Status::valueOf),
        item.text(ERROR)
            .map(code -> new DeliveryError(code, item.text(ERROR_DESCRIPTION).orElse(""))),
        item.text(COMMENT).map(id -> new CommentId(item.text(COMMENT_LINE).orElseThrow(), id)),
        item.time(REDRIVEN_AT));
  }

  /** Whether the item counts: expiry is compared here, TTL only cleans. */
  static boolean isKnown(Item item, Instant now) {
    return item.number(TaskwireTable.EXPIRES_AT)
        .map(Instant::ofEpochSecond)
        .map(now::isBefore)
        .orElse(true);
  }

  static Change facts(MessageFacts facts, List<Decision> decisions, Instant now) {
    Change change =
        new Change()
            .setIfPresent(CHANNEL, facts.channel())
            .set(FROM_US, facts.fromUs())
            .set(KIND, facts.kind())
            .set(AT, facts.at())
            .set(SNIPPET, facts.snippet())
            .set(TaskwireTable.EXPIRES_AT, now.plus(KNOWN).getEpochSecond());
    return decided(change, decisions);
  }

  static Change decided(Change change, List<Decision> decisions) {
    return decisions.isEmpty()
        ? change
        : change.append(DECISIONS, decisions.stream().map(Messages::attribute).toList());
  }

  /** Holds while nobody settled the notice, and what is there is not forgotten. */
  static Change pending(Change change, Instant now) {
    return change
        .when("attribute_not_exists({state}) OR {state} = ?", State.PENDING.name())
        .when("attribute_not_exists({expiresAt}) OR {expiresAt} > ?", now.getEpochSecond());
  }

  /** Holds for a forgotten notice, whose item is still there, and drops how far it came. */
  static Change begunAnew(Change change, Instant now) {
    return change
        .remove(DIALOG, PLAN, STEPS_DONE, PLAN_REASON, REDRIVEN_AT)
        .remove(STATUS, STATUS_RANK, STATUS_AT, ERROR, ERROR_DESCRIPTION)
        .when("{expiresAt} <= ?", now.getEpochSecond());
  }

  /** Holds while nobody settled the notice, or that was so long ago that it is forgotten. */
  static Change unsettled(Change change, Instant now) {
    return change.when(
        "attribute_not_exists({state}) OR {state} = ? OR {expiresAt} <= ?",
        State.PENDING.name(),
        now.getEpochSecond());
  }

  static Stream<Decision> decisions(Item item) {
    return item.maps(DECISIONS).stream().map(Messages::decision);
  }

  private static AttributeValue attribute(Decision decision) {
    return AttributeValue.fromM(
        Map.of(
            AT, AttributeValue.fromS(decision.at().toString()),
            WHAT, AttributeValue.fromS(decision.what())));
  }

  private static Decision decision(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return new Decision(item.time(AT).orElseThrow(), item.text(WHAT).orElse(""));
  }

  static Optional<String> snippet(Optional<Item> message) {
    return message.flatMap(item -> item.text(SNIPPET)).filter(text -> !text.isBlank());
  }
}
