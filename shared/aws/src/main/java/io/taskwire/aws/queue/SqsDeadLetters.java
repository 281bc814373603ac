package io.taskwire.aws.queue;

import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.QueueText;
import io.taskwire.core.delivery.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A FIFO dead-letter queue of SQS. A letter's body is the message's own, so that it can be put
 * back; the reason is an attribute of it. A body that is too big, or that SQS would refuse, is
 * compressed (gzip, base64) and cut into as many letters as it takes:
 *
 * <pre>
 * reason    why it is here
 * encoding  gzip+base64; absent where the body is as it was
 * piece     2/3; absent where there is one
 * </pre>
 */
public final class SqsDeadLetters implements DeadLetters {
  private final SqsClient sqs;
  private final String queueUrl;
  private final int largestBody;

  /**
   * Over a queue.
   *
   * @param largestBody in bytes, {@link SqsNoticeQueue#LARGEST_BODY} for SQS
   */
  public SqsDeadLetters(SqsClient sqs, String queueUrl, int largestBody) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.largestBody = largestBody;
  }

  @Override
  public void park(DeadLetter letter) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    attributes.put("reason", text(letter.reason()));
    boolean plain = Utf8.length(letter.body()) <= largestBody && QueueText.isTaken(letter.body());
    if (plain) {
      send(letter, letter.body(), letter.deduplication(), attributes);
      return;
    }
    attributes.put("encoding", text("gzip+base64"));
    String compressed = compressed(letter.body());
    int pieces = (compressed.length() + largestBody - 1) / largestBody;
    for (int piece = 1; piece <= pieces; piece++) {
      int from = (piece - 1) * largestBody;
      int to = Math.min(compressed.length(), from + largestBody);
      if (pieces > 1) {
        attributes.put("piece", text(piece + "/" + pieces));
      }
      send(
          letter, compressed.substring(from, to), letter.deduplication() + "-" + piece, attributes);
    }
  }

  private void send(
      DeadLetter letter,
      String body,
      String deduplication,
      Map<String, MessageAttributeValue> attributes) {
    sqs.sendMessage(
        message ->
            message
                .queueUrl(queueUrl)
                .messageGroupId(letter.group())
                .messageDeduplicationId(deduplication)
                .messageBody(body)
                .messageAttributes(attributes));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static String compressed(String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
