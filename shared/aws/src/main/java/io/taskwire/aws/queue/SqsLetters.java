package io.taskwire.aws.queue;

import io.taskwire.core.delivery.QueueText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads the letters that {@link SqsDeadLetters} wrote, and those that SQS put there by itself, and
 * puts their messages back into the queue that they came from.
 *
 * <p>A FIFO queue shows no more than ten letters of a group at once: what lies behind them shows
 * when they are gone.
 */
public final class SqsLetters {
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String deadQueueUrl;
  private final String sourceQueueUrl;
  private final Duration look;

  /**
   * Over a pair of queues.
   *
   * @param sourceQueueUrl where messages go that are tried again
   * @param look how long to wait for a letter to show, in whole seconds: SQS asks all its servers
   *     only where that is at least one
   */
  public SqsLetters(SqsClient sqs, String deadQueueUrl, String sourceQueueUrl, Duration look) {
    this.sqs = sqs;
    this.deadQueueUrl = deadQueueUrl;
    this.sourceQueueUrl = sourceQueueUrl;
    this.look = look;
  }

  /**
   * A dead letter.
   *
   * @param id SQS's, of its first piece; the same as long as it lies there
   * @param reason empty where SQS gave up by itself
   * @param parkedAt when it was put there; of one that SQS moved, when it was first queued
   * @param body the message as it was queued; empty where a piece of it is missing or broken
   */
  public record Letter(
      String id,
      String group,
      Optional<String> reason,
      Instant parkedAt,
      Optional<String> body,
      List<String> receipts) {
    public Letter {
      receipts = List.copyOf(receipts);
    }

    /** Without the body: it holds what people wrote. */
    @Override
    public String toString() {
      return "Letter[" + id + "]";
    }
  }

  /**
   * Takes out all letters that show, oldest first; nobody else sees them for so long.
   *
   * @param hidden until they are given back or redriven
   */
  public List<Letter> take(Duration hidden) {
    Map<String, List<Message>> letters = new LinkedHashMap<>();
    for (List<Message> more = receive(hidden); !more.isEmpty(); more = receive(hidden)) {
      for (Message message : more) {
        letters.computeIfAbsent(letterOf(message), _ -> new ArrayList<>()).add(message);
      }
    }
    return letters.values().stream()
        .map(SqsLetters::letter)
        .sorted(Comparator.comparing(Letter::parkedAt).thenComparing(Letter::id))
        .toList();
  }

  private List<Message> receive(Duration hidden) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(deadQueueUrl)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout((int) hidden.toSeconds())
                    .waitTimeSeconds((int) look.toSeconds())
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.MESSAGE_GROUP_ID,
                        MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                        MessageSystemAttributeName.SENT_TIMESTAMP)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Shows letters again that were taken. */
  public void giveBack(List<Letter> letters) {
    for (Letter letter : letters) {
      for (String receipt : letter.receipts()) {
        sqs.changeMessageVisibility(
            request -> request.queueUrl(deadQueueUrl).receiptHandle(receipt).visibilityTimeout(0));
      }
    }
  }

  /**
   * Puts a letter's message back into its queue, in its group, and only then removes the letter.
   * Its deduplication id is the letter's own: not that of the first time, which the queue may
   * remember, and the same if this is repeated because it broke off in the middle.
   *
   * @throws IllegalArgumentException for one without a body
   */
  public void redrive(Letter letter) {
    String body =
        letter.body().orElseThrow(() -> new IllegalArgumentException("the letter has no body"));
    sqs.sendMessage(
        message ->
            message
                .queueUrl(sourceQueueUrl)
                .messageGroupId(letter.group())
                .messageDeduplicationId("redriven-" + letter.id())
                .messageBody(QueueText.escaped(body)));
    remove(letter);
  }

  /** Removes a letter. */
  public void remove(Letter letter) {
    for (String receipt : letter.receipts()) {
      sqs.deleteMessage(request -> request.queueUrl(deadQueueUrl).receiptHandle(receipt));
    }
  }

  /** Pieces of one letter share group and deduplication id, but for the number at its end. */
  private static String letterOf(Message message) {
    return attribute(message, "piece")
        .map(
            piece ->
                group(message)
                    + "#"
                    + system(message, MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID)
                        .replaceFirst("-\\d+$", ""))
        .orElseGet(message::messageId);
  }

  private static Letter letter(List<Message> pieces) {
    List<Message> sorted =
        pieces.stream().sorted(Comparator.comparingInt(SqsLetters::number)).toList();
    Message first = sorted.getFirst();
    return new Letter(
        first.messageId(),
        group(first),
        attribute(first, "reason"),
        Instant.ofEpochMilli(
            Long.parseLong(system(first, MessageSystemAttributeName.SENT_TIMESTAMP))),
        body(sorted),
        sorted.stream().map(Message::receiptHandle).toList());
  }

  private static Optional<String> body(List<Message> pieces) {
    Message first = pieces.getFirst();
    if (attribute(first, "encoding").isEmpty()) {
      return Optional.of(first.body());
    }
    int of =
        attribute(first, "piece")
            .map(piece -> Integer.parseInt(piece.substring(piece.indexOf('/') + 1)))
            .orElse(1);
    if (pieces.size() != of) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.body()));
    try (GZIPInputStream gzip =
        new GZIPInputStream(
            new ByteArrayInputStream(Base64.getDecoder().decode(text.toString())))) {
      return Optional.of(new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static int number(Message message) {
    return attribute(message, "piece")
        .map(piece -> Integer.parseInt(piece.substring(0, piece.indexOf('/'))))
        .orElse(1);
  }

  private static String group(Message message) {
    return system(message, MessageSystemAttributeName.MESSAGE_GROUP_ID);
  }

  private static String system(Message message, MessageSystemAttributeName name) {
    return message.attributes().getOrDefault(name, "");
  }

  private static Optional<String> attribute(Message message, String name) {
    return Optional.ofNullable(message.messageAttributes().get(name))
        .map(MessageAttributeValue::stringValue);
  }
}
