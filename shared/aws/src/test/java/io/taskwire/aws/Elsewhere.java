package io.taskwire.aws;

import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Servers of queues and tables on which this module's tests run instead of embedded ones. */
@NullMarked
public interface Elsewhere {
  /** What the class path offers; in this module's own build nothing. */
  static Optional<Elsewhere> offered() {
    return ServiceLoader.load(Elsewhere.class).findFirst();
  }

  /** A client of the queues; it stays open. */
  SqsClient sqs();

  /** Makes a queue that nobody else has, and gives its URL. */
  String newQueue();

  /** A client of the tables; it stays open. */
  DynamoDbClient dynamoDb();

  /** Makes a table that nobody else has, and gives its name. */
  String newTable();
}
