package io.taskwire.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.notice.CommentId;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.Outbox.MarkAnswer;
import io.taskwire.core.outbound.Outbox.MarkTries;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.outbound.Outgoing;
import io.taskwire.core.planfix.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is the table's own, beyond the contract of the port: expiry and lost answers. */
class DynamoDbOutboxTest {
  private static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");
  private static final Instant UNTIL = NOW.plusSeconds(35);
  private static final Duration KNOWN = Duration.ofDays(60);
  private static final CommentId ANSWER = new CommentId("taskwire", "700001");

  private final Engine engine = new Engine();

  @BeforeEach
  void write() {
    assertThat(at(NOW).write(Write.of(Outgoing.fresh(ANSWER), List.of()))).isTrue();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private Outbox at(Instant now) {
    return new DynamoDbOutbox(engine.table(), () -> now);
  }

  private MarkAnswer takenAt(Instant now, String owner, Instant until) {
    return at(now).takeMark(ANSWER, owner, now, until);
  }

  @Test
  void theMarkOfAForgottenCommentIsNobodysThoughItsItemIsStillThere() {
    Instant last = NOW.plus(KNOWN).minusSeconds(1);
    assertThat(takenAt(last, "a", NOW.plus(KNOWN))).isInstanceOf(MarkAnswer.Taken.class);

    assertThat(takenAt(NOW.plus(KNOWN), "b", NOW.plus(KNOWN).plusSeconds(35)))
        .isEqualTo(new MarkAnswer.NoComment());
    assertThat(at(NOW.plus(KNOWN)).whole(ANSWER)).isEmpty();
  }

  @Test
  void aRightWhoseAnswerWasLostIsOursWhenTheSdkRepeatsTheWrite() {
    MarkAnswer first = takenAt(NOW, "a", UNTIL);

    assertThat(takenAt(NOW, "a", UNTIL))
        .isEqualTo(first)
        .isEqualTo(new MarkAnswer.Taken(Outgoing.fresh(ANSWER).written(), MarkTries.NONE, false));
  }

  @Test
  void aRightThatWasTakenFromTheDeadIsKnownAsSuchWhenTheSdkRepeatsTheWrite() {
    takenAt(NOW, "a", UNTIL);
    MarkAnswer second = takenAt(UNTIL, "b", UNTIL.plusSeconds(35));

    assertThat(takenAt(UNTIL, "b", UNTIL.plusSeconds(35)))
        .isEqualTo(second)
        .isEqualTo(new MarkAnswer.Taken(Outgoing.fresh(ANSWER).written(), MarkTries.NONE, true));
  }

  /** It counted refusals and failures in one, and did not say whose right it took. */
  @Test
  void whatTheVersionBeforeCountedAsFailuresAreNoRefusals() {
    wroteTheVersionBefore(new Change().set("mark", "SENT").set("markFailures", 7));

    assertThat(takenAt(NOW, "a", UNTIL))
        .isInstanceOfSatisfying(
            MarkAnswer.Taken.class,
            taken -> {
              assertThat(taken.comment().reported())
                  .contains(new Mark(Mark.Sign.SENT, Optional.empty()));
              assertThat(taken.tries()).isEqualTo(new MarkTries(7, 0));
              assertThat(taken.interrupted()).isFalse();
            });
  }

  @Test
  void aRightThatTheVersionBeforeNeverGaveBackIsKnownAsSuch() {
    wroteTheVersionBefore(
        new Change()
            .set("mark", "SENT")
            .set("markOwner", "a")
            .set("markUntil", UNTIL.toEpochMilli()));

    assertThat(takenAt(NOW, "b", UNTIL)).isEqualTo(new MarkAnswer.Held());
    assertThat(takenAt(UNTIL, "b", UNTIL.plusSeconds(35)))
        .isInstanceOfSatisfying(
            MarkAnswer.Taken.class, taken -> assertThat(taken.interrupted()).isTrue());
  }

  private void wroteTheVersionBefore(Change change) {
    var _ = engine.table().update(new Key.OfComment(ANSWER), change);
  }

  @Test
  void aRightOfTheSameOwnerFromAnotherInvocationOrOfAnotherOwnerIsHeld() {
    takenAt(NOW, "a", UNTIL);

    assertThat(takenAt(NOW, "a", UNTIL.plusSeconds(1))).isEqualTo(new MarkAnswer.Held());
    assertThat(takenAt(NOW, "b", UNTIL)).isEqualTo(new MarkAnswer.Held());
  }
}
