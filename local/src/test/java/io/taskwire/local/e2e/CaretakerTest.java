package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.TELEGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Provider;
import io.taskwire.local.sim.wazzup.Fault;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hourly look at the account. */
class CaretakerTest {
  private static final String ELSEWHERE = "https://another.example.org/hooks/quokka-secret";
  private static final Context UNASKED =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("the caretaker asks for " + method.getName());
              });

  private final Workbench bench = new Workbench(SettingsText.USUAL);
  private final Stage stage = bench.stage();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whereAllIsWellItSaysSo() {
    assertThat(check(true)).startsWith("webhooks: ours; channels: connected=");
    assertThat(bench.measured.told())
        .contains(new Measure.Subscription(Provider.WAZZUP, false))
        .contains(new Measure.Channels(Provider.WAZZUP, 0, 0));
  }

  @Test
  void anAddressThatAnotherIntegrationSetIsToldAndLeftWhereOnlyAnAlarmIsWanted() {
    stage.wazzup().overwriteWebhooksUri(ELSEWHERE);

    assertThat(check(false)).startsWith("webhooks: LOST").doesNotContain("another.example.org");
    assertThat(check(false)).startsWith("webhooks: LOST");
    assertThat(bench.measured.told()).contains(new Measure.Subscription(Provider.WAZZUP, true));
  }

  @Test
  void anAddressThatAnotherIntegrationSetIsFetchedBackWhereThatIsWantedAndMessagesComeAgain() {
    stage.wazzup().overwriteWebhooksUri(null);

    assertThat(check(true)).startsWith("webhooks: REPAIRED");
    assertThat(bench.measured.told()).contains(new Measure.Subscription(Provider.WAZZUP, true));
    assertThat(check(true)).startsWith("webhooks: ours");

    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");
  }

  @Test
  void anAddressWithTheOtherOfTwoSecretsIsOursToo() {
    bench.settings.set(
        SettingsText.USUAL
            .withSecrets("bench-new-secret-1", "bench-wazzup-secret")
            .at(bench.origin()));

    assertThat(check(true)).startsWith("webhooks: ours");
  }

  @Test
  void anAddressWhoseSecretIsNoLongerValidIsLostThoughTheDoorIsOurs() {
    bench.settings.set(SettingsText.USUAL.withSecrets("bench-new-secret-1").at(bench.origin()));

    assertThat(check(false)).startsWith("webhooks: LOST");
    assertThat(check(true)).startsWith("webhooks: REPAIRED");
    assertThat(check(false)).startsWith("webhooks: ours");
  }

  @Test
  void aDoorThatDoesNotAnswerWazzupsTestIsToldAsTheReason() {
    stage.wazzup().overwriteWebhooksUri(null);
    // With crmKeys that Wazzup does not know, the door answers 401.
    bench.settings.set(SettingsText.USUAL.withCrmKeys("bench-crm-key").at(bench.origin()));
    bench.pass(Duration.ofMinutes(2));

    assertThat(check(true)).startsWith("webhooks: LOST, and not repaired: testPostNotPassed");
  }

  @Test
  void aKeyThatWazzupRejectsIsCountedAndNothingIsTakenForLost() {
    stage.wazzup().addFault(Fault.of(Fault.Kind.UNAUTHORIZED, Fault.Call.WEBHOOKS_READ, 1));

    assertThat(check(true)).startsWith("webhooks: Wazzup could not be asked: HTTP 401");
    assertThat(bench.measured.told())
        .contains(new Measure.SetupRejected(Provider.WAZZUP))
        .noneMatch(Measure.Subscription.class::isInstance);
  }

  @Test
  void P12_whileWazzupIsAwayNothingIsTakenForLostOrDown() {
    for (Fault.Call call : List.of(Fault.Call.WEBHOOKS_READ, Fault.Call.CHANNELS)) {
      stage.wazzup().addFault(Fault.of(Fault.Kind.SERVER_ERROR, call, 1));
    }

    assertThat(check(true))
        .startsWith(
            "webhooks: Wazzup could not be asked: HTTP 500;"
                + " channels: Wazzup could not be asked: HTTP 500");
    assertThat(bench.measured.told()).isEmpty();
  }

  @Test
  void S11_aChannelThatWasMadeAnewIsFoundWithoutAMessage() {
    stage.wazzup().overwriteWebhooksUri(null);
    String address = stage.wazzup().recreateChannel(WHATSAPP).channelId();
    assertThat(stage.channels().identityAt(new ChannelId(address))).isEmpty();

    check(false);

    assertThat(stage.channels().identityAt(new ChannelId(address)))
        .contains(ChannelIdentity.parse("whatsapp:79990000099"));
  }

  @Test
  void aConnectedChannelThatCanNotSendIsCountedAndSoIsOneThatIsGone() {
    stage.wazzup().changeState(WHATSAPP, "qridle", null);
    stage.wazzup().removeChannel(TELEGRAM);
    // With its first notice the worker connects the channels of the settings.
    stage.settle();

    assertThat(check(false)).contains("channels: connected=4 down=2");
    assertThat(bench.measured.told()).contains(new Measure.Channels(Provider.WAZZUP, 2, 0));
  }

  @Test
  void messagesOnChannelsThatAreNotConnectedAreReportedOnceTheirHourIsOver() {
    String phone = Stage.freshPhone();
    Talk ivan = stage.somebody("Ivan Testov").on(stage.listed("whatsapp", phone));
    ivan.writes("Hello");
    ivan.writes("Is anybody there?");
    stage.settle();
    assertThat(check(false)).contains("channels=0 messages=0");

    bench.pass(Duration.ofHours(1));
    assertThat(check(false)).contains("channels=1 messages=2").doesNotContain(phone);
    assertThat(bench.measured.told()).contains(new Measure.Channels(Provider.WAZZUP, 0, 2));

    bench.pass(Duration.ofHours(1));
    assertThat(check(false)).contains("channels=0 messages=0");
  }

  @Test
  void untilTheSettingsAreWrittenItAsksNobody() {
    stage.wazzup().overwriteWebhooksUri(ELSEWHERE);
    bench.settings.set("{}");

    assertThat(check(true)).isEqualTo("settings are incomplete: nothing was checked");
    assertThat(bench.measured.told()).isEmpty();
  }

  private String check(boolean repairs) {
    return bench.caretaker(repairs).handleRequest(new ScheduledEvent(), UNASKED);
  }
}
