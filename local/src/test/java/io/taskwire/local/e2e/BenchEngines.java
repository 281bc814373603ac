package io.taskwire.local.e2e;

import io.taskwire.local.Engines;
import io.taskwire.local.aws.DynamoDb;
import io.taskwire.local.aws.EmbeddedDynamoDb;
import io.taskwire.local.aws.EmbeddedSqs;
import io.taskwire.local.aws.Sqs;

/**
 * The servers of queues and tables that all benches of a JVM share, each with names of its own on
 * them; they end with the JVM.
 */
final class BenchEngines implements Engines {
  static final Engines SHARED = Engines.offered().orElseGet(BenchEngines::new);

  private final EmbeddedSqs sqs = EmbeddedSqs.start(0);
  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0);

  private BenchEngines() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of the engines"));
  }

  @Override
  public Sqs sqs() {
    return sqs;
  }

  @Override
  public DynamoDb dynamoDb() {
    return dynamoDb;
  }

  @Override
  public boolean showsInOrder() {
    return true;
  }

  private void close() {
    sqs.close();
    dynamoDb.close();
  }
}
