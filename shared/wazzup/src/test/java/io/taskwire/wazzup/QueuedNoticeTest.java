package io.taskwire.wazzup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Text;
import io.taskwire.core.inbound.Webhook;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Person;
import io.taskwire.core.notice.Status;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueuedNoticeTest {
  private static final Instant RECEIVED = Instant.parse("2026-01-16T00:00:00.123Z");

  @Test
  void theBodyKeepsTheEntryAsItCame() {
    String entry = "{ \"channelId\" : \"c-1\", \"notReadYet\": [1.10, {}] }";
    assertThat(QueuedNotice.encode(EntryKind.CHANNEL, entry, RECEIVED))
        .isEqualTo(
            "{\"v\":1,\"kind\":\"channel\",\"receivedAt\":\"2026-01-16T00:00:00.123Z\",\"entry\":"
                + entry
                + "}");
  }

  @Test
  void aTextOfAnyCharactersPassesTheQueueAndComesOutTheSame() throws UnreadableNotice {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String text = anyText(random);

      String body = QueuedNotice.encode(EntryKind.MESSAGE, entry(written(text, random)), RECEIVED);

      assertThat(body.codePoints().allMatch(QueuedNoticeTest::isTakenBySqs))
          .as("taken by SQS, -Dtaskwire.seed=%d round %d", seed, round)
          .isTrue();
      assertThat(((Notice.Message) QueuedNotice.decode(body)).content())
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .isEqualTo(new Text(text));
    }
  }

  @Test
  void aBadEntryCanBeQueuedToo() {
    String body = "{\"messages\":[{\"text\":\"\uD83D and \uFFFF\"}]}";
    var webhook = (Webhook.Entries) WebhookReader.read(body, RECEIVED);
    assertThat(webhook.bad().getFirst().body()).isEqualTo("{\"text\":\"\\uD83D and \\uFFFF\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secret | it is no JSON, or one beyond all measure",
        "'' | v must be 1",
        "[] | v must be 1",
        "null | v must be 1",
        "{\"v\":2,\"kind\":\"message\",\"receivedAt\":\"2026-01-16T00:00:00Z\",\"entry\":{}} | v must be 1",
        "{\"v\":1} | kind is missing",
        "{\"v\":1,\"kind\":\"secret\"} | kind is unknown",
        "{\"v\":1,\"kind\":\"message\",\"receivedAt\":\"secret\"} | receivedAt is not a time",
        "{\"v\":1,\"kind\":\"message\",\"receivedAt\":\"2026-01-16T00:00:00Z\"} | entry is missing",
        "{\"v\":1,\"kind\":\"status\",\"receivedAt\":\"2026-01-16T00:00:00Z\",\"entry\":{}} | status is missing",
        "{\"v\":1,\"kind\":\"status\",\"receivedAt\":\"2026-01-16T00:00:00Z\",\"entry\":{\"status\":\"edited\"}} | the entry tells nothing of use"
      })
  void aBodyThatCannotBeReadSaysWhyWithoutItsValues(String body, String reason) {
    assertThatExceptionOfType(UnreadableNotice.class)
        .isThrownBy(() -> QueuedNotice.decode(body))
        .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo(reason))
        .withNoCause();
  }

  private static String entry(String writtenText) {
    return "{\"messageId\":\"m-1\",\"channelId\":\"c-1\",\"chatType\":\"whatsapp\",\"chatId\":\"1\","
        + "\"isEcho\":false,\"type\":\"text\",\"text\":\""
        + writtenText
        + "\"}";
  }

  /** As a JSON string: each character as it is or escaped, where both are allowed. */
  private static String written(String text, Random random) {
    StringBuilder written = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              boolean mustEscape = c < 0x20 || c == '"' || c == '\\';
              if (mustEscape || random.nextInt(4) == 0) {
                written.append("\\u%04x".formatted(c));
              } else {
                written.append((char) c);
              }
            });
    return written.toString();
  }

  private static String anyText(Random random) {
    int[] around = {0x00, 0x20, 0x7F, 0x400, 0xD800, 0xDC00, 0xE000, 0xFFFE, 0xFFFF};
    StringBuilder text = new StringBuilder("x");
    int length = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x1F600 + random.nextInt(50));
      } else {
        text.append((char) (around[random.nextInt(around.length)] + random.nextInt(3) - 1));
      }
    }
    return text.toString();
  }

  private static boolean isTakenBySqs(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  @ParameterizedTest
  @MethodSource("ofOurs")
  void aMessageOfOursIsReadAsIfWazzupHadToldIt(Content content) throws UnreadableNotice {
    Notice.Message message =
        new Notice.Message(
            new Origin(
                new MessageId("message-1"),
                new ChannelId("c-1"),
                new Chat(new ChatType("instagram"), "fictional.client", Optional.empty()),
                "Fictional.Client",
                RECEIVED.minusSeconds(1),
                true,
                new Person(Optional.of("Nora Testova"), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty()),
            content,
            Optional.empty(),
            Optional.of(
                new Notice.StatusChange(
                    new MessageId("message-1"), Status.SENT, RECEIVED, Optional.empty())));

    assertThat(QueuedNotice.decode(QueuedNotice.ofEcho(message))).isEqualTo(message);
  }

  static Stream<Content> ofOurs() {
    return Stream.of(
        new Text("It is yours for 8\n\"really\" \uD83D\uDC4D"),
        new Picture(
            Optional.empty(),
            Optional.of(
                FileLink.of(URI.create("https://planfix.example.org/file/1?a=b"), "photo.jpg"))));
  }
}
