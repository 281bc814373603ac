package io.taskwire.aws.table;

import java.util.Random;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local within the test's JVM, with an empty table. */
@NullMarked
final class Engine implements AutoCloseable {
  private static final String TABLE = "taskwire";

  private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
  private final DynamoDbClient client = local.dynamoDbClient();

  Engine() {
    client.createTable(TaskwireTable.definition(TABLE));
  }

  TaskwireTable table() {
    return new TaskwireTable(client, TABLE, _ -> {}, new Random(1));
  }

  DynamoDbClient client() {
    return client;
  }

  @Override
  public void close() {
    local.shutdownNow();
  }
}
