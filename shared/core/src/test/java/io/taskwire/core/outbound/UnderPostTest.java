package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.Client.Said;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S08: answers to comments under a post. */
class UnderPostTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());

  private final Scene scene = new Scene();
  private final Client nora =
      scene
          .client(
              "Nora Testova",
              scene.channel("instagram:example.shop", "instagram", "address-shop"),
              "nora.test")
          .under("post-1");
  private final Said question = nora.writes("How much is it?");
  private final MessageId first = question.id();

  @BeforeEach
  void theQuestionStandsInPlanfix() {
    scene.settle();
  }

  private List<Optional<MessageId>> threads() {
    return scene.messages.received().stream().map(sent -> sent.sending().quoted()).toList();
  }

  private Mark refusedWith(String code) {
    return new Mark(Sign.ERROR, Optional.of(Scene.WORDING.refusal(code, "")));
  }

  @Test
  void everyAnswerGoesIntoTheThreadOfTheFirstComment() {
    nora.writes("And in red?");
    scene.settle();

    scene.answers(nora, "Ten each");
    scene.answers(nora, ">> And in red?\nRed too");
    scene.settle();

    assertThat(threads()).containsExactly(Optional.of(first), Optional.of(first));
    assertThat(scene.messages.texts()).containsExactly("Ten each", "> And in red?\nRed too");
  }

  @Test
  void eachPieceOfALongAnswerGoesIntoTheThread() {
    scene.answers(nora, "word ".repeat(100).strip());
    scene.settle();

    assertThat(threads()).hasSizeGreaterThan(1).containsOnly(Optional.of(first));
  }

  @Test
  void anAnswerWithAFileIsRefusedAndNothingOfItIsPublished() {
    Comment answer =
        scene.comment(
            new PlanfixChatId.OfDialog(nora.dialog()),
            false,
            Optional.empty(),
            "Here is a picture",
            new FileLink("red.jpg", URI.create("https://planfix.example.org/file/red.jpg")));
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(answer)).containsExactly(refusedWith(Refusal.TEXT_ONLY));
  }

  @Test
  void whereTheFirstCommentIsDeletedTheNextOneIsAnswered() {
    Said second = nora.writes("And in red?");
    scene.settle();
    scene.messages.refusesWith("COMMENT_DELETED");
    scene.messages.fail(Fault.REFUSED);
    Comment lost = scene.answers(nora, "Ten each");
    scene.settle();
    assertThat(scene.marks(lost)).containsExactly(refusedWith("COMMENT_DELETED"));

    Comment again = scene.answers(nora, "Ten each");
    scene.settle();

    assertThat(threads()).containsExactly(Optional.of(second.id()));
    assertThat(scene.marks(again)).containsExactly(SENT);
  }

  @Test
  void whereWazzupDoesNotKnowTheFirstCommentTheNextOneIsAnswered() {
    Said second = nora.writes("And in red?");
    scene.settle();
    scene.messages.refusesWith("REFERENCE_MESSAGE_NOT_FOUND");
    scene.messages.fail(Fault.REFUSED);
    Comment lost = scene.answers(nora, "Ten each");
    scene.settle();
    assertThat(scene.marks(lost)).containsExactly(refusedWith(Refusal.COMMENT_UNKNOWN));

    Comment again = scene.answers(nora, "Ten each");
    scene.settle();

    assertThat(threads()).containsExactly(Optional.of(second.id()));
    assertThat(scene.marks(again)).containsExactly(SENT);
  }

  @Test
  void whereAStatusTellsThatTheCommentIsDeletedTheNextOneIsAnswered() {
    Said second = nora.writes("And in red?");
    scene.settle();
    Comment lost = scene.answers(nora, "Ten each");
    scene.settle();
    scene.queue(
        new Notice.StatusChange(
            scene.messages.received().getFirst().id(),
            Status.ERROR,
            scene.clock.instant(),
            Optional.of(new DeliveryError("COMMENT_DELETED", "Comment deleted."))));
    scene.settle();
    assertThat(scene.marks(lost).getLast()).isEqualTo(refusedWith("COMMENT_DELETED"));

    scene.answers(nora, "Ten each");
    scene.settle();

    assertThat(threads().getLast()).contains(second.id());
  }

  @Test
  void whereTheClientDeletesTheFirstCommentTheNextOneIsAnswered() {
    Said again = nora.writes("How much is it, please?");
    scene.settle();
    question.deleted();
    scene.settle();

    scene.answers(nora, "Ten each");
    scene.settle();

    assertThat(threads()).containsExactly(Optional.of(again.id()));
  }

  @Test
  void whereNoCommentIsLeftNothingIsPublishedAndNothingLeaksIntoDirect() {
    question.deleted();
    scene.settle();

    Comment answer = scene.answers(nora, "Ten each");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(answer)).containsExactly(refusedWith(Refusal.NO_COMMENT));
  }

  @Test
  void whereAnswersUnderPostsAreSwitchedOffNothingLeaves() {
    scene.noAnswersUnderPosts();

    Comment answer = scene.answers(nora, "Ten each");
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(answer)).containsExactly(refusedWith(Refusal.NOT_UNDER_POSTS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dirct Ten each", "/close", "/Ответ десять"})
  void anUnknownCommandIsNeverPublished(String text) {
    Comment answer = scene.answers(nora, text);
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(answer)).containsExactly(refusedWith(Refusal.NO_SUCH_COMMAND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ 10 each", "10/20 each", "https://shop.example/red"})
  void aSlashAloneIsNoCommand(String text) {
    scene.answers(nora, text);
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly(text);
  }
}
