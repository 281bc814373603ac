package io.taskwire.bench.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.local.aws.EmbeddedDynamoDb;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableFileTest {
  private static final String TABLE = "taskwire";

  @Test
  void copiesOfAnItemAreItemsOfTheirOwn(@TempDir Path folder) {
    try (EmbeddedDynamoDb dynamoDb =
        EmbeddedDynamoDb.startIn(folder, 0, TaskwireTable.definition(TABLE))) {
      put(dynamoDb.client(), item("CHAT/100", "DIALOG", "kept"));
      put(dynamoDb.client(), item("CHAT/100", "OTHER", "not copied"));

      new TableFile(folder, TABLE).copy("CHAT/100", "DIALOG", 200, 203);

      assertThat(dynamoDb.client().scan(scan -> scan.tableName(TABLE)).items())
          .containsExactlyInAnyOrder(
              item("CHAT/100", "DIALOG", "kept"),
              item("CHAT/100", "OTHER", "not copied"),
              item("CHAT/200", "DIALOG", "kept"),
              item("CHAT/201", "DIALOG", "kept"),
              item("CHAT/202", "DIALOG", "kept"));

      put(dynamoDb.client(), item("CHAT/201", "DIALOG", "changed"));
      assertThat(read(dynamoDb.client(), "CHAT/201", "DIALOG"))
          .isEqualTo(item("CHAT/201", "DIALOG", "changed"));
      assertThat(read(dynamoDb.client(), "CHAT/202", "DIALOG"))
          .isEqualTo(item("CHAT/202", "DIALOG", "kept"));
    }
  }

  private static Map<String, AttributeValue> item(String partition, String sort, String text) {
    return Map.of(
        "pk", AttributeValue.fromS(partition),
        "sk", AttributeValue.fromS(sort),
        "text", AttributeValue.fromS(text));
  }

  private static void put(DynamoDbClient client, Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(TABLE).item(item));
  }

  private static Map<String, AttributeValue> read(
      DynamoDbClient client, String partition, String sort) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
    return client.getItem(get -> get.tableName(TABLE).key(key)).item();
  }
}
