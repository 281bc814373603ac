package io.taskwire.local.aws;

import io.taskwire.aws.Elsewhere;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Lets the tests of the AWS adapters run on LocalStack. */
public final class LocalStackElsewhere implements Elsewhere {
  @Override
  public SqsClient sqs() {
    return LocalStack.SQS;
  }

  @Override
  public String newQueue() {
    return Stack.create(StackTemplate.of(List.of("InboundQueue", "InboundDeadLetters")))
        .id("InboundQueue");
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return LocalStack.DYNAMO_DB;
  }

  @Override
  public String newTable() {
    return Stack.create(StackTemplate.of(List.of("Table"))).id("Table");
  }
}
