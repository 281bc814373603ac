package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What Taskwire relies on SQS FIFO queues to do, written down as SQS does it ("Amazon SQS FIFO
 * queues", "SendMessage"). Subclasses run it against a server; where a server is known to differ,
 * the subclass overrides the fact and states the difference, so that a change shows either way.
 */
abstract class QueueCharacterization {

  private static final int MEBIBYTE = 1024 * 1024;

  /** Long enough to see that something did not come; a message that is there comes at once. */
  private static final int MOMENT = 1;

  /** Longer than any visibility timeout here that ends by itself. */
  private static final int PATIENCE = 10;

  /** Longer than any test takes, also on a busy machine: what is received now isn't seen again. */
  private static final int HIDDEN = 60;

  /** A client of the server under test. */
  protected abstract SqsClient sqs();

  /** Creates a queue on the server under test and returns its URL. */
  protected String create(FifoQueue queue) {
    return queue.createWith(sqs());
  }

  @Test
  void whileAMessageIsInFlightNoOtherOfItsGroupIsReceived() {
    String queue = queue(Duration.ofSeconds(30));
    send(queue, "A", "a1");
    send(queue, "A", "a2");
    Message head = receive(queue, 1, MOMENT).getFirst();
    send(queue, "A", "a3");
    send(queue, "B", "b1");

    assertThat(bodies(receive(queue, 10, MOMENT))).containsExactly("b1");
    assertThat(receive(queue, 10, MOMENT)).isEmpty();

    delete(queue, head);
    assertThat(bodies(receive(queue, 10, MOMENT))).containsExactly("a2", "a3");
  }

  @Test
  void oneReceiveHoldsSeveralMessagesOfAGroupInOrder() {
    String queue = queue(Duration.ofSeconds(30));
    List<String> sent = numbered("a", 10);
    sent.forEach(body -> send(queue, "A", body));

    assertThat(bodies(receive(queue, 10, MOMENT))).isEqualTo(sent);
  }

  @Test
  void afterTheHeadAloneIsMadeVisibleItsFollowersBlockTheGroupUntilTheirTimeoutEnds() {
    String queue = queue(Duration.ofSeconds(6));
    send(queue, "A", "a1");
    send(queue, "A", "a2");
    List<Message> batch = receive(queue, 10, MOMENT);

    changeVisibility(queue, batch.getFirst(), 0);

    assertThat(receive(queue, 10, MOMENT)).isEmpty();
    assertThat(bodies(receiveAndDelete(queue, 2))).containsExactly("a1", "a2");
  }

  @Test
  void headAndFollowersMadeVisibleAlikeComeBackInOrder() {
    String queue = queue(Duration.ofSeconds(30));
    numbered("a", 4).forEach(body -> send(queue, "A", body));
    List<Message> batch = receive(queue, 3, MOMENT);

    changeVisibility(queue, batch, 1);

    assertThat(bodies(receiveAndDelete(queue, 4))).containsExactly("a1", "a2", "a3", "a4");
  }

  @Test
  void theSameIdInTheSameGroupIsTheSameMessageEvenAfterItWasDeleted() {
    String queue = queue(Duration.ofSeconds(30));
    String first = send(queue, "A", "first", "id");
    String second = send(queue, "A", "second", "id");

    assertThat(second).isEqualTo(first);
    assertThat(bodies(receiveAndDelete(queue, 1))).containsExactly("first");

    send(queue, "A", "third", "id");
    assertThat(receive(queue, 10, MOMENT)).isEmpty();
  }

  @Test
  void theSameIdInAnotherGroupIsAnotherMessage() {
    String queue = queue(Duration.ofSeconds(30));
    send(queue, "A", "a1", "id");
    send(queue, "B", "b1", "id");

    assertThat(bodies(receiveAndDelete(queue, 2))).containsExactlyInAnyOrder("a1", "b1");
  }

  @Test
  void aMessageThatIsNotDeletedComesBackAndItsReceivesAreCounted() {
    String queue = queue(Duration.ofSeconds(5));
    send(queue, "A", "a1");
    send(queue, "B", "b1");
    List<Message> first = receiveUntil(queue, 2);
    assertThat(first).extracting(QueueCharacterization::receiveCount).containsOnly(1);

    first.stream()
        .filter(message -> message.body().equals("a1"))
        .forEach(done -> delete(queue, done));

    List<Message> again = receive(queue, 10, PATIENCE);
    assertThat(bodies(again)).containsExactly("b1");
    assertThat(again).extracting(QueueCharacterization::receiveCount).containsExactly(2);
  }

  @Test
  void receivesAreCountedForFollowersThatNobodyLookedAtToo() {
    String queue = queue(Duration.ofSeconds(1));
    numbered("a", 3).forEach(body -> send(queue, "A", body));
    assertThat(receive(queue, 10, MOMENT)).hasSize(3);

    assertThat(receiveAndDelete(queue, 3))
        .extracting(Message::body, QueueCharacterization::receiveCount)
        .containsExactly(tuple("a1", 2), tuple("a2", 2), tuple("a3", 2));
  }

  @Test
  void aMessageReceivedTooOftenGoesToTheDeadLetterQueueAndFreesItsGroup() {
    String deadLetters = create(new FifoQueue(name(), Duration.ofSeconds(30), Optional.empty()));
    String queue =
        create(
            new FifoQueue(
                name(),
                Duration.ofSeconds(30),
                Optional.of(new FifoQueue.Redrive(deadLetters, 2))));
    send(queue, "A", "a1");
    send(queue, "A", "a2");
    for (int count = 1; count <= 2; count++) {
      Message head = receive(queue, 1, MOMENT).getFirst();
      assertThat(head.body()).isEqualTo("a1");
      changeVisibility(queue, head, 0);
    }

    assertThat(bodies(receive(queue, 10, PATIENCE))).containsExactly("a2");
    Message dead = receive(deadLetters, 10, PATIENCE).getFirst();
    assertThat(dead.body()).isEqualTo("a1");
    assertThat(dead.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "A");
  }

  @Test
  void aRefusedEntryOfABatchLeavesTheOthersInAndComesLastWhenRepeated() {
    String queue = queue(Duration.ofSeconds(30));

    SendMessageBatchResponse response =
        sendBatch(
            queue,
            List.of(entry("1", "A", "a1"), entry("2", "A", "a2\u0001"), entry("3", "A", "a3")));

    assertThat(response.successful())
        .extracting(SendMessageBatchResultEntry::id)
        .containsExactlyInAnyOrder("1", "3");
    assertThat(response.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::senderFault)
        .containsExactly(tuple("2", true));

    send(queue, "A", "a2");
    assertThat(bodies(receiveAndDelete(queue, 3))).containsExactly("a1", "a3", "a2");
  }

  @Test
  void entriesOfOneGroupInABatchKeepTheirOrder() {
    String queue = queue(Duration.ofSeconds(30));
    List<String> sent = numbered("a", 10);

    sendBatch(queue, sent.stream().map(body -> entry(body, "A", body)).toList());

    assertThat(bodies(receiveAndDelete(queue, 10))).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0001", "\b", "\u000B", "\f", "\u001F", "\uFFFE", "\uFFFF"})
  void aBodyWithACharacterOutsideXmlIsRefused(String character) {
    String queue = queue(Duration.ofSeconds(30));

    assertThatThrownBy(() -> send(queue, "A", "before" + character + "after"))
        .isInstanceOfSatisfying(
            SqsException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
  }

  @Test
  void anyOtherBodyComesOutAsItWentIn() {
    String queue = queue(Duration.ofSeconds(30));
    String body =
        "\t\n\r\r\n <>&\"'\\u0001 \u007F\u0085\uD7FF\uE000\uFFFD \uD83D\uDE00 Привет \uDBFF\uDFFF";

    send(queue, "A", body);

    assertThat(bodies(receive(queue, 10, MOMENT))).containsExactly(body);
  }

  @Test
  void aMessageHoldsOneMebibyteAndNotAByteMore() {
    String queue = queue(Duration.ofSeconds(30));
    String largest = "x".repeat(MEBIBYTE);

    send(queue, "A", largest);

    assertThat(bodies(receive(queue, 10, MOMENT))).containsExactly(largest);
    assertThatThrownBy(() -> send(queue, "A", largest + "x"))
        .isInstanceOfSatisfying(
            SqsException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
  }

  @Test
  void theSizeOfAMessageIsCountedInBytesOfUtf8() {
    String queue = queue(Duration.ofSeconds(30));

    assertThatThrownBy(() -> send(queue, "A", "я".repeat(MEBIBYTE / 2 + 1)))
        .isInstanceOfSatisfying(
            SqsException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
  }

  @Test
  void aBatchThatIsTooLargeTogetherIsRefusedAsAWhole() {
    String queue = queue(Duration.ofSeconds(30));
    String half = "x".repeat(MEBIBYTE / 2 + 1);

    assertThatThrownBy(
            () -> sendBatch(queue, List.of(entry("1", "A", half), entry("2", "B", half))))
        .isInstanceOfSatisfying(
            SqsException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
    assertThat(receive(queue, 10, MOMENT)).isEmpty();
  }

  @Test
  void theVisibilitiesOfABatchAreChangedEachByItself() {
    String queue = queue(Duration.ofSeconds(30));
    send(queue, "A", "a1");
    send(queue, "B", "b1");
    List<Message> batch = receiveUntil(queue, 2);
    delete(queue, batch.getFirst());

    ChangeMessageVisibilityBatchResponse response = changeVisibility(queue, batch, 0);

    assertThat(response.failed()).extracting(BatchResultErrorEntry::id).containsExactly("0");
    assertThat(response.successful())
        .extracting(ChangeMessageVisibilityBatchResultEntry::id)
        .containsExactly("1");
    assertThat(bodies(receive(queue, 10, PATIENCE))).containsExactly(batch.getLast().body());
  }

  protected final String queue(Duration visibilityTimeout) {
    return create(new FifoQueue(name(), visibilityTimeout, Optional.empty()));
  }

  private static String name() {
    return UUID.randomUUID() + ".fifo";
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> prefix + number).toList();
  }

  protected final String send(String queue, String group, String body) {
    return send(queue, group, body, UUID.randomUUID().toString());
  }

  /** Returns the message's id. */
  protected final String send(String queue, String group, String body, String deduplicationId) {
    return sqs()
        .sendMessage(
            send ->
                send.queueUrl(queue)
                    .messageGroupId(group)
                    .messageDeduplicationId(deduplicationId)
                    .messageBody(body))
        .messageId();
  }

  protected final SendMessageBatchResponse sendBatch(
      String queue, List<SendMessageBatchRequestEntry> entries) {
    return sqs().sendMessageBatch(send -> send.queueUrl(queue).entries(entries));
  }

  protected static SendMessageBatchRequestEntry entry(String id, String group, String body) {
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageGroupId(group)
        .messageDeduplicationId(UUID.randomUUID().toString())
        .messageBody(body)
        .build();
  }

  protected final List<Message> receive(String queue, int count, int seconds) {
    return receive(queue, count, seconds, /* hiddenSeconds= */ null);
  }

  /**
   * Receives what stays hidden for so long.
   *
   * @param hiddenSeconds null where it is the queue that says it
   */
  private List<Message> receive(
      String queue, int count, int seconds, @Nullable Integer hiddenSeconds) {
    return sqs()
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(queue)
                    .maxNumberOfMessages(count)
                    .waitTimeSeconds(seconds)
                    .visibilityTimeout(hiddenSeconds)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  /** Receives until so many messages are there: several groups needn't come in one answer. */
  private List<Message> receiveUntil(String queue, int count) {
    List<Message> received = new ArrayList<>();
    while (received.size() < count) {
      List<Message> more = receive(queue, 10, PATIENCE);
      assertThat(more).as("after %d of %d messages", received.size(), count).isNotEmpty();
      received.addAll(more);
    }
    return received;
  }

  /**
   * The same, deleting each message, so that nothing comes twice. A group needn't come in one
   * answer either: messages that were hidden by one call become visible within some milliseconds of
   * each other. A message can be deleted only while it is hidden, so the queue's own timeout, which
   * is short where a test waits for its end, is not left to decide here.
   */
  protected final List<Message> receiveAndDelete(String queue, int count) {
    List<Message> received = new ArrayList<>();
    while (received.size() < count) {
      List<Message> more = receive(queue, 10, PATIENCE, HIDDEN);
      assertThat(more).as("after %d of %d messages", received.size(), count).isNotEmpty();
      more.forEach(message -> delete(queue, message));
      received.addAll(more);
    }
    return received;
  }

  private void delete(String queue, Message message) {
    sqs().deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
  }

  protected final void changeVisibility(String queue, Message message, int seconds) {
    changeVisibility(queue, List.of(message), seconds);
  }

  /** The entries are named by their position in the list. */
  private ChangeMessageVisibilityBatchResponse changeVisibility(
      String queue, List<Message> messages, int seconds) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                index ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("" + index)
                        .receiptHandle(messages.get(index).receiptHandle())
                        .visibilityTimeout(seconds)
                        .build())
            .toList();
    return sqs().changeMessageVisibilityBatch(change -> change.queueUrl(queue).entries(entries));
  }

  protected static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }

  private static int receiveCount(Message message) {
    return Integer.parseInt(
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, ""));
  }
}
