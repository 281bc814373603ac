package io.taskwire.local.aws;

import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** A server of tables: {@link EmbeddedDynamoDb} in a local run. Tests may run on another one. */
public interface DynamoDb extends AutoCloseable {
  /** A client of this server. It is closed together with the server. */
  DynamoDbClient client();

  /** Where the server listens, for {@code AWS_ENDPOINT_URL_DYNAMODB}. */
  URI endpoint();

  /** Creates a table, which is ready when this returns. */
  void create(CreateTableRequest table);

  /** Stops the server. The tables are gone then. */
  @Override
  void close();
}
