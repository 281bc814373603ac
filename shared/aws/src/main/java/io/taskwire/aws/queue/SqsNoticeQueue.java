package io.taskwire.aws.queue;

import io.taskwire.aws.function.Pause;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.delivery.Utf8;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * A FIFO queue of SQS. A batch sends its entries one by one, so that one refused in the middle
 * would be overtaken by the next of its group: a batch here never carries two entries of one group,
 * and a group's next entry goes only when the one before was taken.
 */
public final class SqsNoticeQueue implements NoticeQueue {
  /** What SQS takes in one message and in one batch, less what its own attributes may need. */
  public static final int LARGEST_BODY = 1_000_000;

  private static final int BATCH = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final SqsClient sqs;
  private final String queueUrl;
  private final InstantSource clock;
  private final Pause pause;

  public SqsNoticeQueue(SqsClient sqs, String queueUrl, InstantSource clock, Pause pause) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public int largestBody() {
    return LARGEST_BODY;
  }

  @Override
  public Answer put(List<QueueEntry> entries, Instant deadline) {
    Map<String, Deque<QueueEntry>> groups = new LinkedHashMap<>();
    for (QueueEntry entry : entries) {
      groups.computeIfAbsent(entry.name().group(), _ -> new ArrayDeque<>()).add(entry);
    }
    List<QueueEntry> unacceptable = new ArrayList<>();
    Duration wait = FIRST_PAUSE;
    while (!groups.isEmpty()) {
      if (!clock.instant().isBefore(deadline)) {
        return new Answer.NotAll("ran out of time");
      }
      List<QueueEntry> batch = heads(groups.values());
      Optional<String> trouble = send(batch, groups, unacceptable);
      if (trouble.isPresent()) {
        if (!clock.instant().plus(wait).isBefore(deadline) || !waited(wait)) {
          return new Answer.NotAll(trouble.get());
        }
        wait = wait.multipliedBy(2);
      }
    }
    return new Answer.Taken(unacceptable);
  }

  private static List<QueueEntry> heads(Iterable<Deque<QueueEntry>> groups) {
    List<QueueEntry> batch = new ArrayList<>();
    long bytes = 0;
    for (Deque<QueueEntry> group : groups) {
      QueueEntry head = group.element();
      long length = Utf8.length(head.body());
      if (batch.size() < BATCH && (batch.isEmpty() || bytes + length <= LARGEST_BODY)) {
        batch.add(head);
        bytes += length;
      }
    }
    return batch;
  }

  /** Sends a batch and strikes out what was taken; answers what went wrong and may yet go right. */
  private Optional<String> send(
      List<QueueEntry> batch,
      Map<String, Deque<QueueEntry>> groups,
      List<QueueEntry> unacceptable) {
    SendMessageBatchResponse response;
    try {
      List<SendMessageBatchRequestEntry> request = new ArrayList<>();
      for (QueueEntry entry : batch) {
        request.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(request.size()))
                .messageGroupId(entry.name().group())
                .messageDeduplicationId(entry.name().deduplication())
                .messageBody(entry.body())
                .build());
      }
      response = sqs.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(request));
    } catch (SdkException failed) {
      return Optional.of("the queue could not be reached: " + failed.getClass().getSimpleName());
    }
    response.successful().forEach(taken -> strike(batch.get(index(taken.id())), groups));
    List<BatchResultErrorEntry> retried = new ArrayList<>();
    for (BatchResultErrorEntry failed : response.failed()) {
      QueueEntry entry = batch.get(index(failed.id()));
      if (isUnacceptable(failed)) {
        unacceptable.add(entry);
        strike(entry, groups);
      } else {
        retried.add(failed);
      }
    }
    return retried.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the queue refused entries: "
                + retried.stream()
                    .map(BatchResultErrorEntry::code)
                    .distinct()
                    .collect(Collectors.joining(", ")));
  }

  private static boolean isUnacceptable(BatchResultErrorEntry failed) {
    return Boolean.TRUE.equals(failed.senderFault())
        && (failed.code().contains("InvalidMessageContents")
            || failed.code().contains("InvalidParameterValue"));
  }

  private static int index(String id) {
    return Integer.parseInt(id);
  }

  private static void strike(QueueEntry entry, Map<String, Deque<QueueEntry>> groups) {
    String group = entry.name().group();
    Deque<QueueEntry> waiting = groups.getOrDefault(group, new ArrayDeque<>());
    waiting.poll();
    if (waiting.isEmpty()) {
      groups.remove(group);
    }
  }

  private boolean waited(Duration wait) {
    try {
      pause.pause(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
