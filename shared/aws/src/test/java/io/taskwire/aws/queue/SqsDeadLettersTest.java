package io.taskwire.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class SqsDeadLettersTest {
  private static final Engine ENGINE = new Engine();
  private static final int LARGEST = 1_000;

  private final String url = ENGINE.newQueue();
  private final SqsDeadLetters letters = new SqsDeadLetters(ENGINE.sqs, url, LARGEST);

  @AfterAll
  static void stop() {
    ENGINE.close();
  }

  @Test
  void aLettersBodyIsAsItWasSoThatItCanBePutBack() {
    letters.park(letter("{\"entry\":1}"));

    List<Message> parked = receiveAll();
    assertThat(parked).hasSize(1);
    assertThat(parked.getFirst().body()).isEqualTo("{\"entry\":1}");
    assertThat(attribute(parked.getFirst(), "reason")).isEqualTo("chatId is missing");
    assertThat(parked.getFirst().messageAttributes()).doesNotContainKeys("encoding", "piece");
  }

  @Test
  void theSameLetterTwiceIsOne() {
    letters.park(letter("{\"entry\":1}"));
    letters.park(letter("{\"entry\":1}"));

    assertThat(receiveAll()).hasSize(1);
  }

  @Test
  void aBigBodyIsCompressed() throws IOException {
    String body = "я".repeat(100_000);
    letters.park(letter(body));

    List<Message> parked = receiveAll();
    assertThat(parked).hasSize(1);
    assertThat(attribute(parked.getFirst(), "encoding")).isEqualTo("gzip+base64");
    assertThat(unpacked(parked)).isEqualTo(body);
  }

  @Test
  void aBodyThatStaysBigIsCutIntoPiecesThatGiveItBack() throws IOException {
    StringBuilder body = new StringBuilder();
    new Random(1).ints(5_000, 'a', 0xD000).forEach(c -> body.append((char) c));
    letters.park(letter(body.toString()));

    List<Message> parked = receiveAll();
    assertThat(parked).hasSizeGreaterThan(1);
    assertThat(parked)
        .extracting(piece -> attribute(piece, "piece"))
        .startsWith("1/" + parked.size(), "2/" + parked.size());
    assertThat(parked).allMatch(piece -> piece.body().length() <= LARGEST);
    assertThat(unpacked(parked)).isEqualTo(body.toString());
  }

  @Test
  void aBodyWithCharactersThatSqsRefusesIsKept() throws IOException {
    letters.park(letter("{\u0000}"));
    assertThat(unpacked(receiveAll())).isEqualTo("{\u0000}");
  }

  @Test
  void anEmptyBodyIsKept() throws IOException {
    letters.park(letter(""));
    assertThat(unpacked(receiveAll())).isEmpty();
  }

  private static DeadLetter letter(String body) {
    return new DeadLetter("group", "id", body, "chatId is missing");
  }

  private static String attribute(Message message, String name) {
    return Optional.ofNullable(message.messageAttributes().get(name))
        .map(MessageAttributeValue::stringValue)
        .orElse("");
  }

  private static String unpacked(List<Message> pieces) throws IOException {
    StringBuilder packed = new StringBuilder();
    pieces.forEach(piece -> packed.append(piece.body()));
    byte[] bytes = Base64.getDecoder().decode(packed.toString());
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Message> receiveAll() {
    List<Message> all = new ArrayList<>();
    List<Message> batch;
    do {
      batch =
          ENGINE
              .sqs
              .receiveMessage(
                  request ->
                      request.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
              .messages();
      for (Message message : batch) {
        ENGINE.sqs.deleteMessage(
            request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
      all.addAll(batch);
    } while (!batch.isEmpty());
    return all;
  }
}
