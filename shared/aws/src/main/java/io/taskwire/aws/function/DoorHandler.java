package io.taskwire.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function behind the HTTP API. Lambda calls it with streams, which it prefers to events. */
public interface DoorHandler
    extends RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, RequestStreamHandler {
  /** Answers a request; throws nothing. */
  APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request);

  @Override
  default APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
    return answer(request);
  }

  @Override
  default void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    EventJson.answer(in, out, this::answer);
  }
}
