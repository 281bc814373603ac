package io.taskwire.local;

import io.taskwire.local.aws.DynamoDb;
import io.taskwire.local.aws.Sqs;
import java.util.Optional;
import java.util.ServiceLoader;

/** Servers of queues and tables on which the end-to-end tests run instead of embedded ones. */
public interface Engines {
  /** What the class path offers; in an ordinary build nothing. */
  static Optional<Engines> offered() {
    return ServiceLoader.load(Engines.class).findFirst();
  }

  Sqs sqs();

  DynamoDb dynamoDb();

  /** Whether a group stays in order when its messages are made visible one by one. */
  boolean showsInOrder();
}
