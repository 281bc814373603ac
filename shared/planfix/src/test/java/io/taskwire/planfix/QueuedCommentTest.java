package io.taskwire.planfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.delivery.QueueText;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.outbound.TaskDeleted;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuedCommentTest {
  private static final Instant RECEIVED = Instant.parse("2026-01-16T00:00:00.123Z");
  private static final String VALID =
      """
      {"v":1,"kind":"comment","receivedAt":"2026-01-16T00:00:00.123Z","comment":{\
      "providerId":"taskwire","messageId":"7310042","chatId":"whatsapp:79990000099/79990000001",\
      "first":false,"contactPhone":"79990000001","channel":"whatsapp:79990000099",\
      "message":"Hello","attachments":[{"name":"price.pdf","url":"https://planfix.example.org/file/1"}]}}""";
  private static final Comment COMMENT =
      new Comment(
          new CommentId("taskwire", "7310042"),
          PlanfixChatId.parse("whatsapp:79990000099/79990000001"),
          false,
          Optional.of("79990000001"),
          Optional.of("whatsapp:79990000099"),
          "Hello",
          List.of(new FileLink("price.pdf", URI.create("https://planfix.example.org/file/1"))),
          RECEIVED);

  @Test
  void theBodyNeverChangesSinceOldOnesMayStillWait() throws UnreadableComment {
    assertThat(QueuedComment.encode(COMMENT)).isEqualTo(VALID);
    assertThat(QueuedComment.decode(VALID)).isEqualTo(COMMENT);
  }

  @Test
  void thatAScenarioToldItIsWrittenAndReadBack() throws UnreadableComment {
    Comment told =
        new Comment(
            COMMENT.id(),
            COMMENT.chat(),
            false,
            COMMENT.phone(),
            COMMENT.channel(),
            COMMENT.text(),
            COMMENT.files(),
            RECEIVED,
            true);
    String body = VALID.replace("\"message\"", "\"scenario\":true,\"message\"");

    assertThat(QueuedComment.encode(told)).isEqualTo(body);
    assertThat(QueuedComment.decode(body)).isEqualTo(told);
  }

  @Test
  void thatATaskWasDeletedIsWrittenAndReadBack() throws UnreadableComment {
    String body =
        """
        {"v":1,"kind":"taskDeleted","receivedAt":"2026-01-16T00:00:00.123Z",\
        "taskDeleted":{"providerId":"taskwire","task":2417}}""";
    TaskDeleted deleted = new TaskDeleted("taskwire", 2417, RECEIVED);
    assertThat(QueuedComment.encode(deleted)).isEqualTo(body);
    assertThat(QueuedComment.decode(body)).isEqualTo(deleted);
    assertThatExceptionOfType(UnreadableComment.class)
        .isThrownBy(() -> QueuedComment.decode(body.replace("2417", "\"secret\"")))
        .satisfies(
            unreadable -> assertThat(unreadable.reason()).isEqualTo("task must be a number"));
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws UnreadableComment {
    assertThat(QueuedComment.decode(VALID.replace("\"first\"", "\"later\":[1],\"first\"")))
        .isEqualTo(COMMENT);
  }

  @Test
  void aCommentOfAnyCharactersPassesTheQueueAndComesOutTheSame() throws UnreadableComment {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    List<String> chats =
        List.of(
            "phone:79990000001",
            "phone:ask%20Ivan",
            "telegram:79990000096/phone:79990000001",
            "instagram:example.shop/fictional.client/post:1_2");
    for (int round = 0; round < 2_000; round++) {
      List<FileLink> files = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        files.add(
            new FileLink(anyText(random), URI.create("https://planfix.example.org/file/" + i)));
      }
      Comment comment =
          new Comment(
              new CommentId("line-1", Integer.toString(random.nextInt())),
              PlanfixChatId.parse(chats.get(random.nextInt(chats.size()))),
              random.nextBoolean(),
              random.nextBoolean() ? Optional.of(anyText(random)) : Optional.empty(),
              random.nextBoolean() ? Optional.of(anyText(random)) : Optional.empty(),
              anyText(random),
              files,
              RECEIVED.plusMillis(random.nextInt()));

      String body = QueuedComment.encode(comment);

      assertThat(QueueText.isTaken(body))
          .as("taken by SQS, -Dtaskwire.seed=%d round %d", seed, round)
          .isTrue();
      assertThat(QueuedComment.decode(body))
          .as("-Dtaskwire.seed=%d round %d", seed, round)
          .isEqualTo(comment);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"v\":1 | {\"v\":2 | v must be 1",
        "{\"v\":1, | { | v must be 1",
        "\"kind\":\"comment\" | \"kind\":\"secret\" | kind is unknown",
        "\"kind\":\"comment\", | '' | kind must be a text",
        "\"comment\":{ | \"secret\":{ | comment must be an object",
        "2026-01-16T00:00:00.123Z | secret | receivedAt is not a time",
        "\"providerId\":\"taskwire\", | '' | providerId must be a text",
        "taskwire | '' | providerId must have 1 to 100 characters",
        "7310042 | ы secret | messageId must be 1 to 128 visible ASCII characters",
        "\"7310042\" | 7310042 | messageId must be a text",
        "whatsapp:79990000099/ | secret | chatId is none of ours",
        "whatsapp:79990000099/ | phone:%secret | chatId is none of ours",
        "\"first\":false, | '' | first must be true or false",
        "\"first\":false, | \"first\":\"secret\", | first must be true or false",
        "\"contactPhone\":\"79990000001\" | \"contactPhone\":null | contactPhone must be a text",
        "\"channel\":\" | \"channel\":[],\"x\":\" | channel must be a text",
        "\"message\":\"Hello\", | '' | message must be a text",
        "[{\"name\" | {\"secret\":[],\"name\" | it is no JSON, or one beyond all measure",
        "\"attachments\":[ | \"secret\":[ | attachments must be a list",
        "\"name\":\"price.pdf\", | '' | name must be a text",
        "https://planfix | ht tps://secret | url is no address"
      })
  void aBodyThatCannotBeReadSaysWhyWithoutItsValues(String part, String instead, String reason) {
    assertThat(VALID).contains(part);
    assertThatExceptionOfType(UnreadableComment.class)
        .isThrownBy(() -> QueuedComment.decode(VALID.replace(part, instead)))
        .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo(reason))
        .withNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secret | it is no JSON, or one beyond all measure",
        "'' | v must be 1",
        "[] | v must be 1",
        "null | v must be 1"
      })
  void whatIsNoCommentAtAllIsRefused(String body, String reason) {
    assertThatExceptionOfType(UnreadableComment.class)
        .isThrownBy(() -> QueuedComment.decode(body))
        .satisfies(unreadable -> assertThat(unreadable.reason()).isEqualTo(reason));
  }

  private static String anyText(Random random) {
    int[] around = {0x00, 0x20, 0x7F, 0x400, 0xD800, 0xDC00, 0xE000, 0xFFFE, 0xFFFF};
    StringBuilder text = new StringBuilder();
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
}
