package io.taskwire.local.sim.planfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an administrator does to tasks and contacts has the documented consequences for chats. */
class AdministratorTest {

  private final RunningPlanfix planfix = new RunningPlanfix();
  private final PlanfixSimulator simulator = planfix.simulator;

  @AfterEach
  void close() {
    planfix.close();
  }

  @Test
  void aDeletedTaskTakesNoCommentUntilRestored() throws Exception {
    int task = planfix.openTask();
    simulator.deleteTask(task);

    assertThatThrownBy(() -> simulator.comment(task, hello()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(simulator.task(task).task().status()).isEqualTo(TaskStatus.DELETED);

    simulator.restoreTask(task);
    simulator.comment(task, hello());
    assertThat(simulator.task(task).task().status()).isEqualTo(TaskStatus.ACTIVE);
    assertThat(planfix.post(Form.getTask()).statusCode()).isEqualTo(200);
  }

  @Test
  void aMessageAfterTheDeletionMakesANewTaskEvenIfTheOldOneIsRestored() throws Exception {
    int old = planfix.openTask();
    simulator.deleteTask(old);
    int fresh = planfix.openTask();
    simulator.restoreTask(old);

    planfix.post(Form.sample("next-message"));

    assertThat(fresh).isNotEqualTo(old);
    assertThat(simulator.task(fresh).comments()).hasSize(1);
    assertThat(simulator.task(old).comments()).isEmpty();
  }

  @Test
  void aPurgedTaskIsGone() throws Exception {
    int task = planfix.openTask();
    assertThatThrownBy(() -> simulator.purgeTask(task)).isInstanceOf(IllegalStateException.class);
    simulator.deleteTask(task);
    simulator.purgeTask(task);

    assertThatThrownBy(() -> simulator.task(task)).isInstanceOf(NoSuchElementException.class);
    assertThat(planfix.post(Form.getTask()).statusCode()).isEqualTo(400);
  }

  @Test
  void aReopenedTaskGoesOn() throws Exception {
    int task = planfix.openTask();
    simulator.closeTask(task);
    simulator.reopenTask(task);

    planfix.post(Form.sample("next-message"));

    assertThat(simulator.task(task).comments()).hasSize(1);
    assertThat(
            planfix.events.stream()
                .filter(PlanfixEvent.TaskStatusChanged.class::isInstance)
                .map(event -> ((PlanfixEvent.TaskStatusChanged) event).status()))
        .containsExactly(TaskStatus.CLOSED, TaskStatus.ACTIVE);
  }

  @Test
  void mergedTasksGoOnInTheTargetByItsChannel() throws Exception {
    int source = planfix.openTask();
    Posted sent = simulator.comment(source, hello());
    planfix.post(Form.sample("first-message").with("chatId", "chat-2"));
    int target = simulator.tasks().getLast().number();

    simulator.mergeTasks(source, target);
    planfix.post(Form.sample("next-message"));
    planfix.post(
        Form.sample("status-read").with("messageId", String.valueOf(sent.entry().messageId())));
    simulator.comment(target, hello()).answered().get(10, TimeUnit.SECONDS);

    assertThat(simulator.task(target).comments())
        .extracting(EntryView::text)
        .containsExactly(
            "Good morning! Do you repair coffee machines?\nModel K-7.",
            "Hello",
            "It is leaking & blinking 100% of the time",
            "Hello");
    assertThat(simulator.task(target).comments().get(1).mark()).isNotNull();
    assertThat(simulator.connectorCalls().getLast().fields())
        .containsEntry("chatId", List.of("chat-2"));
    assertThat(simulator.task(source).task().mergedInto()).isEqualTo(target);
    assertThat(planfix.post(Form.getTask()).body()).contains("\\\"number\\\":" + target);
  }

  @Test
  void chatsOfMergedContactsKeepWorking() throws Exception {
    planfix.openTask();
    planfix.post(Form.sample("task-fields"));
    int source = simulator.contacts().getFirst().number();
    int target = simulator.contacts().getLast().number();

    simulator.mergeContacts(source, target);
    planfix.post(Form.sample("next-message"));

    assertThat(simulator.tasks()).hasSize(2);
    assertThat(simulator.contacts())
        .singleElement()
        .satisfies(contact -> assertThat(contact.tasks()).hasSize(2));
    assertThat(simulator.tasks().getFirst().comments()).isEqualTo(1);
  }

  @Test
  void aResetEmptiesTheAccountButNumbersGoOn() throws Exception {
    int task = planfix.openTask();
    String messageId = String.valueOf(simulator.comment(task, hello()).entry().messageId());
    simulator.knobs().titleSuffix = false;

    simulator.reset();

    assertThat(simulator.tasks()).isEmpty();
    assertThat(simulator.contacts()).isEmpty();
    assertThat(simulator.apiCalls()).isEmpty();
    assertThat(simulator.knobs().titleSuffix).isTrue();
    assertThat(simulator.lines()).hasSize(1);
    int next = planfix.openTask();
    assertThat(next).isGreaterThan(task);
    assertThat(Long.parseLong(String.valueOf(simulator.comment(next, hello()).entry().messageId())))
        .isGreaterThan(Long.parseLong(messageId));
  }

  private static CommentRequest hello() {
    return CommentRequest.toClient(RunningPlanfix.OLGA, "Hello");
  }
}
