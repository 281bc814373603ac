package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.local.sim.planfix.TaskView;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels that break, are deleted, and come back. */
@ExtendWith(OwnRun.class)
class ComebackTest {
  private final Stage stage;
  private final String phone;
  private final WazzupChannel channel;
  private final Talk ivan;

  ComebackTest(Stage stage) {
    this.stage = stage;
    this.phone = Stage.freshPhone();
    this.channel = stage.connected("whatsapp", phone, phone);
    this.ivan = stage.somebody("Ivan Testov").on(channel);
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  private void ivanWrote() {
    ivan.writes("Hello");
    ivan.task().says("Hello");
  }

  @ParameterizedTest
  @CsvSource({
    "qr,             QR",
    "notEnoughMoney, оплат",
    "openElsewhere,  Wazzup",
    "disabled,       Wazzup",
  })
  void S11_aChannelThatDoesNotSendIsToldWithWhatToDo(String state, String word) {
    ivanWrote();
    stage.wazzup().changeState(channel.channelId(), state, null);
    stage.settle();
    ivan.task().answers("Good morning").fails(word);
    assertThat(ivan.phone()).isEmpty();

    stage.wazzup().changeState(channel.channelId(), "active", null);
    stage.settle();
    ivan.task().answers("Good morning again").becomes(READ);
    assertThat(ivan.phone()).containsExactly("Good morning again");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void S11_theTasksOfADeletedChannelStayAndNothingLeavesThem(boolean told) {
    ivanWrote();
    TaskView before = ivan.task().view();
    silently(told, () -> stage.wazzup().removeChannel(channel.channelId()));
    ivan.task().answers("Good morning").fails(told ? "удалён в Wazzup" : "Wazzup");
    stage.settle();
    assertThat(ivan.task().view().task().status()).isEqualTo(before.task().status());
    ivan.task().says("Hello", "Good morning");
    assertThat(ivan.phone()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void S11_connectedAnewItGoesOnBothWaysInTheOldTask(boolean told) {
    ivanWrote();
    WazzupChannel[] anew = new WazzupChannel[1];
    silently(told, () -> anew[0] = stage.wazzup().recreateChannel(channel.channelId()));
    Talk back = ivan.at(anew[0]);
    back.task().answers("We are back").becomes(READ);
    back.writes("So am I");
    back.task().says("Hello", "We are back", "So am I");
    assertThat(back.phone()).containsExactly("We are back");
  }

  @Test
  void S11_movedToWabaTheNumberKeepsItsDialogs() {
    ivanWrote();
    stage.wazzup().removeChannel(channel.channelId());
    WazzupChannel waba = stage.listed("wapi", phone);
    Talk there = ivan.at(waba);
    there.writes("Are you here now?");
    there.task().says("Hello", "Are you here now?");
    there.task().answers("We have moved").becomes(READ);
    there.task().says("Hello", "Are you here now?", "We have moved");
    assertThat(there.phone()).containsExactly("We have moved");
  }

  @Test
  void S11_anotherNumberOpensTasksOfItsOwnAndTheOldStayUnreachable() {
    ivanWrote();
    stage.wazzup().removeChannel(channel.channelId());
    String other = Stage.freshPhone();
    Talk there =
        new Talk(
            stage,
            stage.connected("whatsapp", other, other),
            ivan.chatId(),
            ivan.name(),
            ivan.post());
    there.writes("Is this you?");
    there.task().says("Is this you?");
    ivan.task().answers("Through the old one").fails("удал");
    there.task().answers("Yes").becomes(READ);
    assertThat(there.phone()).containsExactly("Yes");
    ivan.task().says("Hello", "Through the old one");
  }

  @Test
  void S11_theSameNumberInTwoMessengersIsTwoChannels() {
    ivanWrote();
    stage.channels().connect(ChannelIdentity.typed("viber:" + phone), stage.now());
    Talk viber = stage.somebody("Ivan Testov").on(stage.listed("viber", phone));
    viber.writes("Hello from Viber");
    viber.task().says("Hello from Viber");
    stage.wazzup().removeChannel(channel.channelId());
    stage.settle();
    ivan.task().answers("Good morning").fails("удал");
    viber.task().answers("Good morning, Viber").becomes(READ);
    assertThat(viber.phone()).containsExactly("Good morning, Viber");
  }

  /** Whether Wazzup's word of it comes. */
  private void silently(boolean told, Runnable change) {
    if (!told) {
      stage.wazzup().overwriteWebhooksUri(null);
    }
    change.run();
    stage.settle();
    stage.wazzup().overwriteWebhooksUri(stage.door().toString());
  }
}
