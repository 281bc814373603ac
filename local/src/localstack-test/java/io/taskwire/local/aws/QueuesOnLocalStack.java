package io.taskwire.local.aws;

import software.amazon.awssdk.services.sqs.SqsClient;

/** The facts on LocalStack, with queues as the template declares them. */
class QueuesOnLocalStack extends QueueCharacterization {
  @Override
  protected SqsClient sqs() {
    return LocalStack.SQS;
  }

  @Override
  protected String create(FifoQueue queue) {
    return new LocalStackSqs().create(queue);
  }
}
