package io.taskwire.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.planfix.TaskView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task as employees see it. Each question waits until there is enough to judge by, and then
 * judges what is there: too much is as wrong as too little.
 */
final class TaskSeen {
  /** What Planfix adds to the name of a task by itself. */
  private static final String SUFFIX = " (WebChat, Taskwire";

  static final String OLGA = "olga.manager@example.org";

  private final Stage stage;
  private final int number;

  private TaskSeen(Stage stage, int number) {
    this.stage = stage;
    this.number = number;
  }

  static TaskSeen newestOf(Talk talk, int count) {
    talk.stage().await(() -> talk.tasks().size() >= count);
    List<TaskView> tasks = talk.tasks();
    assertThat(tasks).as("tasks of the dialog").hasSize(count);
    return new TaskSeen(talk.stage(), tasks.getLast().task().number());
  }

  static TaskSeen numbered(Stage stage, int number) {
    return new TaskSeen(stage, number);
  }

  Stage stage() {
    return stage;
  }

  int number() {
    return number;
  }

  // What employees do in it

  /** An employee answers the client; the door has taken it when this returns. */
  Sent answers(String text) {
    return comments(CommentRequest.toClient(OLGA, text));
  }

  /** An employee comments in whatever way. */
  Sent comments(CommentRequest request) {
    EntryView entry = stage.planfix().comment(number, request).answered().join();
    return new Sent(stage, number, entry.id());
  }

  TaskView view() {
    return stage.planfix().task(number);
  }

  TaskSeen hasName(String name) {
    assertThat(view().task().name()).startsWith(name + SUFFIX).endsWith(")");
    return this;
  }

  TaskSeen hasBody(String text) {
    assertThat(view().description().text()).isEqualTo(text);
    return this;
  }

  /** All comments, in their order. */
  TaskSeen hasComments(String... texts) {
    stage.await(() -> view().comments().size() >= texts.length);
    assertThat(view().comments().stream().map(EntryView::text)).containsExactly(texts);
    return this;
  }

  TaskSeen hasNoComments() {
    assertThat(view().comments()).isEmpty();
    return this;
  }

  /** The body or a comment with this text; waits for it. */
  EntryView entry(String text) {
    stage.await(() -> find(text).isPresent());
    return find(text)
        .orElseThrow(() -> new AssertionError("no " + text + " among " + entries().toList()));
  }

  /** Body and comments that contain this text; waits for the first of them. */
  List<EntryView> entriesWith(String part) {
    stage.await(() -> entries().anyMatch(entry -> entry.text().contains(part)));
    return entries().filter(entry -> entry.text().contains(part)).toList();
  }

  /** The files of all entries, when so many were fetched. */
  List<FileView> files(int count) {
    stage.await(() -> fetched().size() >= count);
    assertThat(fetched()).hasSize(count);
    return fetched();
  }

  /** Body and comments, oldest first. */
  Stream<EntryView> entries() {
    TaskView task = view();
    return Stream.concat(Stream.of(task.description()), task.comments().stream());
  }

  /** Body and comments, when there are so many: exactly these texts in this order. */
  TaskSeen says(String... texts) {
    stage.await(() -> entries().count() >= texts.length);
    assertThat(entries().map(EntryView::text)).containsExactlyElementsOf(Arrays.asList(texts));
    return this;
  }

  private List<FileView> fetched() {
    return entries()
        .flatMap(entry -> entry.files().stream())
        .filter(file -> file.state() != FileView.State.PENDING)
        .toList();
  }

  private Optional<EntryView> find(String text) {
    return entries().filter(entry -> entry.text().equals(text)).findFirst();
  }
}
