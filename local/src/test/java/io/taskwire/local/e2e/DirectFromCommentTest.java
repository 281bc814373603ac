package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.ERROR;
import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.Fault;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comment under a post is answered in Direct. */
@ExtendWith(OwnRun.class)
class DirectFromCommentTest {
  private static final String REPLY = "It is yours for 8";

  private final Stage stage;
  private final Person nora;
  private final Talk comments;
  private final Talk direct;

  DirectFromCommentTest(Stage stage) {
    this.stage = stage;
    this.nora = stage.somebody("Nora Testova");
    this.comments = nora.under(InstagramTest.POST, INSTAGRAM);
    this.direct = nora.on(INSTAGRAM);
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  private void asks() {
    comments.writes("How much is it?");
    stage.settle();
  }

  private void assertThatOneMessageWentInDirect() {
    assertThat(direct.received())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.text()).isEqualTo(REPLY);
              assertThat(message.postUrl()).isNull();
              assertThat(message.quotedMessageId()).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource
  void S09_theAnswerOpensATaskForDirectWhateverPlanfixMakesOfOurMessages(
      PlanfixKnobs.NewChatEcho knob) {
    stage.planfix().knobs().newChatEcho = knob;
    asks();

    comments.task().answers("/direct " + REPLY).becomes(READ);
    stage.settle();

    assertThatOneMessageWentInDirect();
    TaskSeen task = direct.task().hasComments(REPLY);
    task.hasName(direct.chatId() + " — Instagram Direct, Wazzup, example.shop");
    assertThat(task.view().description().text()).endsWith(REPLY);
    comments.task().hasComments("How much is it?", "/direct " + REPLY);
  }

  @ParameterizedTest
  @EnumSource
  void S09_itStandsThereOnceWheneverItsEchoComes(WazzupKnobs.Echo echo) {
    stage.wazzup().turnKnobs(knobs -> knobs.echo = echo);
    asks();

    comments.task().answers("/директ " + REPLY).becomes(READ);
    stage.settle();

    assertThatOneMessageWentInDirect();
    direct.task().hasBody(REPLY).hasComments(REPLY);
  }

  @Test
  void S09_theClientsAnswerAndAllThatFollowsAreCommentsThere() {
    asks();
    comments.task().answers("/direct " + REPLY).becomes(READ);
    stage.settle();

    direct.writes("I take it");
    direct.task().hasComments(REPLY, "I take it");
    // Planfix shows it before it is on record.
    stage.settle();
    direct.task().answers("Thank you").becomes(READ);
    comments.writes("Nice shop!");
    stage.settle();

    direct.task().hasComments(REPLY, "I take it", "Thank you");
    assertThat(direct.phone()).containsExactly(REPLY, "Thank you");
    comments.task().hasComments("How much is it?", "/direct " + REPLY, "Nice shop!");
  }

  @Test
  void S09_aDialogInDirectThatIsOpenGoesOnInItsTask() {
    asks();
    direct.writes("Hello");
    direct.task().says("Hello");
    stage.settle();

    comments.task().answers("/direct " + REPLY).becomes(READ);
    comments.task().answers("/direct Or for 7").becomes(READ);
    stage.settle();

    direct.task().says("Hello", REPLY, "Or for 7");
  }

  @Test
  void S09_aSecondOneIsRefusedWithTheReasonUntilTheClientWrites() {
    asks();
    comments.task().answers("/direct " + REPLY).becomes(READ);
    stage.settle();

    comments.task().answers("/direct Or for 7").fails("разрешает только одно");
    direct.task().answers("Or for 7").fails("разрешает только одно");
    stage.settle();
    assertThatOneMessageWentInDirect();

    direct.writes("For 7 I take it");
    stage.settle();
    direct.task().answers("Agreed").becomes(READ);
    assertThat(direct.phone()).containsExactly(REPLY, "Agreed");
  }

  @ParameterizedTest
  @EnumSource
  void S09_whereInstagramTakesNoneTheReasonIsToldAndAnotherCanBeTried(WazzupKnobs.Failure failure) {
    stage.wazzup().turnKnobs(knobs -> knobs.failure = failure);
    asks();
    stage
        .wazzup()
        .addFault(Fault.ofSend(Fault.Kind.DELIVERY_ERROR, "COMMENT_INVALID_FOR_PRIVATE_REPLY", 1));
    comments.task().answers("/direct " + REPLY).fails("не позволяет ответить");
    stage.settle();

    comments.task().answers("/direct Or for 7").becomes(READ);
    stage.settle();
    assertThat(direct.phone()).containsExactly("Or for 7");
  }

  @Test
  void S09_oneThatIsRefusedAtOnceMakesNoTask() {
    asks();
    stage.wazzup().addFault(Fault.ofSend(Fault.Kind.REFUSAL, "COMMENT_ALREADY_PRIVATE_REPLIED", 1));
    comments.task().answers("/direct " + REPLY).becomes(ERROR);
    stage.settle();

    assertThat(direct.received()).isEmpty();
    assertThat(direct.tasks()).isEmpty();
  }

  @Test
  void S09_aLongOneIsRefusedAsAWhole() {
    asks();
    comments.task().answers("/direct " + "word ".repeat(300)).fails("только одно сообщение");
    stage.settle();
    assertThat(direct.received()).isEmpty();
  }

  @Test
  void S09_aButtonOfTheTaskDoesTheSame() {
    asks();
    comments.task();
    assertThat(stage.startDialog(comments.dialog(), REPLY)).isEqualTo(200);
    assertThat(stage.startDialog(comments.dialog(), REPLY)).isEqualTo(200);
    direct.task().hasComments(REPLY).hasBody(REPLY);
    stage.settle();
    assertThat(stage.startDialog(comments.dialog(), "Or for 7")).isEqualTo(200);
    assertThat(comments.task().entriesWith("разрешает только одно")).hasSize(1);
    stage.settle();
    assertThatOneMessageWentInDirect();
    assertThat(stage.startDialog(direct.dialog(), REPLY)).isEqualTo(400);
  }

  // Answers under the post, beside it

  @Test
  void S08_theThreadMovesToTheNextCommentWhenTheFirstIsDeleted() {
    ChatMessage first = comments.writes("How much is it?");
    ChatMessage second = comments.writes("And in red?");
    stage.settle();
    comments.task().answers("Ten each").becomes(READ);
    stage.wazzup().clientDeletes(first.messageId());
    stage.settle();

    comments.task().answers("Red too").becomes(READ);
    stage.settle();

    assertThat(comments.received())
        .extracting(ChatMessage::quotedMessageId)
        .containsExactly(first.messageId(), second.messageId());
    assertThat(comments.received()).allMatch(message -> message.postUrl() != null);
  }

  @Test
  void S08_whereAnswersUnderPostsAreOffNothingIsPublishedAndDirectGoesOn() {
    try (Workbench bench = new Workbench(SettingsText.USUAL)) {
      bench.settings.updateAndGet(
          text -> text.replaceFirst("\\{", "{\"instagram\": {\"commentReply\": \"off\"},"));
      Stage own = bench.stage();
      Person ivan = own.somebody("Ivan Testov");
      Talk under = ivan.under(InstagramTest.POST, INSTAGRAM);
      under.writes("How much is it?");
      own.settle();

      under.task().answers("Ten").fails("выключены в настройках");
      own.settle();
      assertThat(under.received()).isEmpty();

      under.task().answers("/direct Ten").becomes(READ);
      assertThat(under.received())
          .singleElement()
          .satisfies(message -> assertThat(message.postUrl()).isNull());
      ivan.on(INSTAGRAM).task().hasComments("Ten");
    }
  }
}
