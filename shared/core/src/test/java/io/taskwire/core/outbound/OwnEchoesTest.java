package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Echoes of our own sends whose id is not known when they come. */
class OwnEchoesTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());

  private final Scene scene = new Scene();

  @Test
  void anEchoThatLayInTheQueueForLongIsStillThatOfAMessageThatWasRefusedAndSent() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("Hello");
    scene.settle();
    scene.messages.fail(Fault.REFUSED_AFTER);
    Comment answer = scene.answers(ivan, "Good morning");
    scene.settle();
    Notice.Message echo = scene.echo(scene.messages.received().getFirst(), ivan);
    scene.clock.advance(Duration.ofHours(30));

    scene.worker().deliverUntilDone(echo);

    assertThat(scene.texts(ivan)).containsExactly("Hello");
    assertThat(scene.marks(answer).getLast()).isEqualTo(SENT);
  }

  @Test
  void anEchoFromBeforeTheChatHadANameIsRecognisedAfterItGotOne() {
    Scene.Place telegram = scene.channel("telegram:79990000097", "tgapi", "address-telegram");
    Client anna = scene.client("Anna Testova", telegram, "telegram-7");
    scene.client("Pyotr Testov", telegram, "telegram-8").writes("Hello");
    scene.settle();
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    Comment first = scene.writesFirst(telegram, "79990000007", "Your order is ready");
    scene.settle();
    scene.messages.namesChats("telegram-7");
    Comment second = scene.comment(first.chat(), false, first.phone(), "You can fetch it today");
    scene.settle();

    for (Received received : scene.messages.received()) {
      scene.echo(received, anna);
    }
    scene.settle();

    assertThat(scene.planfix.tasks().stream().flatMap(task -> task.texts().stream()))
        .containsExactly("Hello");
    assertThat(scene.marks(first).getLast()).isEqualTo(SENT);
    assertThat(scene.marks(second)).containsExactly(SENT);
  }

  @Test
  void anEchoOfWhatWasSentByPhoneIsRecognisedInAChatThatWasThereBefore() {
    Scene.Place telegram = scene.channel("telegram:79990000097", "tgapi", "address-telegram");
    Client anna = scene.client("Anna Testova", telegram, "telegram-7");
    anna.writes("Hello");
    scene.settle();
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    Comment first = scene.writesFirst(telegram, "79990000007", "Your order is ready");
    scene.settle();

    scene.echo(scene.messages.received().getFirst(), anna.withPhone("79990000007"));
    scene.settle();

    assertThat(scene.texts(anna)).containsExactly("Hello");
    assertThat(scene.marks(first).getLast()).isEqualTo(SENT);
  }
}
