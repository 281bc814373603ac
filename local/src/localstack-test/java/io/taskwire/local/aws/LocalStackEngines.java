package io.taskwire.local.aws;

import io.taskwire.local.Engines;

/** Lets the end-to-end tests run on LocalStack. */
public final class LocalStackEngines implements Engines {
  @Override
  public Sqs sqs() {
    return new LocalStackSqs();
  }

  @Override
  public DynamoDb dynamoDb() {
    return new LocalStackDynamoDb();
  }
}
