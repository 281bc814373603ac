package io.taskwire.local.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * Tables that CloudFormation makes in LocalStack as {@code template.yaml} declares Taskwire's; only
 * the name may be another.
 */
final class LocalStackDynamoDb implements DynamoDb {
  @Override
  public DynamoDbClient client() {
    return LocalStack.DYNAMO_DB;
  }

  @Override
  public URI endpoint() {
    return LocalStack.ENDPOINT;
  }

  @Override
  public void create(CreateTableRequest table) {
    var _ =
        Stack.create(
            StackTemplate.of(List.of("Table"))
                .with("Table", Map.of("TableName", table.tableName())));
  }

  /** Leaves the server to the other tests. */
  @Override
  public void close() {}
}
