package io.taskwire.aws.table;

import io.taskwire.aws.function.Pause;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The one table, with the few ways in which it is read and written. All reads are consistent. */
public final class TaskwireTable {
  /** When an item may be forgotten, in seconds since 1970; DynamoDB's TTL cleans it up. */
  public static final String EXPIRES_AT = "expiresAt";

  private static final int BATCHED_READS = 5;

  private final DynamoDbClient dynamoDb;
  private final String name;
  private final Contention contention;

  public TaskwireTable(DynamoDbClient dynamoDb, String name) {
    // Unlike others, this randomness differs between environments restored from one snapshot.
    this(dynamoDb, name, Pause.sleeping(), new SecureRandom());
  }

  /**
   * With ways to wait for others' transactions.
   *
   * @param random used by several threads at once
   */
  TaskwireTable(DynamoDbClient dynamoDb, String name, Pause pause, RandomGenerator random) {
    this.dynamoDb = dynamoDb;
    this.name = name;
    this.contention = new Contention(pause, random);
  }

  /** How the table is made; {@code template.yaml} says the same. */
  public static CreateTableRequest definition(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attribute(Key.PARTITION), attribute(Key.SORT))
        .keySchema(element(Key.PARTITION, KeyType.HASH), element(Key.SORT, KeyType.RANGE))
        .build();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** What a conditional write found. */
  sealed interface Written {
    /** It was written; the item as it is now. */
    record Done(Item now) implements Written {}

    /** Its condition did not hold; the item as it is, without attributes where there is none. */
    record Refused(Item now) implements Written {}
  }

  Written update(Key key, Change change) {
    try {
      UpdateItemResponse response =
          contention.outlast(
              () ->
                  dynamoDb.updateItem(
                      request ->
                          request
                              .tableName(name)
                              .key(key.attributes())
                              .updateExpression(change.update())
                              .conditionExpression(change.condition())
                              .expressionAttributeNames(change.names())
                              .expressionAttributeValues(change.values())
                              .returnValues(ReturnValue.ALL_NEW)
                              .returnValuesOnConditionCheckFailure(
                                  ReturnValuesOnConditionCheckFailure.ALL_OLD)));
      return new Written.Done(new Item(response.attributes()));
    } catch (ConditionalCheckFailedException refused) {
      return new Written.Refused(new Item(refused.hasItem() ? refused.item() : Map.of()));
    }
  }

  /** A part of a transaction. */
  sealed interface Part {
    Key key();

    Change change();

    record Changes(Key key, Change change) implements Part {}

    /** Only the condition counts. */
    record Checks(Key key, Change change) implements Part {}

    /** The item goes, if it is there. */
    record Deletes(Key key, Change change) implements Part {
      Deletes(Key key) {
        this(key, new Change());
      }
    }
  }

  /**
   * Writes all parts or none.
   *
   * @return the first part whose condition did not hold; empty when all was written
   */
  Optional<Part> transact(List<Part> parts) {
    List<TransactWriteItem> items = parts.stream().map(this::item).toList();
    try {
      contention.outlast(
          () -> dynamoDb.transactWriteItems(request -> request.transactItems(items)));
      return Optional.empty();
    } catch (TransactionCanceledException canceled) {
      for (int i = 0; i < canceled.cancellationReasons().size(); i++) {
        if ("ConditionalCheckFailed".equals(canceled.cancellationReasons().get(i).code())) {
          return Optional.of(parts.get(i));
        }
      }
      throw canceled;
    }
  }

  private TransactWriteItem item(Part part) {
    Change change = part.change();
    return switch (part) {
      case Part.Deletes _ ->
          TransactWriteItem.builder()
              .delete(Delete.builder().tableName(name).key(part.key().attributes()).build())
              .build();
      case Part.Changes _ ->
          TransactWriteItem.builder()
              .update(
                  Update.builder()
                      .tableName(name)
                      .key(part.key().attributes())
                      .updateExpression(change.update())
                      .conditionExpression(change.condition())
                      .expressionAttributeNames(change.names())
                      .expressionAttributeValues(change.values())
                      .build())
              .build();
      case Part.Checks _ ->
          TransactWriteItem.builder()
              .conditionCheck(
                  ConditionCheck.builder()
                      .tableName(name)
                      .key(part.key().attributes())
                      .conditionExpression(change.condition())
                      .expressionAttributeNames(change.names())
                      .expressionAttributeValues(change.values())
                      .build())
              .build();
    };
  }

  /** Reads several items at once; those that are not there are missing in the answer. */
  Map<Key, Item> read(Set<Key> keys) {
    Map<Map<String, AttributeValue>, Key> wanted = new HashMap<>();
    keys.forEach(key -> wanted.put(key.attributes(), key));
    Map<Key, Item> found = new HashMap<>();
    Set<Map<String, AttributeValue>> open = new LinkedHashSet<>(wanted.keySet());
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      if (attempt > BATCHED_READS) {
        throw new IllegalStateException("DynamoDB left keys of a batched read unprocessed");
      }
      KeysAndAttributes batch = KeysAndAttributes.builder().keys(open).consistentRead(true).build();
      BatchGetItemResponse response =
          dynamoDb.batchGetItem(request -> request.requestItems(Map.of(name, batch)));
      for (Map<String, AttributeValue> item : response.responses().getOrDefault(name, List.of())) {
        Map<String, AttributeValue> key =
            Map.of(Key.PARTITION, item.get(Key.PARTITION), Key.SORT, item.get(Key.SORT));
        Key asked = wanted.get(key);
        if (asked != null) {
          found.put(asked, new Item(item));
        }
      }
      KeysAndAttributes unprocessed = response.unprocessedKeys().get(name);
      open = unprocessed == null ? Set.of() : new LinkedHashSet<>(unprocessed.keys());
    }
    return found;
  }

  Optional<Item> read(Key key) {
    var response =
        dynamoDb.getItem(
            request -> request.tableName(name).key(key.attributes()).consistentRead(true));
    return response.hasItem() ? Optional.of(new Item(response.item())) : Optional.empty();
  }

  /** So many items of a partition whose sort key begins like that, the last ones first. */
  List<Item> last(String partition, String prefix, int most) {
    return dynamoDb
        .query(
            request ->
                request
                    .tableName(name)
                    .keyConditionExpression("#pk = :pk AND begins_with(#sk, :prefix)")
                    .expressionAttributeNames(Map.of("#pk", Key.PARTITION, "#sk", Key.SORT))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS(partition),
                            ":prefix", AttributeValue.fromS(prefix)))
                    .scanIndexForward(false)
                    .limit(most)
                    .consistentRead(true))
        .items()
        .stream()
        .map(Item::new)
        .toList();
  }

  /** All items of a partition whose sort key is at least this and begins like that, in order. */
  List<Item> query(String partition, String from, String prefix) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(name)
            .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
            .expressionAttributeNames(Map.of("#pk", Key.PARTITION, "#sk", Key.SORT))
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(partition),
                    ":from", AttributeValue.fromS(from),
                    ":to", AttributeValue.fromS(prefix + "\uffff")))
            .consistentRead(true)
            .build();
    return dynamoDb.queryPaginator(query).items().stream().map(Item::new).toList();
  }

  /**
   * All items, in no order: for an operator, who may wait.
   *
   * @param goesOn told of each item; false ends the reading
   * @param progress told after each page how many items were read
   */
  void scan(Predicate<Item> goesOn, LongConsumer progress) {
    long read = 0;
    for (ScanResponse page :
        dynamoDb.scanPaginator(request -> request.tableName(name).consistentRead(true))) {
      for (Map<String, AttributeValue> item : page.items()) {
        if (!goesOn.test(new Item(item))) {
          return;
        }
      }
      read += page.count();
      progress.accept(read);
    }
  }
}
