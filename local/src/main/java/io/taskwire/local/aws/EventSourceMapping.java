package io.taskwire.local.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Carries messages from a FIFO queue to a function, as Lambda's event source mapping with {@code
 * ReportBatchItemFailures} does: receives a batch, invokes the function with it, and deletes what
 * the function doesn't report as failed, once the invocation has ended and not earlier. What failed
 * stays in the queue and becomes visible again by its visibility timeout; when it has been received
 * too often, the queue's redrive policy moves it away.
 *
 * <p>Messages of one group are never in two invocations at a time, even if their visibility ran out
 * meanwhile.
 *
 * <p>Simpler than Lambda: there is no batching window, the number of pollers doesn't adapt, there
 * is no backoff after failed invocations, and a batch is not cut down to 6 MB.
 */
public final class EventSourceMapping implements AutoCloseable {

  /**
   * How long to leave the queue alone after it could not be asked, or after a group in work was
   * received again.
   */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The reason of a message that the function named among its batch item failures. */
  public static final String REPORTED = "reported by the function";

  private static final Logger LOGGER = System.getLogger(EventSourceMapping.class.getName());

  /**
   * How much is carried at a time.
   *
   * @param batchSize at most so many messages in an invocation, 1 to 10
   * @param maximumConcurrency at most so many invocations at a time (Lambda takes 2 to 1000, here 1
   *     is allowed too)
   */
  public record Settings(int batchSize, int maximumConcurrency) {
    public Settings {
      if (batchSize < 1 || batchSize > 10) {
        throw new IllegalArgumentException("batchSize is not within 1 to 10: " + batchSize);
      }
      if (maximumConcurrency < 1 || maximumConcurrency > 1000) {
        throw new IllegalArgumentException(
            "maximumConcurrency is not within 1 to 1000: " + maximumConcurrency);
      }
    }
  }

  /** Is told what happens, for a console. It is called by several threads and must not block. */
  public interface Listener {

    /** The function is about to be invoked with these messages. */
    default void batchInvoked(String function, List<Message> batch) {}

    /** The message was done and has left the queue. */
    default void messageDeleted(String function, Message message) {}

    /**
     * The message stays in the queue.
     *
     * @param reason a few words, without anything from the message
     */
    default void messageFailed(String function, Message message, String reason) {}
  }

  private final SqsClient sqs;
  private final String queueUrl;
  private final String queueArn;
  private final LambdaFunction<SQSEvent, SQSBatchResponse> function;
  private final Settings settings;
  private final Listener listener;
  private final Semaphore slots;
  private final Set<String> groupsInWork = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread poller;

  private EventSourceMapping(
      SqsClient sqs,
      String queueUrl,
      LambdaFunction<SQSEvent, SQSBatchResponse> function,
      Settings settings,
      Listener listener) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.queueArn = FifoQueue.arn(sqs, queueUrl);
    this.function = function;
    this.settings = settings;
    this.listener = listener;
    this.slots = new Semaphore(settings.maximumConcurrency());
    this.poller =
        Thread.ofVirtual().name("mapping of " + function.name()).unstarted(this::pollUntilStopped);
  }

  /** Starts to carry messages until {@link #close}. */
  public static EventSourceMapping start(
      SqsClient sqs,
      String queueUrl,
      LambdaFunction<SQSEvent, SQSBatchResponse> function,
      Settings settings,
      Listener listener) {
    EventSourceMapping mapping =
        new EventSourceMapping(sqs, queueUrl, function, settings, listener);
    mapping.poller.start();
    return mapping;
  }

  /**
   * Receives nothing more and returns when the invocations under way have ended and been settled.
   */
  @Override
  public void close() {
    stopped.countDown();
    try {
      poller.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    slots.acquireUninterruptibly(settings.maximumConcurrency());
    slots.release(settings.maximumConcurrency());
  }

  private void pollUntilStopped() {
    while (stopped.getCount() > 0) {
      slots.acquireUninterruptibly();
      List<Message> batch = receive();
      if (batch.isEmpty()) {
        slots.release();
      } else {
        Thread.ofVirtual().name("batch for " + function.name()).start(() -> carry(batch));
      }
    }
  }

  private List<Message> receive() {
    try {
      List<Message> received =
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(queueUrl)
                          .maxNumberOfMessages(settings.batchSize())
                          // Long polling answers at once when a message comes; the wait is what
                          // close() may take.
                          .waitTimeSeconds(1)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                          .messageAttributeNames("All"))
              .messages();
      return withoutGroupsInWork(received);
    } catch (SdkException e) {
      LOGGER.log(Level.WARNING, "The queue of " + function.name() + " could not be asked", e);
      pause();
      return List.of();
    }
  }

  /**
   * A group comes again while it is in work if the visibility of its messages ended before the
   * invocation did. It is put back for a moment.
   */
  private List<Message> withoutGroupsInWork(List<Message> received) {
    Map<Boolean, List<Message>> byWork =
        received.stream()
            .collect(Collectors.partitioningBy(message -> groupsInWork.contains(group(message))));
    putBack(byWork.getOrDefault(true, List.of()));
    List<Message> batch = byWork.getOrDefault(false, List.of());
    batch.forEach(message -> groupsInWork.add(group(message)));
    return batch;
  }

  private void putBack(List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id("m" + entries.size())
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout(Math.toIntExact(PAUSE.toSeconds()))
              .build());
    }
    sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl).entries(entries));
  }

  private void carry(List<Message> batch) {
    try {
      listener.batchInvoked(function.name(), batch);
      Map<String, String> failures = invoke(batch);
      batch.stream()
          .filter(message -> failures.containsKey(message.messageId()))
          .forEach(message -> failed(message, failures.getOrDefault(message.messageId(), "")));
      delete(batch.stream().filter(message -> !failures.containsKey(message.messageId())).toList());
    } finally {
      batch.forEach(message -> groupsInWork.remove(group(message)));
      slots.release();
    }
  }

  /**
   * Invokes the function and returns the reason of each message that stays in the queue, by its id.
   */
  private Map<String, String> invoke(List<Message> batch) {
    Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    try {
      SQSBatchResponse answer = function.invoke(function.toJson(SqsEvents.event(queueArn, batch)));
      return reported(answer, ids);
    } catch (InvocationFailed e) {
      return all(ids, String.valueOf(e.getMessage()));
    }
  }

  /**
   * "Reporting batch item failures": what counts as success, as a part failed, and as everything
   * failed.
   */
  private static Map<String, String> reported(@Nullable SQSBatchResponse answer, Set<String> ids) {
    if (answer == null || answer.getBatchItemFailures() == null) {
      return Map.of();
    }
    Set<String> reported = new HashSet<>();
    for (SQSBatchResponse.BatchItemFailure failure : answer.getBatchItemFailures()) {
      String id = failure == null ? null : failure.getItemIdentifier();
      if (id == null || !ids.contains(id)) {
        return all(ids, "the function reported an item that is not in the batch");
      }
      reported.add(id);
    }
    return all(reported, REPORTED);
  }

  private static Map<String, String> all(Set<String> ids, String reason) {
    return ids.stream().collect(Collectors.toMap(Function.identity(), _ -> reason));
  }

  private void delete(List<Message> done) {
    if (done.isEmpty()) {
      return;
    }
    Map<String, Message> byEntry = new LinkedHashMap<>();
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : done) {
      String entry = "m" + entries.size();
      byEntry.put(entry, message);
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(entry)
              .receiptHandle(message.receiptHandle())
              .build());
    }
    try {
      List<BatchResultErrorEntry> refused =
          sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries)).failed();
      for (BatchResultErrorEntry entry : refused) {
        Message message = byEntry.remove(entry.id());
        if (message != null) {
          failed(message, "done, but not deleted: " + entry.code());
        }
      }
      byEntry.values().forEach(message -> listener.messageDeleted(function.name(), message));
    } catch (SdkException e) {
      LOGGER.log(Level.WARNING, "Messages of " + function.name() + " could not be deleted", e);
      done.forEach(message -> failed(message, "done, but the queue could not be asked"));
    }
  }

  private void failed(Message message, String reason) {
    listener.messageFailed(function.name(), message, reason);
  }

  private void pause() {
    try {
      var _ = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String group(Message message) {
    return message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "");
  }
}
