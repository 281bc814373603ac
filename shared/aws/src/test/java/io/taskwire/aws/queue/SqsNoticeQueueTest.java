package io.taskwire.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.NoticeQueue.Answer;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.notice.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class SqsNoticeQueueTest {
  private static final Engine ENGINE = new Engine();

  private final String url = ENGINE.newQueue();
  private Instant now = Instant.parse("2026-01-15T09:30:00Z");

  @AfterAll
  static void stop() {
    ENGINE.close();
  }

  @Test
  void everythingIsTakenAndEachGroupStaysInOrder() {
    List<QueueEntry> entries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      entries.add(entry("group-" + i % 7, "entry-%02d".formatted(i)));
    }

    assertThat(queue(ENGINE.sqs).put(entries, soon())).isEqualTo(new Answer.Taken(List.of()));

    List<String> received = receiveAll();
    assertThat(received).hasSize(60);
    for (int group = 0; group < 7; group++) {
      int remainder = group;
      assertThat(received.stream().filter(body -> number(body) % 7 == remainder)).isSorted();
    }
  }

  @Test
  void aBatchNeverCarriesTwoEntriesOfOneGroupNorMoreThanSqsTakes() {
    List<QueueEntry> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.add(entry("group-" + i % 15, i + "x".repeat(150_000)));
    }
    List<SendMessageBatchRequest> seen = new ArrayList<>();

    queue(new Watched(ENGINE.sqs, seen, _ -> false)).put(entries, soon());

    assertThat(seen)
        .allSatisfy(
            batch -> {
              Set<String> groups = new HashSet<>();
              assertThat(batch.entries())
                  .hasSizeLessThanOrEqualTo(10)
                  .allMatch(entry -> groups.add(entry.messageGroupId()));
              assertThat(batch.entries().stream().mapToInt(e -> e.messageBody().length()).sum())
                  .isLessThanOrEqualTo(SqsNoticeQueue.LARGEST_BODY);
            });
    assertThat(receiveAll()).hasSize(30);
  }

  @Test
  void anEntryThatIsRefusedForAWhileIsNotOvertakenByTheNextOfItsGroup() {
    List<QueueEntry> entries =
        IntStream.range(0, 6).mapToObj(i -> entry(i < 5 ? "one" : "other", "entry-0" + i)).toList();
    List<SendMessageBatchRequest> seen = new ArrayList<>();
    Predicate<SendMessageBatchRequestEntry> twice =
        entry -> entry.messageBody().equals("entry-01") && seen.size() < 4;

    assertThat(queue(new Watched(ENGINE.sqs, seen, twice)).put(entries, soon()))
        .isEqualTo(new Answer.Taken(List.of()));

    assertThat(receiveAll().stream().filter(body -> !body.equals("entry-05")))
        .containsExactly("entry-00", "entry-01", "entry-02", "entry-03", "entry-04");
  }

  @Test
  void whatIsRefusedUntilTheDeadlineIsToldAndARepetitionAddsNothing() {
    List<QueueEntry> entries = List.of(entry("one", "entry-00"), entry("other", "entry-01"));
    Predicate<SendMessageBatchRequestEntry> always = entry -> entry.messageBody().endsWith("1");

    assertThat(queue(new Watched(ENGINE.sqs, new ArrayList<>(), always)).put(entries, soon()))
        .isInstanceOf(Answer.NotAll.class);
    assertThat(queue(ENGINE.sqs).put(entries, soon())).isEqualTo(new Answer.Taken(List.of()));

    assertThat(receiveAll()).containsExactlyInAnyOrder("entry-00", "entry-01");
  }

  @Test
  void aQueueThatCanNotBeReachedIsTold() {
    SqsClient away =
        new SqsClient() {
          @Override
          public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            throw SdkClientException.create("no route");
          }

          @Override
          public String serviceName() {
            return "sqs";
          }

          @Override
          public void close() {}
        };

    assertThat(queue(away).put(List.of(entry("one", "entry-00")), soon()))
        .isEqualTo(new Answer.NotAll("the queue could not be reached: SdkClientException"));
  }

  @Test
  void whateverGoesWellButTooSlowlyEndsAtTheDeadline() {
    List<QueueEntry> entries =
        IntStream.range(0, 20).mapToObj(i -> entry("one", "entry-%02d".formatted(i))).toList();
    List<SendMessageBatchRequest> seen = new ArrayList<>();
    // Asked twice for each batch, which so takes two seconds.
    Predicate<SendMessageBatchRequestEntry> slowly =
        _ -> {
          now = now.plusSeconds(1);
          return false;
        };

    assertThat(queue(new Watched(ENGINE.sqs, seen, slowly)).put(entries, now.plusSeconds(6)))
        .isEqualTo(new Answer.NotAll("ran out of time"));

    assertThat(seen).hasSize(3);
    assertThat(receiveAll()).containsExactly("entry-00", "entry-01", "entry-02");
  }

  private SqsNoticeQueue queue(SqsClient sqs) {
    return new SqsNoticeQueue(sqs, url, () -> now, time -> now = now.plus(time));
  }

  private Instant soon() {
    return now.plus(Duration.ofSeconds(15));
  }

  private static QueueEntry entry(String group, String body) {
    return new QueueEntry(new QueueName(group, group + body.hashCode()), body);
  }

  private static int number(String body) {
    return Integer.parseInt(body.substring("entry-".length()));
  }

  private List<String> receiveAll() {
    List<String> bodies = new ArrayList<>();
    List<Message> batch;
    do {
      batch =
          ENGINE
              .sqs
              .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
              .messages();
      for (Message message : batch) {
        bodies.add(message.body());
        ENGINE.sqs.deleteMessage(
            request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    } while (!batch.isEmpty());
    return bodies;
  }

  /** Passes batches on, less the entries that it refuses, as SQS does when it throttles. */
  private record Watched(
      SqsClient sqs,
      List<SendMessageBatchRequest> seen,
      Predicate<SendMessageBatchRequestEntry> refuses)
      implements SqsClient {
    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      seen.add(request);
      List<SendMessageBatchRequestEntry> refused =
          request.entries().stream().filter(refuses).toList();
      List<SendMessageBatchRequestEntry> passed =
          request.entries().stream().filter(refuses.negate()).toList();
      SendMessageBatchResponse response =
          passed.isEmpty()
              ? SendMessageBatchResponse.builder().build()
              : sqs.sendMessageBatch(request.toBuilder().entries(passed).build());
      return response.toBuilder()
          .failed(
              refused.stream()
                  .map(
                      entry ->
                          BatchResultErrorEntry.builder()
                              .id(entry.id())
                              .code("InternalError")
                              .senderFault(false)
                              .build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return sqs.serviceName();
    }

    @Override
    public void close() {}
  }
}
