package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Scene;
import org.junit.jupiter.api.Test;

class StoriesTest {
  private final Scene scene = new Scene();

  @Test
  void aFirstMessageMakesATaskAndTheNextACommentOfIt() {
    var ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    ivan.writes("Are you there?");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Hello", "Are you there?");
    assertThat(scene.crashes).isEmpty();
  }
}
