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

  /**
   * A message that is made visible at once makes its group visible, even while the group's head is
   * in flight. Where visibility runs out, followers wait for the head, as in SQS.
   */
  @Override
  public boolean showsInOrder() {
    return false;
  }
}
