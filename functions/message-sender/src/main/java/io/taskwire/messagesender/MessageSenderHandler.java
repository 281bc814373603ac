package io.taskwire.messagesender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.QueueWorker;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Provider;

/**
 * Sends employees' comments to clients: a batch of {@code outbound.fifo} in, the ids of those that
 * stay in the queue out.
 */
public final class MessageSenderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final QueueWorker<WorkerSettings> worker;
  private final SendBatch sendBatch;

  public MessageSenderHandler() {
    this(SenderParts.fromEnvironment());
  }

  public MessageSenderHandler(SenderParts parts) {
    FunctionLog log = new FunctionLog("message-sender");
    this.worker =
        new QueueWorker<>(
            log, parts.meter(), Provider.WAZZUP, parts.settings(), parts.delays(), parts.clock());
    this.sendBatch = new SendBatch(parts, log);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return worker.handle(event, sendBatch::begin);
  }
}
