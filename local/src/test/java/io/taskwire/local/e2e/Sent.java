package io.taskwire.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.MarkView;
import io.taskwire.local.sim.planfix.TaskView;
import java.util.List;
import java.util.stream.Stream;

/** A comment or a description that went to the client, and the signs that Planfix shows at it. */
record Sent(Stage stage, int task, int entry) {
  EntryView view() {
    TaskView view = stage.planfix().task(task);
    return Stream.concat(Stream.of(view.description()), view.comments().stream())
        .filter(one -> one.id() == entry)
        .findFirst()
        .orElseThrow();
  }

  /** The signs it had, oldest first. */
  List<MarkView.Shown> signs() {
    return view().marks().stream().map(MarkView::shown).toList();
  }

  /** The sign that is shown becomes this one; waits for it. */
  Sent becomes(MarkView.Shown sign) {
    stage.await(() -> sign.equals(shown()));
    assertThat(shown()).as("the sign of %s", view().marks()).isEqualTo(sign);
    return this;
  }

  /** It becomes an error whose text contains this. */
  Sent fails(String part) {
    becomes(MarkView.Shown.ERROR);
    assertThat(text()).contains(part);
    return this;
  }

  String text() {
    MarkView mark = view().mark();
    return mark == null ? "" : String.valueOf(mark.text());
  }

  private MarkView.@org.jspecify.annotations.Nullable Shown shown() {
    MarkView mark = view().mark();
    return mark == null ? null : mark.shown();
  }
}
