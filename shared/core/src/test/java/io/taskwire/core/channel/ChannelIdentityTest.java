package io.taskwire.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelIdentityTest {
  @ParameterizedTest
  @CsvSource({
    "+7 (999) 000-00-99, whatsapp:79990000099, +79990000099",
    "8 999 000-00-99, whatsapp:79990000099, +79990000099",
    "whatsapp:8 999 000-00-99, whatsapp:79990000099, +79990000099",
    "' WhatsApp : 79990000099 ', whatsapp:79990000099, +79990000099",
    "viber:+79990000095, viber:79990000095, +79990000095",
    "telegram:8 999 000-00-96, telegram:79990000096, +79990000096",
    "telegram:@Example_Bot, telegram:example_bot, example_bot",
    "instagram:@Example.Shop, instagram:example.shop, example.shop",
    "avito:600000001, avito:600000001, 600000001",
    "vk:my club, vk:my%20club, my club",
    "newmessenger:a~b/c, newmessenger:a%7Eb%2Fc, a~b/c"
  })
  void aChannelIsNamedAsAPersonWritesIt(String typed, String identity, String title) {
    ChannelIdentity channel = ChannelIdentity.typed(typed);
    assertThat(channel).hasToString(identity);
    assertThat(channel.accountTitle()).isEqualTo(title);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.shop",
        "whatsapp:example.shop",
        "viber:",
        "instagram:",
        "in sta:x",
        ":x"
      })
  void whatIsNoChannelIsRefused(String typed) {
    assertThatIllegalArgumentException().isThrownBy(() -> ChannelIdentity.typed(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, 79990000099, whatsapp:79990000099",
    "wapi, +7 999 000-00-99, whatsapp:79990000099",
    "WAPI, 79990000099, whatsapp:79990000099",
    "tgapi, 79990000096, telegram:79990000096",
    "telegram, Example_Bot, telegram:example_bot",
    "maxbot, example_bot, max:example_bot",
    "instagram, Example.Shop, instagram:example.shop"
  })
  void whatWazzupListsIsTheSameAsWhatAPersonTypes(
      String transport, String plainId, String identity) {
    assertThat(ChannelIdentity.listed(new Transport(transport), plainId)).hasToString(identity);
  }

  @Test
  void anIdentityIsReadBackFromItsText() {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String account = Names.any(random, 20);
      ChannelIdentity channel = ChannelIdentity.listed(new Transport("instagram"), account);
      assertThat(ChannelIdentity.parse(channel.toString()))
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .isEqualTo(channel);
      assertThat(channel.toString())
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .doesNotContain("~", "/", " ")
          .containsOnlyOnce(":");
    }
  }
}
