package io.taskwire.taskworker;

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
 * Brings queued notices to Planfix: a batch of {@code inbound.fifo} in, the ids of those that stay
 * in the queue out.
 */
public final class TaskWorkerHandler implements WorkerHandler {
  private final QueueWorker<WorkerSettings> worker;
  private final DeliverBatch deliverBatch;

  public TaskWorkerHandler() {
    this(WorkerParts.of(Environment.ofProcess(), Outside.real()));
    WorkerRehearsal.plan(Environment.ofProcess());
  }

  public TaskWorkerHandler(WorkerParts parts) {
    FunctionLog log = new FunctionLog("task-worker");
    this.worker =
        new QueueWorker<>(
            log, parts.meter(), Provider.PLANFIX, parts.settings(), parts.delays(), parts.clock());
    this.deliverBatch = new DeliverBatch(parts, log);
  }

  @Override
  public SQSBatchResponse work(SQSEvent event) {
    return worker.handle(event, deliverBatch::begin);
  }
}
