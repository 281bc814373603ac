package io.taskwire.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.notice.CommentId;
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

  private static final DialogId DIALOG = DialogId.parse("whatsapp:79990000099/79990000001");
  private static final Instant TIME = Instant.parse("2026-01-15T09:00:00.120Z");
  private static final Instant WHOLE_SECOND = Instant.parse("2026-01-15T09:00:00Z");

  static Stream<Key> everyKind() {
    return Stream.of(
        new Key.OfDialog(DialogId.parse("whatsapp:79990000099/79990000001")),
        new Key.OfDialog(DialogId.parse("instagram:example.shop/fictional.client/post:31_40")),
        new Key.OfDialog(DialogId.parse("whatsapp:79990000099/whatsgroup:79990000001-17000000")),
        new Key.OfDialog(DialogId.parse("avito:shop/a%23b%2Fc%7E")),
        new Key.OfDialog(DialogId.parse("instagram:example.shop/igsid:1000000000000001")),
        new Key.OfDialog(DialogId.parse("instagram:example.shop/igsid:1000000000000001/post:31")),
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
        new Key.OfLine("taskwire"),
        new Key.OfComment(new CommentId("taskwire", "700001")),
        new Key.OfComment(new CommentId("line#1", "700001")),
        new Key.OfSending(DIALOG),
        new Key.OfSending(DIALOG.unnamed()),
        new Key.OfSending(DialogId.parse("telegram:79990000097/a%23b")),
        new Key.OfOpenPart(DIALOG, TIME, new CommentId("taskwire", "700001"), 1),
        new Key.OfOpenPart(DIALOG, WHOLE_SECOND, new CommentId("line#1", "700001"), 12),
        new Key.OfOpenPart(DIALOG.unnamed(), TIME, new CommentId("taskwire", "700001"), 2),
        new Key.OfSaid(DIALOG, TIME, MESSAGE),
        new Key.OfSaid(DIALOG, WHOLE_SECOND, new MessageId("with#in")),
        new Key.OfPhone("79990000001", DIALOG),
        new Key.OfPhone("79990000001", DialogId.parse("instagram:example.shop/a%23b/post:31_40")),
        new Key.OfClaim("79990000001", Messenger.WHATSAPP),
        new Key.OfCard("79990000001", DialogId.parse("instagram:example.shop/fictional.client")),
        new Key.OfPhoneChat("taskwire", "phone:79990000001"),
        new Key.OfTask(2417));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aKeyIsReadBackAsItWasWritten(Key key) {
    assertThat(Key.parse(key.partition(), key.sort())).isEqualTo(key);
  }

  @Test
  void openPartsAndWhatWasSaidSortByTheirTime() {
    CommentId comment = new CommentId("taskwire", "700001");

    assertThat(
            Stream.of(WHOLE_SECOND.plusMillis(900), TIME, WHOLE_SECOND)
                .map(time -> new Key.OfOpenPart(DIALOG, time, comment, 1).sort())
                .sorted())
        .containsExactly(
            "OPEN#2026-01-15T09:00:00.000Z#taskwire#700001#1",
            "OPEN#2026-01-15T09:00:00.120Z#taskwire#700001#1",
            "OPEN#2026-01-15T09:00:00.900Z#taskwire#700001#1");
    assertThat(new Key.OfSaid(DIALOG, WHOLE_SECOND, MESSAGE).sort())
        .isLessThan(new Key.OfSaid(DIALOG, TIME, MESSAGE).sort());
  }

  @Test
  void aLeaseAndTheOpenPartsOfAChatLieTogether() {
    Key open = new Key.OfOpenPart(DIALOG, TIME, new CommentId("taskwire", "700001"), 1);

    assertThat(open.partition()).isEqualTo(new Key.OfSending(DIALOG).partition());
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
