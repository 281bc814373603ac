package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.ClosedTask;
import io.taskwire.core.fakes.FakePlanfix.DeletedTask;
import io.taskwire.core.fakes.FakePlanfix.EchoInNewChat;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.planfix.TaskMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tasks are called, and when a title is sent at all: a later one renames the task. */
class TitlesTest {
  private static final String IVAN = "Ivan Testov — WhatsApp, Wazzup, +79990000099";
  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(6);

  private final Scene scene = new Scene();

  @Test
  void aTaskIsCalledByClientTransportServiceAndNumber() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");

    scene.settle();

    assertThat(scene.task(ivan).title()).isEqualTo(IVAN);
  }

  @Test
  void aWabaChannelIsCalledSo() {
    var waba = scene.channel("whatsapp:79990000099", "wapi", "address-99");
    Client ivan = scene.client("Ivan Testov", waba, "79990000001");
    ivan.writes("Hello");

    scene.settle();

    assertThat(scene.task(ivan).title())
        .isEqualTo("Ivan Testov — WhatsApp (WABA), Wazzup, +79990000099");
  }

  @Test
  void aClientWithoutANameIsCalledByHisNumber() {
    Client nobody = scene.client("");
    nobody.writes("Hello");

    scene.settle();

    assertThat(scene.task(nobody).title())
        .isEqualTo("79990000001 — WhatsApp, Wazzup, +79990000099");
    assertThat(scene.task(nobody).messages().getFirst().client().name()).isEqualTo("79990000001");
  }

  @Test
  void aDirectDialogIsCalledByTheNickname() {
    Client nora = nora();
    nora.writes("Hello");

    scene.settle();

    assertThat(scene.task(nora).title())
        .isEqualTo("nora.test — Instagram Direct, Wazzup, example.shop");
  }

  @Test
  void aCommentIsCalledByTheNicknameAndIsToldFromDirect() {
    Client nora = nora();
    nora.under("post-1").writes("How much is it?");
    nora.writes("Hello");

    scene.settle();

    assertThat(scene.task(nora.under("post-1")).title())
        .isEqualTo("nora.test — Instagram comment, Wazzup, example.shop");
    assertThat(scene.task(nora).title())
        .isEqualTo("nora.test — Instagram Direct, Wazzup, example.shop");
  }

  @Test
  void commentsUnderTwoPostsAreTwoTasksAndEachPostIsNamedOnce() {
    Client nora = nora();
    nora.under("post-1").writes("one");
    nora.under("post-1").writes("two");
    nora.under("post-2").writes("three");

    scene.settle();

    assertThat(scene.texts(nora.under("post-1"))).containsExactly(Texts.POST_BODY, "one", "two");
    assertThat(scene.texts(nora.under("post-2"))).containsExactly(Texts.POST_BODY, "three");
  }

  @ParameterizedTest
  @EnumSource
  void aDialogThatOurSideBeganIsCalledAsIfTheClientHadBegunIt(EchoInNewChat knob) {
    scene.planfix.with(knob);
    Client ivan = scene.client("Ivan Testov");
    ivan.colleagueWrites("Hello");

    scene.settle();

    assertThat(scene.task(ivan).title()).isEqualTo(IVAN);
    assertThat(scene.task(ivan).messages().getFirst().client().name()).isEqualTo("Ivan Testov");
  }

  @Test
  void laterMessagesCarryNoTitleSoNoTaskIsRenamed() {
    Client ivan = scene.client("Ivan Testov");
    for (int i = 0; i < 5; i++) {
      ivan.writes("message " + i);
      ivan.colleagueWrites("answer " + i);
      scene.settle();
      scene.clock.advance(UNTIL_ASKED_AGAIN);
    }

    assertThat(scene.task(ivan).renamed()).isZero();
    assertThat(titles(scene.task(ivan)).stream().flatMap(Optional::stream)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_TASK", "INACTIVE"})
  void afterADeletionTheNextMessageOpensATaskWithATitle(DeletedTask knob) {
    scene.planfix.with(knob);
    Client ivan = greeted();
    scene.planfix.delete(ivan.dialog());
    scene.clock.advance(UNTIL_ASKED_AGAIN);

    ivan.writes("two");
    ivan.writes("three");
    scene.settle();

    List<Task> tasks = scene.planfix.tasks(ivan.dialog());
    assertThat(tasks).extracting(Task::title).containsExactly(IVAN, IVAN);
    assertThat(tasks)
        .extracting(Task::texts)
        .containsExactly(List.of("one"), List.of("two", "three"));
  }

  @Test
  void whereTheDeletionCannotBeSeenMessagesGoOnAsComments() {
    scene.planfix.with(DeletedTask.ACTIVE);
    Client ivan = greeted();
    scene.planfix.delete(ivan.dialog());
    scene.clock.advance(UNTIL_ASKED_AGAIN);

    ivan.writes("two");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", "two");
  }

  @ParameterizedTest
  @EnumSource
  void afterADeletionAnEchoOpensATaskWithATitle(EchoInNewChat knob) {
    scene.planfix.with(knob);
    Client ivan = greeted();
    scene.planfix.delete(ivan.dialog());
    scene.clock.advance(UNTIL_ASKED_AGAIN);

    ivan.colleagueWrites("two");
    scene.settle();

    List<Task> tasks = scene.planfix.tasks(ivan.dialog());
    assertThat(tasks).extracting(Task::title).containsExactly(IVAN, IVAN);
    assertThat(tasks.getLast().texts()).hasSize(1).allMatch(text -> text.endsWith("two"));
  }

  @Test
  void whereAClosedTaskMakesWayEveryNextOneHasATitle() {
    scene.planfix.with(ClosedTask.MAKES_WAY_FOR_A_NEW_ONE);
    Client ivan = greeted();
    for (int i = 0; i < 3; i++) {
      scene.planfix.close(ivan.dialog());
      scene.clock.advance(UNTIL_ASKED_AGAIN);
      ivan.writes("again " + i);
      scene.settle();
    }

    assertThat(scene.planfix.tasks(ivan.dialog()))
        .hasSize(4)
        .allSatisfy(task -> assertThat(task.title()).isEqualTo(IVAN))
        .allSatisfy(task -> assertThat(task.texts()).hasSize(1));
    assertThat(scene.table.keepsClosedTasks("taskwire")).contains(false);
  }

  @Test
  void whereAClosedTaskIsKeptThatIsLearnedOnceAndNoOtherIsRenamed() {
    scene.planfix.with(ClosedTask.IS_KEPT);
    Client ivan = greeted();
    Client pyotr = ivan.at(scene.whatsapp("79990000098"));
    pyotr.writes("one");
    scene.settle();
    scene.planfix.close(ivan.dialog());
    scene.planfix.close(pyotr.dialog());
    scene.clock.advance(UNTIL_ASKED_AGAIN);
    for (Client client : List.of(ivan, pyotr)) {
      for (int i = 0; i < 3; i++) {
        client.writes("again " + i);
        scene.settle();
        scene.clock.advance(UNTIL_ASKED_AGAIN);
      }
    }

    assertThat(scene.texts(ivan)).containsExactly("one", "again 0", "again 1", "again 2");
    assertThat(scene.texts(pyotr)).containsExactly("one", "again 0", "again 1", "again 2");
    assertThat(scene.task(ivan).renamed()).isEqualTo(1);
    assertThat(scene.task(pyotr).renamed()).isZero();
    assertThat(scene.table.keepsClosedTasks("taskwire")).contains(true);
  }

  @Test
  void theTaskOfADialogIsTheNewOneWhenTheClosedOneMadeWay() {
    scene.planfix.with(ClosedTask.MAKES_WAY_FOR_A_NEW_ONE);
    Client ivan = greeted();
    scene.planfix.close(ivan.dialog());
    scene.clock.advance(UNTIL_ASKED_AGAIN);

    ivan.writes("two");
    scene.settle();

    assertThat(scene.table.dialogs().getFirst().task())
        .contains(scene.planfix.tasks(ivan.dialog()).getLast().number());
  }

  @ParameterizedTest
  @EnumSource
  void anEchoInAClosedTaskComesOnce(ClosedTask knob) {
    scene.planfix.with(knob);
    Client ivan = greeted();
    for (int i = 0; i < 3; i++) {
      scene.planfix.close(ivan.dialog());
      scene.clock.advance(UNTIL_ASKED_AGAIN);
      ivan.colleagueWrites("again " + i);
      scene.settle();
    }

    assertThat(allTexts(ivan))
        .hasSize(4)
        .satisfiesExactly(
            text -> assertThat(text).isEqualTo("one"),
            text -> assertThat(text).endsWith("again 0"),
            text -> assertThat(text).endsWith("again 1"),
            text -> assertThat(text).endsWith("again 2"));
  }

  @Test
  void aDeletedTaskThatLooksClosedDoesNotTeachThatClosedTasksMakeWay() {
    // Planfix shows a deleted task as inactive, and keeps closed ones: the first looks as if not.
    scene.planfix.with(DeletedTask.INACTIVE).with(ClosedTask.IS_KEPT);
    Client ivan = greeted();
    scene.planfix.delete(ivan.dialog());
    scene.clock.advance(UNTIL_ASKED_AGAIN);
    ivan.writes("two");
    scene.settle();
    scene.planfix.close(ivan.dialog());
    for (int i = 0; i < 3; i++) {
      scene.clock.advance(UNTIL_ASKED_AGAIN);
      ivan.colleagueWrites("answer " + i);
      scene.settle();
    }

    assertThat(allTexts(ivan))
        .satisfiesExactly(
            text -> assertThat(text).isEqualTo("one"),
            text -> assertThat(text).isEqualTo("two"),
            text -> assertThat(text).endsWith("answer 0"),
            text -> assertThat(text).endsWith("answer 1"),
            text -> assertThat(text).endsWith("answer 2"));
    assertThat(scene.planfix.tasks(ivan.dialog()).getLast().renamed()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfAnEchoWhoseTaskIsGoneOpensATaskWithAFullTitle(EchoInNewChat knob) {
    scene.planfix.with(knob);
    Client ivan = greeted();
    var said = ivan.colleagueWrites("two");
    scene.settle();
    scene.planfix.delete(ivan.dialog());
    scene.clock.advance(UNTIL_ASKED_AGAIN);

    said.fails("BAD_CONTACT", "No such account");
    scene.settle();

    Task last = scene.planfix.tasks(ivan.dialog()).getLast();
    assertThat(last.title()).isEqualTo(IVAN);
    assertThat(last.texts()).hasSize(1).allMatch(text -> text.endsWith(Texts.FAILED));
  }

  private Client greeted() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("one");
    scene.settle();
    return ivan;
  }

  private Client nora() {
    var shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
    return scene.client("Nora Testova", shop, "nora.test");
  }

  private List<String> allTexts(Client client) {
    return scene.planfix.tasks(client.dialog()).stream()
        .flatMap(task -> task.texts().stream())
        .toList();
  }

  private static List<Optional<String>> titles(Task task) {
    return task.messages().stream().map(TaskMessage::title).toList();
  }

  @Test
  void anEntryWithoutANameOrWithTheNumberForOneLeavesTheContactItsName() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("one");
    scene.client("").writes("two");
    scene.client("79990000001").colleagueWrites("three");

    scene.settle();

    assertThat(scene.task(ivan).messages())
        .hasSize(3)
        .allSatisfy(message -> assertThat(message.client().name()).isEqualTo("Ivan Testov"));
  }

  @Test
  void whatIsToldOfAMessageLaterCarriesTheContactsPhoneToo() {
    Client ivan = scene.client("Ivan Testov");
    Client.Said said = ivan.colleagueWrites("on my way");
    scene.settle();
    scene.deliver(said.fails("BAD_CONTACT", "no such number"));

    assertThat(scene.task(ivan).messages())
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.client().phone()).hasValue("79990000001"));
  }
}
