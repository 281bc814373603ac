package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The answer comes when everybody takes its sender for dead. */
class LateAnswersTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());

  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");

  /** The answer to the only call waits until its sender is dead by all that is known. */
  private Received answeredLate(Consumer<Comment> meanwhile) {
    ivan.writes("Hello");
    scene.settle();
    Comment answer = scene.answers(ivan, "Good morning");
    AtomicBoolean once = new AtomicBoolean();
    scene.messages.onEffect(
        _ -> {
          if (once.compareAndSet(false, true)) {
            scene.clock.advance(Duration.ofMinutes(1));
            scene.sender().send(answer);
            meanwhile.accept(answer);
          }
        });
    scene.sender().send(answer);
    scene.settle();
    assertThat(scene.marks(answer).getLast()).isEqualTo(SENT);
    assertThat(scene.messages.received()).hasSize(1);
    assertThat(List.copyOf(scene.crashes)).isEmpty();
    return scene.messages.received().getFirst();
  }

  @Test
  void aLateAnswerSettlesWhatWasTakenForUnknown() {
    answeredLate(_ -> {});
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }

  @Test
  void equalWordsOfAColleagueWaitAndAreACommentOnceTheAnswerNamesAnotherMessage() {
    Received received =
        answeredLate(
            _ ->
                assertThat(scene.worker().deliver(ivan.somebodyOfUsWrites("Good morning").notice()))
                    .isInstanceOf(Outcome.Later.class));
    scene.echo(received, ivan);
    scene.settle();
    assertThat(scene.texts(ivan)).hasSize(2).last().asString().contains("Good morning");
  }

  @Test
  void theEchoOfTheSameMessageIsNoComment() {
    Received received = answeredLate(_ -> scene.echo(scene.messages.received().getFirst(), ivan));
    scene.echo(received, ivan);
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }
}
