package io.taskwire.local.aws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.taskwire.local.aws.EventSourceMapping.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EventSourceMappingTest {

  private static final SQSBatchResponse NOTHING_FAILED = new SQSBatchResponse(List.of());

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedSqs server;

  private final Happenings happenings = new Happenings();

  @BeforeAll
  static void start() {
    server = EmbeddedSqs.start(0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What the mapping reported, as "invoked a1 a2", "deleted a1" or "failed a1: reason". */
  private static final class Happenings implements EventSourceMapping.Listener {
    private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    @Override
    public void batchInvoked(String function, List<Message> batch) {
      all.add("invoked " + String.join(" ", batch.stream().map(Message::body).toList()));
    }

    @Override
    public void messageDeleted(String function, Message message) {
      all.add("deleted " + message.body());
    }

    @Override
    public void messageFailed(String function, Message message, String reason) {
      all.add("failed " + message.body() + ": " + reason);
    }

    String next() {
      return take(all);
    }
  }

  @Test
  void aGroupIsCarriedInOrderAndDeletedWhenDone() {
    String queue = queue(Duration.ofSeconds(30));
    for (String body : List.of("a1", "a2", "a3")) {
      send(queue, "A", body);
    }
    BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    try (var _ = start(queue, eachMessage(message -> handled.add(message.getBody())))) {
      assertThat(happenings.next()).isEqualTo("invoked a1 a2 a3");
      assertThat(happenings.next()).isEqualTo("deleted a1");
      assertThat(happenings.next()).isEqualTo("deleted a2");
      assertThat(happenings.next()).isEqualTo("deleted a3");
    }
    assertThat(handled).containsExactly("a1", "a2", "a3");
    assertThat(messagesIn(queue)).isZero();
  }

  @Test
  void theHandlerSeesTheEventAndTheContextThatLambdaWouldGive() {
    String queue = queue(Duration.ofSeconds(30));
    server
        .client()
        .sendMessage(
            send ->
                send.queueUrl(queue)
                    .messageGroupId("A")
                    .messageDeduplicationId("id")
                    .messageBody("Привет \uD83D\uDE00\n")
                    .messageAttributes(
                        Map.of(
                            "reason",
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("because")
                                .build())));
    BlockingQueue<SQSMessage> seen = new LinkedBlockingQueue<>();
    BlockingQueue<Context> contexts = new LinkedBlockingQueue<>();

    try (var _ =
        start(
            queue,
            (event, context) -> {
              seen.addAll(event.getRecords());
              contexts.add(context);
              return NOTHING_FAILED;
            })) {
      SQSMessage message = take(seen);
      assertThat(message.getBody()).isEqualTo("Привет \uD83D\uDE00\n");
      assertThat(message.getMessageId()).isNotBlank();
      assertThat(message.getReceiptHandle()).isNotBlank();
      assertThat(message.getMd5OfBody()).hasSize(32);
      assertThat(message.getEventSource()).isEqualTo("aws:sqs");
      assertThat(message.getEventSourceArn())
          .startsWith("arn:aws:sqs:eu-central-1:000000000000:")
          .endsWith(".fifo");
      assertThat(message.getAwsRegion()).isEqualTo("eu-central-1");
      assertThat(message.getAttributes())
          .containsEntry("ApproximateReceiveCount", "1")
          .containsEntry("MessageGroupId", "A")
          .containsEntry("MessageDeduplicationId", "id")
          .containsKeys("SentTimestamp", "SequenceNumber", "ApproximateFirstReceiveTimestamp");
      assertThat(message.getMessageAttributes().get("reason"))
          .extracting(SQSEvent.MessageAttribute::getStringValue)
          .isEqualTo("because");

      Context context = take(contexts);
      assertThat(context.getFunctionName()).isEqualTo("worker");
      assertThat(context.getRemainingTimeInMillis()).isBetween(1, 30_000);
    }
  }

  @Test
  void nothingIsDeletedBeforeTheInvocationHasEnded() throws Exception {
    String queue = queue(Duration.ofSeconds(30));
    send(queue, "A", "a1");
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch handled = new CountDownLatch(1);

    try (var _ =
        start(
            queue,
            eachMessage(
                _ -> {
                  handled.countDown();
                  await(mayEnd);
                }))) {
      assertThat(handled.await(10, SECONDS)).isTrue();
      assertThat(messagesIn(queue)).isOne();
      mayEnd.countDown();
      assertThat(happenings.next()).isEqualTo("invoked a1");
      assertThat(happenings.next()).isEqualTo("deleted a1");
    }
    assertThat(messagesIn(queue)).isZero();
  }

  @Test
  void aReportedMessageComesBackAndTheOthersOfTheBatchDoNot() {
    String queue = queue(Duration.ofSeconds(3));
    send(queue, "A", "a1");
    send(queue, "A", "a2");

    try (var _ =
        start(
            queue,
            (event, _) -> {
              SQSMessage last = event.getRecords().getLast();
              return "1".equals(last.getAttributes().get("ApproximateReceiveCount"))
                  ? new SQSBatchResponse(List.of(new BatchItemFailure(last.getMessageId())))
                  : NOTHING_FAILED;
            })) {
      assertThat(happenings.next()).isEqualTo("invoked a1 a2");
      assertThat(happenings.next()).isEqualTo("failed a2: reported by the function");
      assertThat(happenings.next()).isEqualTo("deleted a1");
      assertThat(happenings.next()).isEqualTo("invoked a2");
      assertThat(happenings.next()).isEqualTo("deleted a2");
    }
  }

  static Stream<@Nullable SQSBatchResponse> answersThatMeanSuccess() {
    return Stream.of(null, new SQSBatchResponse(), new SQSBatchResponse(List.of()));
  }

  @ParameterizedTest
  @MethodSource("answersThatMeanSuccess")
  @SuppressWarnings("NullAway") // A handler may answer null, though its interface doesn't say so.
  void anAnswerWithoutFailuresMeansThatAllIsDone(@Nullable SQSBatchResponse answer) {
    String queue = queue(Duration.ofSeconds(30));
    send(queue, "A", "a1");

    try (var _ = start(queue, (_, _) -> answer)) {
      assertThat(happenings.next()).isEqualTo("invoked a1");
      assertThat(happenings.next()).isEqualTo("deleted a1");
    }
  }

  static Stream<List<@Nullable String>> reportsThatNobodyCanRead() {
    return Stream.of(Arrays.asList((String) null), List.of(""), List.of("unknown"));
  }

  @ParameterizedTest
  @MethodSource("reportsThatNobodyCanRead")
  @SuppressWarnings("NullAway") // An item identifier may be null, though it should not.
  void aReportOfAnItemThatIsNotInTheBatchFailsTheWholeBatch(List<@Nullable String> reported) {
    String queue = queue(Duration.ofSeconds(30));
    send(queue, "A", "a1");
    send(queue, "A", "a2");
    SQSBatchResponse answer =
        new SQSBatchResponse(reported.stream().map(BatchItemFailure::new).toList());

    try (var _ = start(queue, (_, _) -> answer)) {
      assertThat(happenings.next()).isEqualTo("invoked a1 a2");
      assertThat(happenings.next()).startsWith("failed a1: ");
      assertThat(happenings.next()).startsWith("failed a2: ");
    }
    assertThat(messagesIn(queue)).isEqualTo(2);
  }

  @Test
  void anExceptionFailsTheWholeBatchAndTheInstanceStaysInUse() {
    String queue = queue(Duration.ofSeconds(1));
    send(queue, "A", "a1");
    send(queue, "A", "a2");
    AtomicInteger instances = new AtomicInteger();
    AtomicInteger invocations = new AtomicInteger();

    try (var _ =
        start(
            queue,
            () -> {
              instances.incrementAndGet();
              return (_, _) -> {
                if (invocations.incrementAndGet() == 1) {
                  throw new IllegalStateException("Planfix is away");
                }
                return NOTHING_FAILED;
              };
            },
            new Settings(2, 2),
            Duration.ofSeconds(30))) {
      assertThat(happenings.next()).isEqualTo("invoked a1 a2");
      assertThat(happenings.next()).isEqualTo("failed a1: threw IllegalStateException");
      assertThat(happenings.next()).isEqualTo("failed a2: threw IllegalStateException");
      assertThat(happenings.next()).startsWith("invoked a1");
      assertThat(happenings.next()).isEqualTo("deleted a1");
    }
    assertThat(instances).hasValue(1);
  }

  @Test
  void anInvocationThatTakesTooLongIsInterruptedAndFailedAndItsInstanceNotUsedAgain()
      throws Exception {
    String queue = queue(Duration.ofSeconds(2));
    send(queue, "A", "a1");
    AtomicInteger instances = new AtomicInteger();
    CountDownLatch interrupted = new CountDownLatch(1);

    try (var _ =
        start(
            queue,
            () ->
                instances.incrementAndGet() == 1
                    ? (_, _) -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return NOTHING_FAILED;
                    }
                    : (_, _) -> NOTHING_FAILED,
            new Settings(10, 2),
            Duration.ofSeconds(1))) {
      assertThat(happenings.next()).isEqualTo("invoked a1");
      assertThat(happenings.next()).isEqualTo("failed a1: timed out after 1000 ms");
      assertThat(interrupted.await(10, SECONDS)).isTrue();
      assertThat(happenings.next()).isEqualTo("invoked a1");
      assertThat(happenings.next()).isEqualTo("deleted a1");
    }
    assertThat(instances).hasValue(2);
  }

  @Test
  void severalGroupsAreInWorkAtOnceUpToTheMaximumEachOnAnInstanceOfItsOwn() throws Exception {
    String queue = queue(Duration.ofSeconds(30));
    for (String group : List.of("A", "B", "C")) {
      send(queue, group, group.toLowerCase(Locale.ROOT));
    }
    CountDownLatch twoAreIn = new CountDownLatch(2);
    CountDownLatch threeAreIn = new CountDownLatch(3);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Set<Object> instances = ConcurrentHashMap.newKeySet();
    Supplier<RequestHandler<SQSEvent, SQSBatchResponse>> init =
        () ->
            new RequestHandler<>() {
              @Override
              public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
                instances.add(this);
                twoAreIn.countDown();
                threeAreIn.countDown();
                await(mayEnd);
                return NOTHING_FAILED;
              }
            };

    try (var _ = start(queue, init, new Settings(1, 2), Duration.ofSeconds(30))) {
      assertThat(twoAreIn.await(10, SECONDS)).isTrue();
      assertThat(threeAreIn.await(1, SECONDS)).isFalse();
      assertThat(instances).hasSize(2);

      mayEnd.countDown();
      assertThat(threeAreIn.await(10, SECONDS)).isTrue();
    }
    assertThat(instances).hasSize(2);
    assertThat(messagesIn(queue)).isZero();
  }

  @Test
  void aGroupIsNeverInTwoInvocationsEvenIfItsVisibilityRunsOut() throws Exception {
    String queue = queue(Duration.ofSeconds(1));
    send(queue, "A", "a1");
    CountDownLatch firstIsIn = new CountDownLatch(1);
    CountDownLatch secondIsIn = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger invocations = new AtomicInteger();

    try (var _ =
        start(
            queue,
            eachMessage(
                _ -> {
                  if (invocations.incrementAndGet() == 1) {
                    firstIsIn.countDown();
                    await(mayEnd);
                  } else {
                    secondIsIn.countDown();
                  }
                }))) {
      assertThat(firstIsIn.await(10, SECONDS)).isTrue();
      assertThat(secondIsIn.await(3, SECONDS)).isFalse();

      mayEnd.countDown();
      assertThat(secondIsIn.await(10, SECONDS)).isTrue();
    }
  }

  @Test
  void whatFailsTooOftenIsMovedToTheDeadLetterQueue() {
    String deadLetters =
        server.create(new FifoQueue(name(), Duration.ofSeconds(30), Optional.empty()));
    String queue =
        server.create(
            new FifoQueue(
                name(), Duration.ofSeconds(1), Optional.of(new FifoQueue.Redrive(deadLetters, 2))));
    send(queue, "A", "a1");

    try (var _ =
        start(
            queue,
            (_, _) -> {
              throw new IllegalStateException("never");
            })) {
      assertThat(receiveDead(deadLetters).body()).isEqualTo("a1");
    }
    assertThat(happenings.all).filteredOn(happening -> happening.startsWith("failed")).hasSize(2);
  }

  @Test
  void closingWaitsForTheInvocationUnderWayAndSettlesIt() throws Exception {
    String queue = queue(Duration.ofSeconds(30));
    send(queue, "A", "a1");
    CountDownLatch isIn = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    EventSourceMapping mapping =
        start(
            queue,
            eachMessage(
                _ -> {
                  isIn.countDown();
                  await(mayEnd);
                }));
    assertThat(isIn.await(10, SECONDS)).isTrue();

    CompletableFuture<Void> closed = CompletableFuture.runAsync(mapping::close);
    assertThatThrownBy(() -> closed.get(2, SECONDS)).isInstanceOf(TimeoutException.class);
    mayEnd.countDown();
    closed.get(10, SECONDS);

    assertThat(messagesIn(queue)).isZero();
  }

  private EventSourceMapping start(
      String queue, RequestHandler<SQSEvent, SQSBatchResponse> handler) {
    return start(queue, () -> handler, new Settings(10, 2), Duration.ofSeconds(30));
  }

  private EventSourceMapping start(
      String queue,
      Supplier<RequestHandler<SQSEvent, SQSBatchResponse>> init,
      Settings settings,
      Duration timeout) {
    LambdaFunction<SQSEvent, SQSBatchResponse> function =
        new LambdaFunction<>(
            "worker",
            init,
            SQSEvent.class,
            SQSBatchResponse.class,
            timeout,
            InstantSource.system());
    return EventSourceMapping.start(server.client(), queue, function, settings, happenings);
  }

  private static RequestHandler<SQSEvent, SQSBatchResponse> eachMessage(Consumer<SQSMessage> work) {
    return (event, _) -> {
      event.getRecords().forEach(work);
      return NOTHING_FAILED;
    };
  }

  private static String queue(Duration visibilityTimeout) {
    return server.create(new FifoQueue(name(), visibilityTimeout, Optional.empty()));
  }

  private static String name() {
    return UUID.randomUUID() + ".fifo";
  }

  private static void send(String queue, String group, String body) {
    server
        .client()
        .sendMessage(
            send ->
                send.queueUrl(queue)
                    .messageGroupId(group)
                    .messageDeduplicationId(body)
                    .messageBody(body));
  }

  /** Visible or not. */
  private static int messagesIn(String queue) {
    return server
        .client()
        .getQueueAttributes(
            get ->
                get.queueUrl(queue)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /**
   * A poll under way doesn't see what ElasticMQ moves to a dead-letter queue, so it is asked again
   * and again.
   */
  private static Message receiveDead(String deadLetters) {
    for (int poll = 0; poll < 10; poll++) {
      List<Message> received =
          server
              .client()
              .receiveMessage(receive -> receive.queueUrl(deadLetters).waitTimeSeconds(1))
              .messages();
      if (!received.isEmpty()) {
        return received.getFirst();
      }
    }
    throw new AssertionError("Nothing came to the dead-letter queue");
  }

  private static <T> T take(BlockingQueue<T> queue) {
    try {
      T taken = queue.poll(10, SECONDS);
      assertThat(taken).as("something within 10 seconds").isNotNull();
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, SECONDS)) {
        throw new AssertionError("The test never let go");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
