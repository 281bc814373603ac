package io.taskwire.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Status;
import io.taskwire.core.watch.Measure.Delivered;
import io.taskwire.core.watch.Measure.Refused;
import io.taskwire.core.watch.Measure.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted on a message's way. */
class MeasureTest {
  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");
  private int counted;

  @Test
  void aClientsMessageIsCountedWithTheTimeItTookToGetIntoTheTask() {
    ivan.writes("Hello");
    scene.clock.advance(Duration.ofSeconds(4));
    scene.settle();

    assertThat(scene.meter.told())
        .containsExactly(new Delivered(Provider.PLANFIX, 1, Optional.of(Duration.ofSeconds(5))));
  }

  @Test
  void anAnswerIsCountedOnceThoughItsMarkIsToldInPlanfixToo() {
    ivanWrote();
    scene.answers(ivan, "Good morning");
    scene.settle();

    assertThat(sinceThen()).containsExactly(new Delivered(Provider.WAZZUP, 1, Optional.empty()));
  }

  @Test
  void anAnswerOfUnknownOutcomeIsCountedAsSuch() {
    ivanWrote();
    scene.messages.faults(_ -> Fault.LOST_BEFORE);
    scene.answers(ivan, "Good morning");
    scene.sender().handle(scene.outbound.receive(10));
    scene.messages.faults(_ -> Fault.NONE);
    scene.settle();

    assertThat(sinceThen()).containsExactly(new Unknown(Provider.WAZZUP, 1));
  }

  @Test
  void anAnswerThatIsNotSentIsCountedByItsReason() {
    ivanWrote();
    scene.table.disconnect(ivan.dialog().channel(), scene.clock.instant());
    scene.answers(ivan, "Good morning");
    scene.settle();

    assertThat(sinceThen()).containsExactly(new Refused(Provider.WAZZUP, Refusal.NOT_CONNECTED));
  }

  @Test
  void anAnswerThatWazzupCouldNotDeliverIsCountedByItsReason() {
    ivanWrote();
    scene.answers(ivan, "Good morning");
    scene.settle();
    scene.queue(
        new Notice.StatusChange(
            scene.messages.received().getFirst().id(),
            Status.ERROR,
            scene.clock.instant(),
            Optional.of(new DeliveryError("BAD_CONTACT", "no such account"))));
    scene.settle();

    assertThat(sinceThen())
        .containsExactly(
            new Delivered(Provider.WAZZUP, 1, Optional.empty()),
            new Refused(Provider.WAZZUP, "BAD_CONTACT"));
  }

  @Test
  void whatPlanfixNeverTakesIsCounted() {
    ivanWrote();
    scene.planfix.refuse(message -> message.text().contains("Refused"));
    ivan.writes("Refused");
    scene.settle();

    assertThat(sinceThen()).containsExactly(Refused.parked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "79990000001", "Ivan Testov does not exist", "NEW_CODE"})
  void aReasonThatIsNotOnTheListIsNotTold(String code) {
    assertThat(Refused.of(code)).isEqualTo(new Refused(Provider.WAZZUP, "OTHER"));
  }

  private void ivanWrote() {
    ivan.writes("Hello");
    scene.settle();
    counted = scene.meter.told().size();
  }

  private List<Measure> sinceThen() {
    return scene.meter.told().subList(counted, scene.meter.told().size());
  }
}
