package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.outbound.Comment;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.planfix.QueuedComment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was put aside is seen and put back in order, on a bench of its own. */
class DeadLettersTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-15T09:30:00Z");

  private final Workbench bench = new Workbench(SettingsText.USUAL);
  private final Stage stage = bench.stage();
  private final Operator operator = Operator.of(bench);

  @AfterEach
  void close() {
    bench.close();
  }

  /** A client's message that Planfix refuses. */
  private ChatMessage refused(Talk talk, String text, int times) {
    stage
        .planfix()
        .faults()
        .add(
            Fault.of(Fault.Kind.INVALID_PARAMETERS)
                .in("newMessage")
                .ofChat(talk.dialog())
                .times(times));
    ChatMessage message = talk.writes(text);
    stage.settle();
    return message;
  }

  private Talk opened() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");
    return ivan;
  }

  private JsonNode onlyLetter() {
    JsonNode letters = operator.runs("dead", "list", "--json").ends(1).json().path("letters");
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  @Test
  void X10_withoutDeadLettersTheListSaysSo() {
    operator.runs("dead", "list").ends(0).says("There are no dead letters");
  }

  @Test
  void X10_aLetterIsListedWithItsReasonAndShownWithWhatWasTried() {
    Talk ivan = opened();
    ChatMessage lost = refused(ivan, "A text of Ivan's", 1);
    JsonNode letter = onlyLetter();
    assertThat(letter.path("message").asText()).isEqualTo(lost.messageId());
    assertThat(letter.path("reason").asText()).isNotBlank();
    assertThat(letter.path("writtenAt").asText()).startsWith("20");
    String id = letter.path("id").asText();
    Operator.Ran shown =
        operator.runs("dead", "show", id).ends(0).says(lost.messageId(), "refused", "parked:");
    assertThat(shown.out()).doesNotContain("A text of Ivan's");
    operator.runs("dead", "show", id, "--body").ends(0).says("A text of Ivan's");
    operator.runs("why", lost.messageId()).ends(0).says("put aside", "parked:");
  }

  @Test
  void X10_aDryRunChangesNothing() {
    Talk ivan = opened();
    refused(ivan, "How much is it?", 1);
    operator.runs("dead", "redrive", "--all", "--dry-run").ends(0).says("with its original time");
    stage.settle();
    assertThat(onlyLetter().path("verdict").asText()).isEqualTo("Redrivable");
    operator.answering("n").runs("dead", "redrive", "--all").ends(1).says("Nothing was redriven");
    onlyLetter();
    operator.runs("dead", "redrive", "--all").ends(2).says("--yes");
    onlyLetter();
  }

  @Test
  void X10_aRedrivenMessageIsShownOnceWithItsOriginalTime() {
    Talk ivan = opened();
    ChatMessage lost = refused(ivan, "How much is it?", 1);
    ivan.writes("Are you there?");
    stage.settle();
    String id = onlyLetter().path("id").asText();
    operator.runs("dead", "redrive", id, "--yes").ends(0).says("redriven");
    stage.settle();

    var late = ivan.task().entriesWith("How much is it?");
    assertThat(late).hasSize(1);
    assertThat(late.getFirst().text())
        .startsWith("(написано ")
        .contains("показано с опозданием)\nHow much is it?");
    assertThat(ivan.task().entries().toList().getLast().text()).isEqualTo(late.getFirst().text());
    operator.runs("dead", "list").ends(0);
    operator.runs("dead", "redrive", id, "--yes").ends(1).says("Not there now");
    operator
        .runs("why", lost.messageId())
        .ends(0)
        .says("redriven by an operator", "state: in Planfix");
  }

  @Test
  void X10_aMessageThatOpensItsTaskOnlyWhenRedrivenOpensOne() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    refused(ivan, "Hello", 2);
    assertThat(ivan.tasks()).isEmpty();
    operator.runs("dead", "redrive", "--all", "--yes").ends(0);
    stage.settle();
    assertThat(ivan.task().view().description().text()).endsWith("\nHello");
  }

  @Test
  void X10_whatIsRefusedAgainIsNotLostAlthoughTheQueueRemembersTheFirstLetter() {
    Talk ivan = opened();
    refused(ivan, "How much is it?", 1);
    stage
        .planfix()
        .faults()
        .add(
            Fault.of(Fault.Kind.INVALID_PARAMETERS)
                .in("newMessage")
                .ofChat(ivan.dialog())
                .times(1));
    operator.runs("dead", "redrive", "--all", "--yes").ends(0);
    stage.settle();
    onlyLetter();
    operator.runs("dead", "redrive", "--all", "--yes").ends(0);
    stage.settle();
    assertThat(ivan.task().entriesWith("How much is it?")).hasSize(1);
  }

  @Test
  void X10_ofWhatIsInPlanfixAlreadyOnlyTheLetterGoes() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    var hello = ivan.entry("Hello");
    assertThat(stage.post(Webhooks.messages(hello))).isEqualTo(200);
    stage.settle();
    String body =
        "{\"v\":1,\"kind\":\"message\",\"receivedAt\":\"%s\",\"entry\":%s}"
            .formatted(LONG_AGO, hello);
    bench.park(true, new DeadLetter("group", "letter", body, "somebody put it here"));
    operator
        .runs("dead", "redrive", "--all", "--yes")
        .ends(0)
        .says("removed: nothing was left to do");
    stage.settle();
    ivan.task().says("Hello");
    operator.runs("dead", "list").ends(0);
  }

  @Test
  void X10_whatCannotBeReadStaysAndSaysWhy() {
    bench.park(true, new DeadLetter("group", "letter", "{\"v\":7}", "the notice can't be read"));
    operator.runs("dead", "list").ends(1).says("it can't be read (v must be 1)");
    operator.runs("dead", "redrive", "--all", "--yes").ends(1).says("left");
    onlyLetter();
  }

  @Test
  void X10_aLetterInPiecesIsPutTogetherToBeShown() {
    Talk ivan = opened();
    StringBuilder text = new StringBuilder();
    // Of random characters, so that it does not become small when it is compressed.
    while (text.length() < 3_000_000) {
      text.append(UUID.randomUUID());
    }
    var entry = ivan.entry("See below").put("unknown", text.toString());
    String body =
        "{\"v\":1,\"kind\":\"message\",\"receivedAt\":\"%s\",\"entry\":%s}"
            .formatted(LONG_AGO, entry);
    bench.park(true, new DeadLetter("group", "letter", body, "the entry is larger"));
    JsonNode letter = onlyLetter();
    assertThat(letter.path("redrive").asText()).contains("larger than the queue takes");
    String id = letter.path("id").asText();
    String shown =
        operator.runs("dead", "show", id, "--body", "--json").json().path("body").asText();
    assertThat(shown).isEqualTo(body);
  }

  @Test
  void X10_anAnswerGoesToTheClientOnlyIfThatIsConfirmedByItself() {
    Talk ivan = opened();
    stage.settle();
    CommentId id = new CommentId("taskwire", "999001");
    Comment comment =
        new Comment(
            id,
            PlanfixChatId.parse(ivan.dialog()),
            false,
            Optional.empty(),
            Optional.empty(),
            "Late, but here",
            List.of(),
            LONG_AGO);
    bench.park(
        false, new DeadLetter("group", "letter", QueuedComment.encode(comment), "SQS gave up"));
    operator.runs("dead", "list").ends(1).says("2026-01-15T09:30:00Z", "sent to the client now");
    operator.runs("dead", "redrive", "--all", "--yes").ends(1).says("left: not confirmed");
    operator.answering("y", "n").runs("dead", "redrive", "--all").ends(1).says("not confirmed");
    stage.settle();
    assertThat(ivan.phone()).isEmpty();

    operator.answering("y", "y").runs("dead", "redrive", "--all").ends(0).says("redriven");
    stage.settle();
    assertThat(ivan.phone()).containsExactly("Late, but here");
    operator.runs("dead", "list").ends(0);
  }

  /** Planfix's id of the comment that he got. */
  private String commentOf(Talk talk) {
    for (JsonNode one : operator.runs("why", talk.chatId(), "--json").json().path("found")) {
      if (one.path("type").asText().equals("comment")) {
        return one.path("comment").asText();
      }
    }
    throw new AssertionError("no comment is known");
  }

  @Test
  void X10_anAnswerThatWasSentIsNotSentAgain() {
    Talk ivan = opened();
    ivan.task().answers("Good morning").becomes(READ);
    stage.settle();
    String id = commentOf(ivan);
    Comment again =
        new Comment(
            new CommentId("taskwire", id),
            PlanfixChatId.parse(ivan.dialog()),
            false,
            Optional.empty(),
            Optional.empty(),
            "Good morning",
            List.of(),
            LONG_AGO);
    bench.park(
        false, new DeadLetter("group", "letter", QueuedComment.encode(again), "SQS gave up"));
    operator.runs("dead", "redrive", "--all", "--yes", "--send-to-clients").ends(0).says("removed");
    stage.settle();
    assertThat(ivan.phone()).containsExactly("Good morning");
  }
}
