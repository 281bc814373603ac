package io.taskwire.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function behind a queue. Lambda calls it with streams, which it prefers to events. */
public interface WorkerHandler
    extends RequestHandler<SQSEvent, SQSBatchResponse>, RequestStreamHandler {
  /** Handles a batch; throws nothing. */
  SQSBatchResponse work(SQSEvent batch);

  @Override
  default SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return work(batch);
  }

  @Override
  default void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    EventJson.work(in, out, this::work);
  }
}
