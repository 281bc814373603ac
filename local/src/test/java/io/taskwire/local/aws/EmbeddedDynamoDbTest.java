package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class EmbeddedDynamoDbTest {

  private static final Map<String, AttributeValue> ITEM = Map.of("pk", AttributeValue.fromS("one"));

  @Test
  void aTableGivenAtTheStartIsReadyForConditionalWrites() {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0, table("things"))) {
      putOnce(dynamoDb.client());

      assertThatThrownBy(() -> putOnce(dynamoDb.client()))
          .isInstanceOf(ConditionalCheckFailedException.class);
    }
  }

  @Test
  void twoServersShareNothing() {
    try (EmbeddedDynamoDb one = EmbeddedDynamoDb.start(0, table("things"));
        EmbeddedDynamoDb other = EmbeddedDynamoDb.start(0, table("things"))) {
      putOnce(one.client());

      assertThat(other.client().scan(scan -> scan.tableName("things")).items()).isEmpty();
    }
  }

  @Test
  void whatIsInAFolderIsThereForTheNextServer(@TempDir Path folder) {
    try (EmbeddedDynamoDb first = EmbeddedDynamoDb.startIn(folder, 0, table("things"))) {
      putOnce(first.client());
    }

    try (EmbeddedDynamoDb next = EmbeddedDynamoDb.startIn(folder, 0)) {
      assertThat(next.client().scan(scan -> scan.tableName("things")).items())
          .containsExactly(ITEM);
    }
  }

  @Test
  void aTakenPortIsRefused() {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0)) {
      int port = dynamoDb.endpoint().getPort();

      assertThatThrownBy(() -> EmbeddedDynamoDb.start(port))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + port);
    }
  }

  private static void putOnce(DynamoDbClient client) {
    client.putItem(
        put -> put.tableName("things").item(ITEM).conditionExpression("attribute_not_exists(pk)"));
  }

  private static CreateTableRequest table(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
        .attributeDefinitions(
            AttributeDefinition.builder()
                .attributeName("pk")
                .attributeType(ScalarAttributeType.S)
                .build())
        .build();
  }
}
