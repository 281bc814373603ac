package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.TELEGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore.UnconnectedCount;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of our accounts are bridged, and how they are named. */
@ExtendWith(OwnRun.class)
class ChannelsTest {
  private final Stage stage;

  ChannelsTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, +7 %s,                    WhatsApp",
    "wapi,     8%s,                      WhatsApp (WABA)",
    "viber,    viber:8%s,                Viber",
    "tgapi,    telegram:+7%s,            Telegram",
    "max,      max:7%s,                  MAX",
  })
  void S01_aChannelNamedByItsPhoneIsBridged(String transport, String typed, String title) {
    String phone = Stage.freshPhone();
    WazzupChannel channel = stage.connected(transport, phone, typed.formatted(phone.substring(1)));
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task()
        .hasName("Ivan Testov — " + title + ", Wazzup, +" + phone)
        .hasBody("Hello")
        .hasNoComments();
  }

  @ParameterizedTest
  @CsvSource({
    "telegram,  telegram:@example_bot,  example_bot,   Telegram Bot",
    "vk,        vk:200000001,           200000001,     VK",
    "avito,     avito:300000001,        300000001,     Avito",
    "maxbot,    max:example_max_bot,    example_max_bot, MAX Bot",
  })
  void S01_aChannelNamedByItsAccountIsBridged(
      String transport, String typed, String account, String title) {
    WazzupChannel channel = stage.connected(transport, account, typed);
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task().hasName("Ivan Testov — " + title + ", Wazzup, " + account).hasBody("Hello");
  }

  @Test
  void S01_anInstagramAccountIsBridged() {
    WazzupChannel channel =
        stage.connected("instagram", "second.example.shop", "instagram:Second.Example.Shop");
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task()
        .hasName(ivan.chatId() + " — Instagram Direct, Wazzup, second.example.shop")
        .hasBody("Hello");
  }

  @Test
  void S01_aMessageThatOutrunsTheNewsOfItsChannelIsBridged() {
    String phone = Stage.freshPhone();
    stage.channels().connect(ChannelIdentity.typed(phone), Instant.now());
    // Asked a moment ago, Wazzup knew nothing of the channel.
    stage.listed("whatsapp", Stage.freshPhone());
    stage.wazzup().overwriteWebhooksUri(null);
    WazzupChannel channel = stage.wazzup().addChannel("whatsapp", phone, null, null);
    stage.settle();
    stage.wazzup().overwriteWebhooksUri(stage.door().toString());

    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");
  }

  @Test
  void S02_theSettingsTakeNumbersAsPeopleWriteThem() {
    try (var bench =
        new Workbench(
            SettingsText.USUAL.withChannels(
                "+7 (999) 000-00-99",
                "8 999 000-00-98",
                " telegram: 7(999)000 00 96",
                "Instagram:@Example.Shop"))) {
      Person ivan = bench.stage().somebody("Ivan Testov");
      List<Talk> talks =
          List.of(WHATSAPP, WABA, TELEGRAM, INSTAGRAM).stream().map(ivan::on).toList();
      talks.forEach(talk -> talk.writes("Hello"));
      talks.forEach(talk -> talk.task().hasBody("Hello"));
    }
  }

  @Test
  void S02_aMessageOnAChannelThatIsNotConnectedIsCountedAndMakesNoTask() {
    WazzupChannel channel = stage.listed("whatsapp", Stage.freshPhone());
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    Talk maria = stage.somebody("Maria Testova").on(channel);
    ivan.writes("Is anybody there?");
    ivan.writes("Hello?");
    maria.writes("Hello");
    stage.settle();

    assertThat(ivan.tasks()).isEmpty();
    assertThat(maria.tasks()).isEmpty();
    assertThat(stage.channels().unconnectedSince(hour))
        .filteredOn(count -> count.channel().equals("whatsapp:" + channel.plainId()))
        .extracting(UnconnectedCount::messages)
        .satisfies(
            counts -> assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(3));
    assertThat(stage.channels().unconnectedSince(hour.plus(Duration.ofHours(2)))).isEmpty();
  }

  @Test
  void S02_aMessageOnAChannelThatWazzupDoesNotListIsCountedByItsAddress() {
    WazzupChannel unknown =
        new WazzupChannel(
            "00000000-0000-4000-8000-000000000077", "whatsapp", Stage.freshPhone(), "active", null);
    Talk ivan = new Talk(stage, unknown, "79990001000", "Ivan Testov", Optional.empty());
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    assertThat(stage.post(Webhooks.messages(ivan.entry("Hello")))).isEqualTo(200);
    stage.settle();

    assertThat(ivan.tasks()).isEmpty();
    assertThat(stage.channels().unconnectedSince(hour))
        .extracting(UnconnectedCount::channel)
        .contains("channelId:" + unknown.channelId());
  }

  @Test
  void S02_afterConnectingLaterMessagesAreBridged() {
    WazzupChannel channel = stage.listed("whatsapp", Stage.freshPhone());
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Too early");
    stage.settle();
    stage.channels().connect(ChannelIdentity.typed(channel.plainId()), Instant.now());
    ivan.writes("Hello");
    ivan.task().says("Hello");
  }

  @Test
  void S02_aChannelRemovedAndConnectedAgainGoesOnInTheSameTask() {
    String phone = Stage.freshPhone();
    WazzupChannel channel = stage.connected("whatsapp", phone, phone);
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");

    stage.channels().disconnect(ChannelIdentity.typed(phone), Instant.now());
    ivan.writes("Are you gone?");
    stage.settle();
    stage.channels().connect(ChannelIdentity.typed(phone), Instant.now());
    ivan.writes("There you are");
    ivan.task().says("Hello", "There you are");
  }

  @Test
  void S11_aChannelMadeAnewGoesOnInTheSameTask() {
    String phone = Stage.freshPhone();
    WazzupChannel channel = stage.connected("whatsapp", phone, phone);
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");

    WazzupChannel anew = stage.wazzup().recreateChannel(channel.channelId());
    ivan.at(anew).writes("Still me");
    ivan.task().says("Hello", "Still me");
  }
}
