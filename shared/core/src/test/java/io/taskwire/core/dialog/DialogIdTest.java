package io.taskwire.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.channel.Names;
import io.taskwire.core.channel.Transport;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogIdTest {
  /** Planfix knows dialogs by these texts: one that changes loses its task. */
  @Test
  void theTextsNeverChange() {
    var whatsapp = ChannelIdentity.typed("+7 999 000-00-99");
    var instagram = ChannelIdentity.typed("instagram:example.shop");

    assertThat(new DialogId(whatsapp, chat("whatsapp", "79990000001")))
        .hasToString("whatsapp:79990000099/79990000001");
    assertThat(new DialogId(whatsapp, chat("whatsgroup", "79990000001-1700000000")))
        .hasToString("whatsapp:79990000099/whatsgroup:79990000001-1700000000");
    assertThat(new DialogId(instagram, chat("instagram", "Fictional.Client")))
        .hasToString("instagram:example.shop/fictional.client");
    assertThat(
            new DialogId(
                instagram,
                new Chat(
                    new ChatType("instagram"),
                    "fictional.client",
                    Optional.of("3100000000000000001_40000000001"))))
        .hasToString(
            "instagram:example.shop/fictional.client/post:3100000000000000001_40000000001");
    assertThat(new DialogId(instagram, chat("instagram", "a~b/c:d")))
        .hasToString("instagram:example.shop/a%7Eb%2Fc%3Ad");
  }

  @Test
  void aDialogIsReadBackFromItsText() {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    List<String> types = List.of("whatsapp", "whatsgroup", "instagram", "telegram", "vk");
    for (int round = 0; round < 5_000; round++) {
      Optional<String> post =
          random.nextInt(3) == 0 ? Optional.of(Names.any(random, 10)) : Optional.empty();
      DialogId dialog =
          new DialogId(
              ChannelIdentity.listed(
                  new Transport(types.get(random.nextInt(types.size()))), Names.any(random, 10)),
              new Chat(
                  new ChatType(types.get(random.nextInt(types.size()))),
                  Names.any(random, 10),
                  post));

      assertThat(DialogId.parse(dialog.toString()))
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .isEqualTo(dialog);
      assertThat(dialog.toString())
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .doesNotContain("~", " ");
    }
  }

  @Test
  void aPersonIsOneContactOnEveryChannelThatNamesHimByPhone() {
    assertThat(contact("whatsapp:79990000099/79990000001")).isEqualTo("phone:79990000001");
    assertThat(contact("whatsapp:79990000098/79990000001")).isEqualTo("phone:79990000001");
    assertThat(contact("viber:79990000095/79990000001")).isEqualTo("phone:79990000001");
    assertThat(contact("whatsapp:79990000099/whatsgroup:79990000001-1700000000"))
        .isEqualTo("whatsgroup:79990000001-1700000000");
    assertThat(contact("telegram:79990000096/900000001")).isEqualTo("telegram:900000001");
  }

  @Test
  void aPersonIsOneContactInDirectAndUnderAPost() {
    assertThat(contact("instagram:example.shop/fictional.client/post:1"))
        .isEqualTo(contact("instagram:example.shop/fictional.client"))
        .isEqualTo("instagram:fictional.client");
  }

  @Test
  void whoeverIsCalledByHisIdInInstagramIsAnotherContactThanAnybodyWithAName() {
    assertThat(contact("instagram:example.shop/igsid:1000000000000001/post:1"))
        .isEqualTo(contact("instagram:example.shop/igsid:1000000000000001"))
        .isEqualTo("igsid:1000000000000001")
        .isNotEqualTo(contact("instagram:example.shop/1000000000000001"));
  }

  @Test
  void aContactIdHoldsNothingThatPlanfixGluesKeysWith() {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    var channel = new ChannelIdentity(Messenger.INSTAGRAM, "example.shop");
    for (int round = 0; round < 2_000; round++) {
      ContactId contact =
          ContactId.of(new DialogId(channel, chat("instagram", Names.any(random, 15))));
      assertThat(contact.value())
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .doesNotContain("~", "/", " ")
          .containsOnlyOnce(":");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whatsapp:1",
        "whatsapp/1",
        "whatsapp:1/2/3",
        "whatsapp:1/2/post:3/4",
        "a:b/",
        "a b:c/d"
      })
  void aTextThatIsNoDialogIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DialogId.parse(text));
  }

  private static String contact(String dialog) {
    return ContactId.of(DialogId.parse(dialog)).value();
  }

  private static Chat chat(String type, String id) {
    return new Chat(new ChatType(type), id, Optional.empty());
  }
}
