package io.taskwire.aws.table;

import io.taskwire.aws.Elsewhere;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** An empty table, in DynamoDB Local within the test's JVM unless one is offered elsewhere. */
@NullMarked
final class Engine implements AutoCloseable {
  private final Optional<AmazonDynamoDBLocal> local;
  private final DynamoDbClient client;
  private final String table;

  Engine() {
    Optional<Elsewhere> elsewhere = Elsewhere.offered();
    if (elsewhere.isPresent()) {
      local = Optional.empty();
      client = elsewhere.get().dynamoDb();
      table = elsewhere.get().newTable();
    } else {
      AmazonDynamoDBLocal embedded = DynamoDBEmbedded.create(true);
      local = Optional.of(embedded);
      client = embedded.dynamoDbClient();
      table = "taskwire";
      client.createTable(TaskwireTable.definition(table));
    }
  }

  TaskwireTable table() {
    return new TaskwireTable(client, table, _ -> {}, new Random(1));
  }

  DynamoDbClient client() {
    return client;
  }

  String tableName() {
    return table;
  }

  @Override
  public void close() {
    local.ifPresent(AmazonDynamoDBLocal::shutdownNow);
  }
}
