package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.Posted;
import io.taskwire.local.sim.planfix.WriteRequest;
import io.taskwire.local.sim.wazzup.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The "Write" button on the card of somebody who has commented in Instagram. */
class WritingByPhoneTest {
  private static final String REPLY = "It is yours for 8";

  private final Workbench bench = new Workbench(SettingsText.USUAL);
  private final Stage stage;
  private final Talk comments;
  private final Talk direct;

  WritingByPhoneTest() {
    bench.settings.updateAndGet(
        text -> text.replaceFirst("\\{", "{\"instagram\": {\"writeByPhone\": \"known\"},"));
    stage = bench.stage();
    Person nora = stage.somebody("Nora Testova");
    comments = nora.under(InstagramTest.POST, INSTAGRAM);
    direct = nora.on(INSTAGRAM);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void asks() {
    comments.writes("How much is it?");
    stage.settle();
  }

  /** An employee writes first from the card, through the shop's channel. */
  private TaskSeen pressesWrite(String phone) {
    Posted posted =
        stage
            .planfix()
            .write(
                new WriteRequest(
                    phone,
                    "taskwire",
                    "instagram:example.shop",
                    "About the red one",
                    REPLY,
                    TaskSeen.OLGA,
                    null));
    posted.answered().join();
    return TaskSeen.numbered(stage, posted.task());
  }

  private Sent description(TaskSeen task) {
    return new Sent(stage, task.number(), task.view().description().id());
  }

  /** A phone is typed into the card, and somebody answers in the task. */
  private void isAnswered(Talk talk, String phone) {
    stage.planfix().typePhone(talk.task().view().task().assigner(), phone);
    talk.task().answers("Ten").becomes(READ);
    stage.settle();
  }

  private List<String> privately() {
    return direct.received().stream()
        .filter(message -> message.postUrl() == null)
        .map(ChatMessage::text)
        .toList();
  }

  @Test
  void S09_itReachesWhoCommentedOnceThePhoneStandsOnTheCard() {
    asks();
    String phone = Stage.freshPhone();
    isAnswered(comments, "+" + phone);

    TaskSeen task = pressesWrite(phone);
    description(task).becomes(READ);
    stage.settle();

    assertThat(description(task).text()).contains(direct.chatId());
    task.hasBody(REPLY).hasComments(REPLY);
    assertThat(task.view().task().name()).isEqualTo("About the red one");
    assertThat(task.view().task().assigner()).isEqualTo(comments.task().view().task().assigner());
    task.answers("Or for 7").fails("разрешает только одно");
    direct.writes("I take it");
    stage.settle();
    task.answers("Thank you").becomes(READ);
    stage.settle();

    task.hasComments(REPLY, "Or for 7", "I take it", "Thank you");
    assertThat(direct.tasks()).isEmpty();
    assertThat(privately()).containsExactly(REPLY, "Thank you");
  }

  @Test
  void S09_itGoesOnInADialogInDirectThatIsOpen() {
    asks();
    direct.writes("Hello");
    stage.settle();
    String phone = Stage.freshPhone();
    isAnswered(comments, phone);

    TaskSeen task = pressesWrite(phone);
    description(task).becomes(READ);
    stage.settle();

    direct.task().says("Hello", REPLY);
    task.answers("Or for 7").becomes(READ);
  }

  @Test
  void S09_itSaysWhatToDoWhereThePhoneIsNobodysOrSeveralPeoples() {
    asks();
    description(pressesWrite(Stage.freshPhone())).fails("/директ");

    String phone = Stage.freshPhone();
    isAnswered(comments, phone);
    Talk lev = stage.somebody("Lev Testov").on(INSTAGRAM);
    lev.writes("Hello");
    stage.settle();
    isAnswered(lev, phone);
    description(pressesWrite(phone)).fails("у нескольких клиентов");
    stage.settle();

    assertThat(lev.phone()).containsExactly("Ten");
    assertThat(privately()).isEmpty();
  }

  @Test
  void S09_aPhoneThatMovedToAnotherCardLeadsNobodyIntoHerTask() {
    asks();
    String phone = Stage.freshPhone();
    isAnswered(comments, phone);
    description(pressesWrite(phone)).becomes(READ);
    Talk lev = stage.somebody("Lev Testov").on(INSTAGRAM);
    lev.writes("Hello");
    stage.settle();
    isAnswered(comments, Stage.freshPhone());
    isAnswered(lev, phone);

    description(pressesWrite(phone)).fails("у нескольких клиентов");
    stage.settle();

    assertThat(lev.phone()).containsExactly("Ten");
    assertThat(privately()).containsExactly(REPLY);
  }

  @Test
  void S09_withoutTheSettingNobodyIsReached() {
    bench.settings.updateAndGet(text -> text.replace("known", "off"));
    asks();
    String phone = Stage.freshPhone();
    isAnswered(comments, phone);

    description(pressesWrite(phone)).fails("Первым написать в Instagram нельзя");
    stage.settle();

    assertThat(privately()).isEmpty();
  }
}
