package io.taskwire.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTest {
  private static final MessageId MESSAGE = new MessageId("0b6f7e2c-1d34-4a5b-9c6d-7e8f90a1b2c3");

  static Stream<Key> everyKind() {
    return Stream.of(
        new Key.OfDialog(DialogId.parse("whatsapp:79990000099/79990000001")),
        new Key.OfDialog(DialogId.parse("instagram:example.shop/fictional.client/post:31_40")),
        new Key.OfDialog(DialogId.parse("whatsapp:79990000099/whatsgroup:79990000001-17000000")),
        new Key.OfDialog(DialogId.parse("avito:shop/a%23b%2Fc%7E")),
        Key.OfNotice.message(MESSAGE),
        new Key.OfNotice(new NoticeKey(MESSAGE, Optional.of("edited:0123456789abcdef"))),
        new Key.OfNotice(NoticeKey.failureOf(MESSAGE)),
        new Key.OfNotice(NoticeKey.failureOf(new MessageId("with#in"))),
        new Key.OfAddress(new ChannelId("5c2a9f10-8b7d-4e6f-a1b2-c3d4e5f60718")),
        new Key.OfChannel(ChannelIdentity.parse("instagram:example.shop")),
        new Key.OfMarker("settings-channels"),
        new Key.OfUnconnected(Instant.parse("2026-01-15T09:00:00Z"), "whatsapp:79990000099"),
        new Key.OfUnconnected(Instant.parse("2026-01-15T09:00:00Z"), "channelId:a#b"),
        new Key.OfBreaker("planfix"),
        new Key.OfLine("taskwire"));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aKeyIsReadBackAsItWasWritten(Key key) {
    assertThat(Key.parse(key.partition(), key.sort())).isEqualTo(key);
  }

  @Test
  void aKeyOfNoneOfOurItemsIsRefused() {
    assertThatThrownBy(() -> Key.parse("ELSE#1", "ELSE"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestDialogFitsAKey() {
    String chat = "я".repeat(250);
    DialogId longest =
        DialogId.parse("instagram:" + "я".repeat(256) + "/" + chat + "/post:" + "я".repeat(250));
    int bytes = new Key.OfDialog(longest).partition().getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isLessThanOrEqualTo(2048);
  }
}
