package io.taskwire.core.inbound;

import io.taskwire.core.dialog.Progress.Plan;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A notice as it will stand in Planfix.
 *
 * @param message what is posted where the task is there; without a title
 * @param title names the task, where the notice opens one
 * @param body the body of the task where it isn't the message itself: the link to a post
 * @param author who of our side wrote the message
 * @param bodyAgain whether the message is the first comment too where it is the body of a task: one
 *     in Direct that answers a comment under a post
 */
record Composition(
    TaskMessage message,
    String title,
    Optional<String> body,
    Optional<String> author,
    boolean bodyAgain) {

  /** The steps of a plan; the same plan has the same steps, whenever it is asked for. */
  List<Step> steps(Plan plan, OptionalLong closedTask, Wording wording) {
    List<Step> steps = new ArrayList<>();
    switch (plan) {
      case COMMENT -> steps.add(post(message));
      case OPEN -> {
        if (body.isPresent()) {
          steps.add(post(fromClient(body.get()).withTitle(Optional.of(title))));
          steps.add(post(message));
        } else {
          steps.add(post(opening(wording)));
          addAgain(steps);
        }
        closedTask.ifPresent(task -> steps.add(new Step.LearnClosedTasks(task)));
      }
      case OPEN_FOR_EMPLOYEE -> {
        steps.add(new Step.Post(message.withTitle(Optional.of(title)), true));
        steps.add(
            new Step.PostWithoutTask(
                opening(wording), Optional.of(message).filter(_ -> !bodyAgain)));
        addAgain(steps);
      }
      case PARK -> throw new IllegalArgumentException("parking has steps of its own");
    }
    return steps;
  }

  private void addAgain(List<Step> steps) {
    if (bodyAgain) {
      steps.add(post(message));
    }
  }

  /**
   * The steps that put this notice aside: the employee is told, then it goes to the dead letters.
   */
  List<Step> parkingSteps(boolean taskIsOpen, String note, String reason) {
    TaskMessage told =
        taskIsOpen ? parkedFromUs(note) : fromClient(note).withTitle(Optional.of(title));
    return List.of(new Step.Post(told, true), new Step.Park(reason));
  }

  // Only a message of the client surely opens a task: one of ours is posted as his, with our name.
  private TaskMessage opening(Wording wording) {
    String text =
        message.fromUs()
            ? wording.writtenBy(author.orElse(wording.employee()), message.text())
            : message.text();
    return new TaskMessage(
        message.dialog(),
        message.chat(),
        message.client(),
        Optional.of(title),
        text,
        message.files(),
        false);
  }

  private TaskMessage fromClient(String text) {
    return new TaskMessage(
        message.dialog(),
        message.chat(),
        message.client(),
        Optional.empty(),
        text,
        List.of(),
        false);
  }

  /** What tells the employee of a notice that is put aside, where there is a task to tell it in. */
  TaskMessage parkedFromUs(String text) {
    return new TaskMessage(
        message.dialog(),
        message.chat(),
        message.client(),
        Optional.empty(),
        text,
        List.of(),
        true);
  }

  Composition withText(String text) {
    TaskMessage other =
        new TaskMessage(
            message.dialog(),
            message.chat(),
            message.client(),
            message.title(),
            text,
            message.files(),
            message.fromUs());
    return new Composition(other, title, body, author, bodyAgain);
  }

  private static Step post(TaskMessage message) {
    return new Step.Post(message, false);
  }
}
