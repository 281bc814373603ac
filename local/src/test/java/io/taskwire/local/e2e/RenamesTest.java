package io.taskwire.local.e2e;

import static io.taskwire.local.e2e.InstagramTest.POST;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.MarkView.Shown;
import io.taskwire.local.sim.wazzup.InstagramPost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People in Instagram who change their names, and who take those of others. */
@ExtendWith(OwnRun.class)
class RenamesTest {
  private static final String WHAT_TO_DO = "Дождитесь, когда клиент напишет снова, и ответьте";
  private static final String TAKEN = "прежнее имя занял другой человек";

  private final Stage stage;
  private final Account nora;
  private final Account vera;

  RenamesTest(Stage stage) {
    this.stage = stage;
    this.nora = new Account("Nora Testova");
    this.vera = new Account("Vera Testova");
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  private void wazzupTellsIds(boolean tells) {
    stage.wazzup().turnKnobs(knobs -> knobs.contactIgsid = tells);
  }

  /** Somebody's account in Instagram, whose name changes. */
  private final class Account {
    private final Person person;

    Account(String name) {
      person = stage.somebody(name);
    }

    private String igsid() {
      return "100000000000" + person.number();
    }

    Talk called(String nickname) {
      return called(nickname, Optional.empty());
    }

    Talk called(String nickname, Optional<InstagramPost> post) {
      return new Talk(stage, stage.channel(INSTAGRAM), nickname, person.name(), post);
    }

    /** His chat under the name he had at first. */
    Talk first() {
      return called(person.nickname());
    }

    void writes(Talk talk, String text) {
      talk.writes(text, message -> message.from(null, null, igsid()));
    }

    /** The task of the dialog that is named by his id, since his name was another's before. */
    TaskSeen ownTask(String type) {
      String dialog = "instagram:example.shop/igsid:" + igsid() + type;
      stage.await(() -> !numbers(dialog).isEmpty());
      assertThat(numbers(dialog)).hasSize(1);
      return TaskSeen.numbered(stage, numbers(dialog).getFirst());
    }
  }

  private List<Integer> numbers(String dialog) {
    return stage.planfix().tasks().stream()
        .filter(task -> dialog.equals(task.chatId()))
        .map(task -> task.number())
        .toList();
  }

  @Test
  void S07_aClientWhoChangedHisNameGoesOnInHisTaskAndIsAnsweredUnderTheNewOne() {
    wazzupTellsIds(true);
    Talk before = nora.first();
    Talk after = nora.called(before.chatId() + ".later");
    nora.writes(before, "Hello");
    before.task().says("Hello");
    nora.writes(after, "It is me, with another name");
    before.task().says("Hello", "It is me, with another name");

    before.task().answers("Welcome back").becomes(Shown.READ);

    stage.settle();
    assertThat(after.phone()).containsExactly("Welcome back");
    assertThat(before.phone()).isEmpty();
    assertThat(after.tasks()).isEmpty();
    before.task().says("Hello", "It is me, with another name", "Welcome back");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void S07_anAnswerToANameThatIsNoMoreFailsWithWhatToDo(boolean tells) {
    wazzupTellsIds(tells);
    Talk before = nora.first();
    Talk after = nora.called(before.chatId() + ".later");
    nora.writes(before, "Hello");
    before.task().says("Hello");
    stage.settle();
    // Of what comes under the new name nothing tells that it is his.
    stage.wazzup().turnKnobs(knobs -> knobs.contactIgsid = false);
    nora.writes(after, "Is it really you?");
    after.task().says("Is it really you?");

    before.task().answers("Welcome").fails(WHAT_TO_DO);
  }

  @Test
  void S07_withoutIdsTheNewNameIsAnotherDialog() {
    wazzupTellsIds(false);
    Talk before = nora.first();
    Talk after = nora.called(before.chatId() + ".later");
    nora.writes(before, "Hello");
    before.task().says("Hello");
    nora.writes(after, "It is me, with another name");
    after.task().says("It is me, with another name");
    before.task().says("Hello");

    after.task().answers("Welcome back").becomes(Shown.READ);
    assertThat(after.phone()).containsExactly("Welcome back");
  }

  @Test
  void S07_whatAColleagueTypesUnderTheNewNameStandsInTheTaskToo() {
    wazzupTellsIds(true);
    Talk before = nora.first();
    Talk after = nora.called(before.chatId() + ".later");
    nora.writes(before, "Hello");
    before.task().says("Hello");
    nora.writes(after, "It is me");
    before.task().says("Hello", "It is me");
    after.getsFromThePhone("We know");
    before.task().says("Hello", "It is me", "We know");
    assertThat(after.tasks()).isEmpty();
  }

  @Test
  void S07_aNameThatAnotherPersonHasTakenIsNotJoinedToTheOldPersons() {
    wazzupTellsIds(true);
    Talk name = nora.first();
    nora.writes(name, "Nora's secret");
    name.task().says("Nora's secret");
    vera.writes(name, "Vera's question");
    TaskSeen veras = vera.ownTask("").says("Vera's question");
    name.task().says("Nora's secret");
    assertThat(veras.view().task().assigner()).isNotEqualTo(name.task().view().task().assigner());

    name.task().answers("Nora's answer").fails(TAKEN);
    veras.answers("Vera's answer").becomes(Shown.READ);

    stage.settle();
    assertThat(name.phone()).as("it is Vera's phone by now").containsExactly("Vera's answer");
  }

  @Test
  void S07_theOldPersonIsAnsweredAgainAsSoonAsHeHasWritten() {
    wazzupTellsIds(true);
    Talk name = nora.first();
    Talk later = nora.called(name.chatId() + ".later");
    nora.writes(name, "Nora's secret");
    name.task().says("Nora's secret");
    vera.writes(name, "Vera's question");
    vera.ownTask("").says("Vera's question");
    nora.writes(later, "Nora again");
    name.task().says("Nora's secret", "Nora again");

    name.task().answers("Nora's answer").becomes(Shown.READ);

    stage.settle();
    assertThat(later.phone()).containsExactly("Nora's answer");
    assertThat(name.phone()).isEmpty();
  }

  @Test
  void S08_aCommentUnderTheNewNameGoesToTheTaskOfThePostAndIsAnsweredUnderTheNewName() {
    wazzupTellsIds(true);
    Talk before = nora.called(nora.first().chatId(), Optional.of(POST));
    Talk after = nora.called(before.chatId() + ".later", Optional.of(POST));
    nora.writes(before, "Beautiful!");
    before.task().hasComments("Beautiful!");
    nora.writes(after, "How much is it?");
    before.task().hasComments("Beautiful!", "How much is it?");
    // This Wazzup looks for the answered comment among those under the new name.
    before.task().answers("Ten").fails("Отправьте ответ ещё раз");
    before.task().answers("It is ten").becomes(Shown.READ);

    stage.settle();
    assertThat(after.phone()).containsExactly("It is ten");
    assertThat(after.tasks()).isEmpty();
  }

  @Test
  void S08_underAPostATakenNameHasATaskOfItsOwnToo() {
    wazzupTellsIds(true);
    Talk name = nora.called(nora.first().chatId(), Optional.of(POST));
    nora.writes(name, "Beautiful!");
    name.task().hasComments("Beautiful!");
    vera.writes(name, "Ugly!");
    vera.ownTask("/post:" + POST.id()).hasComments("Ugly!");
    name.task().hasComments("Beautiful!");

    name.task().answers("Thank you").fails(TAKEN);
    stage.settle();
    assertThat(name.phone()).isEmpty();
  }
}
