package io.taskwire.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Does nothing: what a function can't be faster than. */
public final class EmptyHandler implements RequestStreamHandler {
  private static final byte[] ANSWER = {'{', '}'};

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    answer.write(ANSWER);
  }
}
