package io.taskwire.messagesender;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.QueueWorker;
import io.taskwire.aws.function.WorkerHandler;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Provider;

/**
 * Sends employees' comments to clients: a batch of {@code outbound.fifo} in, the ids of those that
 * stay in the queue out.
 */
public final class MessageSenderHandler implements WorkerHandler {
  private final QueueWorker<WorkerSettings> worker;
  private final SendBatch sendBatch;

  public MessageSenderHandler() {
    this(SenderParts.of(Environment.ofProcess(), Outside.real()));
    SenderRehearsal.plan(Environment.ofProcess());
  }

  public MessageSenderHandler(SenderParts parts) {
    FunctionLog log = new FunctionLog("message-sender");
    this.worker =
        new QueueWorker<>(
            log, parts.meter(), Provider.WAZZUP, parts.settings(), parts.delays(), parts.clock());
    this.sendBatch = new SendBatch(parts, log);
  }

  @Override
  public SQSBatchResponse work(SQSEvent event) {
    return worker.handle(event, sendBatch::begin);
  }
}
