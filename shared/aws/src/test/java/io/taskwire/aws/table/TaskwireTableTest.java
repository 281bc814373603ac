package io.taskwire.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.aws.table.TaskwireTable.Written;
import io.taskwire.core.dialog.DialogId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What writes do when they meet a transaction of somebody else. */
class TaskwireTableTest {
  private static final Key KEY =
      new Key.OfDialog(DialogId.parse("whatsapp:79990000099/79990000001"));

  private final DynamoDbException conflict = TransactionConflictException.builder().build();
  private final Engine engine = new Engine();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void anUpdateThatMeetsATransactionIsRepeated() {
    Busy busy = new Busy(engine.client(), 3, conflict);

    assertThat(table(busy).update(KEY, new Change().set("a", 1))).isInstanceOf(Written.Done.class);

    assertThat(table(engine.client()).read(KEY).flatMap(item -> item.number("a"))).hasValue(1L);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void anUpdateThatMeetsTransactionsWithoutEndFailsInTime() {
    Busy busy = new Busy(engine.client(), Integer.MAX_VALUE, conflict);

    assertThatExceptionOfType(TransactionConflictException.class)
        .isThrownBy(() -> table(busy).update(KEY, new Change().set("a", 1)));

    assertThat(busy.calls).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
  void aTransactionThatIsCanceledForAPassingReasonIsRepeated(String reason) {
    Busy busy = new Busy(engine.client(), 9, canceled("None", reason));

    assertThat(table(busy).transact(parts())).isEmpty();

    assertThat(table(engine.client()).read(KEY).flatMap(item -> item.number("a"))).hasValue(1L);
  }

  @Test
  void pausesGrowDifferAndEndWithinOneAndAHalfSeconds() {
    Busy busy = new Busy(engine.client(), Integer.MAX_VALUE, canceled("TransactionConflict"));

    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(() -> table(busy).transact(parts()));

    assertThat(pauses).hasSize(9).doesNotHaveDuplicates();
    assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
    assertThat(pauses.get(3)).isBetween(Duration.ofMillis(80), Duration.ofMillis(160));
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ValidationError", "ItemCollectionSizeLimitExceeded", "None"})
  void aTransactionThatIsCanceledForAnotherReasonFailsAtOnce(String reason) {
    Busy busy = new Busy(engine.client(), Integer.MAX_VALUE, canceled("None", reason));

    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(() -> table(busy).transact(parts()));

    assertThat(busy.calls).isEqualTo(1);
  }

  @Test
  void aConditionThatDoesNotHoldIsToldEvenBesideAConflict() {
    Busy busy =
        new Busy(engine.client(), 1, canceled("TransactionConflict", "ConditionalCheckFailed"));
    List<Part> parts = Stream.of(parts(), parts()).flatMap(List::stream).toList();

    assertThat(table(busy).transact(parts)).containsSame(parts.get(1));

    assertThat(busy.calls).isEqualTo(1);
  }

  @Test
  void whoeverIsInterruptedWaitsNoLonger() {
    Busy busy = new Busy(engine.client(), Integer.MAX_VALUE, conflict);
    TaskwireTable table =
        new TaskwireTable(
            busy,
            engine.tableName(),
            _ -> {
              throw new InterruptedException();
            },
            new Random(1));

    assertThatExceptionOfType(TransactionConflictException.class)
        .isThrownBy(() -> table.update(KEY, new Change().set("a", 1)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(busy.calls).isEqualTo(1);
  }

  private TaskwireTable table(DynamoDbClient client) {
    return new TaskwireTable(client, engine.tableName(), pauses::add, new Random(1));
  }

  private static List<Part> parts() {
    return List.of(new Part.Changes(KEY, new Change().set("a", 1)));
  }

  private static DynamoDbException canceled(String... codes) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
        .build();
  }

  /** DynamoDB while others write: the first calls fail, the later ones pass. */
  private static final class Busy implements DynamoDbClient {
    private final DynamoDbClient client;
    private final int failures;
    private final DynamoDbException failure;
    private int calls;

    Busy(DynamoDbClient client, int failures, DynamoDbException failure) {
      this.client = client;
      this.failures = failures;
      this.failure = failure;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      count();
      return client.updateItem(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      count();
      return client.transactWriteItems(request);
    }

    private void count() {
      if (calls++ < failures) {
        throw failure;
      }
    }

    @Override
    public String serviceName() {
      return client.serviceName();
    }

    @Override
    public void close() {}
  }
}
