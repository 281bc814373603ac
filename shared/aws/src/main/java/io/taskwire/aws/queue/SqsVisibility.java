package io.taskwire.aws.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/** When messages that stay in the queue are seen again. */
public final class SqsVisibility {
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String queueUrl;

  public SqsVisibility(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Sets the delays of messages that were received and not deleted.
   *
   * @param delays by receipt handle; rounded up to seconds
   */
  public void set(Map<String, Duration> delays) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    delays.forEach(
        (receipt, delay) ->
            entries.add(
                ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(receipt)
                    .visibilityTimeout((int) delay.plusMillis(999).toSeconds())
                    .build()));
    for (int from = 0; from < entries.size(); from += BATCH) {
      var batch = entries.subList(from, Math.min(entries.size(), from + BATCH));
      sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl).entries(batch));
    }
  }
}
