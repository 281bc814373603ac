package io.taskwire.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.settings.WorkerSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsDocumentTest {
  private static final String VALID =
      """
      {
        "language": "ru",
        "wazzup": {
          "apiUrl": "https://api.wazzup24.com",
          "apiKey": "key-of-the-api",
          "webhookSecrets": ["first-secret-of-two", "second-secret-of-two"],
          "crmKeys": ["crm-key"]
        },
        "planfix": {
          "chatApiUrl": "https://example.planfix.ru/webchat/api",
          "webhookSecrets": ["secret-of-planfix"],
          "lines": [
            {"providerId": "taskwire", "planfixToken": "to", "token": "from", "channel": null},
            {"providerId": "sales", "planfixToken": "to2", "token": "from2", "channel": "+7 (999) 000-00-98"}
          ]
        },
        "channels": ["+7 (999) 000-00-99", "8 999 000-00-98", "instagram:example.shop"]
      }
      """;

  @Test
  void theWholeDocumentGivesBothHalves() {
    SettingsDocument.Whole whole = SettingsDocument.whole(VALID, false);

    assertThat(whole.door().knowsSecret("first-secret-of-two")).isTrue();
    assertThat(whole.door().knowsSecret("second-secret-of-two")).isTrue();
    assertThat(whole.door().knowsSecret("secret-of-planfix")).isFalse();
    assertThat(whole.door().authorizes(Optional.of("Bearer crm-key"))).isTrue();
    assertThat(whole.door().authorizes(Optional.of("bearer crm-key"))).isTrue();
    assertThat(whole.door().authorizes(Optional.of("Bearer another"))).isFalse();
    assertThat(whole.door().authorizes(Optional.empty())).isFalse();
    assertThat(whole.worker().channels())
        .containsExactly(
            ChannelIdentity.parse("whatsapp:79990000099"),
            ChannelIdentity.parse("whatsapp:79990000098"),
            ChannelIdentity.parse("instagram:example.shop"));
    assertThat(whole.worker().lines()).hasSize(2);
  }

  @Test
  void inInstagramNobodyIsWrittenToByPhoneUnlessThatIsSwitchedOn() {
    assertThat(SettingsDocument.whole(VALID, false).worker().writeByPhone()).isFalse();
    assertThat(withInstagram("\"commentReply\": \"off\"").writeByPhone()).isFalse();
    assertThat(withInstagram("\"writeByPhone\": \"off\"").writeByPhone()).isFalse();
    WorkerSettings known = withInstagram("\"writeByPhone\": \"known\"");
    assertThat(known.writeByPhone()).isTrue();
    assertThat(known.commentReply()).isTrue();
    assertThat(withInstagram("\"commentReply\": \"off\"").commentReply()).isFalse();
    for (String wrong :
        List.of("\"writeByPhone\": \"on\"", "\"writeByPhone\": true", "\"writeByFone\": \"off\"")) {
      assertThatThrownBy(() -> withInstagram(wrong))
          .isInstanceOf(BrokenSettings.class)
          .hasMessageContaining("instagram.write");
    }
  }

  @Test
  void echoesMayComeBackUntilSomebodyHasSeenThatTheyDoNot() {
    assertThat(SettingsDocument.whole(VALID, false).worker().echoesComeBack()).isTrue();
    assertThat(withEchoes("unknown").echoesComeBack()).isTrue();
    assertThat(withEchoes("stay").echoesComeBack()).isFalse();
    assertThatThrownBy(() -> withEchoes("never"))
        .isInstanceOf(BrokenSettings.class)
        .hasMessageContaining("planfix.echoes");
  }

  private static WorkerSettings withEchoes(String echoes) {
    return SettingsDocument.whole(
            VALID.replaceFirst("\"chatApiUrl\"", "\"echoes\": \"" + echoes + "\", \"chatApiUrl\""),
            false)
        .worker();
  }

  private static WorkerSettings withInstagram(String keys) {
    return SettingsDocument.whole(
            VALID.replaceFirst("\\{", "{\"instagram\": {" + keys + "},"), false)
        .worker();
  }

  @Test
  void theDoorForPlanfixKnowsItsSecretAndItsLinesByTheirTokens() {
    var door = SettingsDocument.whole(VALID, false).planfixDoor();

    assertThat(door.knowsSecret("secret-of-planfix")).isTrue();
    assertThat(door.knowsSecret("first-secret-of-two")).isFalse();
    assertThat(door.line("taskwire", "from"))
        .hasValueSatisfying(line -> assertThat(line.channel()).isEmpty());
    assertThat(door.line("sales", "from2"))
        .hasValueSatisfying(
            line ->
                assertThat(line.channel()).contains(ChannelIdentity.parse("whatsapp:79990000098")));
    assertThat(door.line("taskwire", "from2")).isEmpty();
    assertThat(door.line("sales", "to2")).isEmpty();
    assertThat(door.line("nobody", "from")).isEmpty();
    assertThat(door.line("taskwire", "")).isEmpty();
  }

  @Test
  void aChannelHasItsOwnLineAndEveryOtherTheCommonOne() {
    var worker = SettingsDocument.whole(VALID, false).worker();

    assertThat(worker.lineFor(ChannelIdentity.typed("8 999 000 00 98")))
        .hasValueSatisfying(line -> assertThat(line.providerId()).isEqualTo("sales"));
    assertThat(worker.lineFor(ChannelIdentity.typed("8 999 000 00 99")))
        .hasValueSatisfying(line -> assertThat(line.providerId()).isEqualTo("taskwire"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"language\": \"ru\" | \"language\": \"de\" | language",
        "\"language\": \"ru\", | '' | language",
        "\"language\": \"ru\" | \"langage\": \"ru\", \"language\": \"ru\" | langage",
        "\"language\": \"ru\" | \"language\": \"ru\", \"language\": \"en\" | no JSON",
        "https://api.wazzup24.com | http://api.wazzup24.com | wazzup.apiUrl",
        "https://api.wazzup24.com | https:// / | wazzup.apiUrl",
        "\"apiKey\": \"key-of-the-api\" | \"apiKey\": \" \" | wazzup.apiKey",
        "\"apiKey\": \"key-of-the-api\" | \"apiKey\": 5 | wazzup.apiKey",
        "\"first-secret-of-two\" | \"short\" | wazzup.webhookSecrets[0]",
        "\"first-secret-of-two\", \"second-secret-of-two\" | '' | wazzup.webhookSecrets",
        "[\"crm-key\"] | \"crm-key\" | wazzup.crmKeys",
        "\"providerId\": \"taskwire\" | \"providerId\": \"task~wire\" | planfix.lines[0].providerId",
        "\"providerId\": \"sales\" | \"providerId\": \"taskwire\" | planfix.lines",
        "\"token\": \"from2\", | '' | planfix.lines[1].token",
        "\"channel\": null | \"channel\": \"nobody\" | planfix.lines[0].channel",
        "\"instagram:example.shop\" | \"12\" | channels[2]",
        "\"channels\" | \"chanels\" | channels"
      })
  void whatIsWrongIsRefusedByTheNameOfItsKey(String part, String instead, String named) {
    assertThat(VALID).contains(part);
    String broken = VALID.replaceFirst(java.util.regex.Pattern.quote(part), instead);

    assertThatThrownBy(() -> SettingsDocument.whole(broken, false))
        .isInstanceOf(BrokenSettings.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://api.wazzup24.com | not an address, but private",
        "first-secret-of-two | private !",
        "+7 (999) 000-00-98 | private~",
        "taskwire | private ~"
      })
  void noMessageQuotesAValue(String part, String instead) {
    String broken = VALID.replace(part, instead);

    assertThatThrownBy(() -> SettingsDocument.whole(broken, false))
        .isInstanceOf(BrokenSettings.class)
        .hasMessageNotContaining("private");
  }

  @Test
  void plainHttpIsForLocalRuns() {
    String local = VALID.replace("https://", "http://");

    assertThat(SettingsDocument.whole(local, true).worker().wazzupApi().getScheme())
        .isEqualTo("http");
  }

  @Test
  void theDoorsHalfHoldsNoKeyToSendWith() {
    String door =
        """
        {
          "wazzup": {"webhookSecrets": ["first-secret-of-two"], "crmKeys": []},
          "planfix": {
            "webhookSecrets": ["secret-of-planfix"],
            "lines": [
              {"providerId": "taskwire", "token": "from", "channel": null},
              {"providerId": "sales", "token": "from2", "channel": "+7 (999) 000-00-98"}
            ]
          }
        }
        """;

    assertThat(SettingsDocument.door(door).authorizes(Optional.empty())).isTrue();
    assertThat(SettingsDocument.planfixDoor(door))
        .isEqualTo(SettingsDocument.whole(VALID, false).planfixDoor());
    assertThatThrownBy(() -> SettingsDocument.planfixDoor(VALID))
        .isInstanceOf(BrokenSettings.class)
        .hasMessageContaining("unknown");
    assertThatThrownBy(() -> SettingsDocument.door(VALID))
        .isInstanceOf(BrokenSettings.class)
        .hasMessageContaining("unknown");
  }

  @Test
  void theWorkersHalfHoldsNoSecretOfTheDoors() {
    String worker =
        """
        {
          "language": "en",
          "wazzup": {"apiUrl": "https://api.wazzup24.com/", "apiKey": "key-of-the-api"},
          "planfix": {
            "chatApiUrl": "https://example.planfix.ru/webchat/api",
            "lines": [{"providerId": "taskwire", "planfixToken": "to", "channel": null}]
          },
          "channels": []
        }
        """;

    assertThat(SettingsDocument.worker(worker).wazzupApi()).hasToString("https://api.wazzup24.com");
    assertThatThrownBy(() -> SettingsDocument.worker(VALID))
        .isInstanceOf(BrokenSettings.class)
        .hasMessageContaining("unknown");
  }

  @Test
  void settingsDontShowTheirSecretsWhenPrinted() {
    assertThat(SettingsDocument.whole(VALID, false).toString())
        .doesNotContain("first-secret", "crm-key", "key-of-the-api", "to2")
        .doesNotContain("secret-of-planfix", "from2");
  }
}
