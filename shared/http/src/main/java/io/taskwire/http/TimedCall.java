package io.taskwire.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call that ends in time whatever the other side does: connecting, waiting and reading the answer
 * share one deadline, which the client's own timeouts do not give, and an answer is read up to a
 * size.
 *
 * @param client one that follows no redirects, which is the default
 */
public record TimedCall(HttpClient client, Duration deadline) {
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  /** How a call ended. */
  public sealed interface End {
    /**
     * There was an answer.
     *
     * @param body empty when it did not come whole: too late, too long or broken off
     */
    record Answered(int status, Optional<String> body) implements End {}

    /** There was none. The reason names nothing of what was sent, and not where to. */
    record Unanswered(String reason) implements End {}
  }

  /** Sends a request and waits for the end. An interrupted thread sends nothing. */
  public End send(HttpRequest request) {
    if (Thread.currentThread().isInterrupted()) {
      return new End.Unanswered("interrupted before sending");
    }
    AtomicInteger status = new AtomicInteger();
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(
            request,
            head -> {
              status.set(head.statusCode());
              return BodySubscribers.limiting(BodySubscribers.ofByteArray(), LARGEST_BODY);
            });
    String trouble;
    try {
      byte[] body = call.get(deadline.toNanos(), TimeUnit.NANOSECONDS).body();
      return new End.Answered(status.get(), Optional.of(new String(body, StandardCharsets.UTF_8)));
    } catch (TimeoutException e) {
      call.cancel(true);
      trouble = "no answer within " + deadline.toMillis() + " ms";
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      trouble = "the connection failed: " + cause.getClass().getSimpleName();
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      trouble = "interrupted while waiting for the answer";
    }
    return status.get() == 0
        ? new End.Unanswered(trouble)
        : new End.Answered(status.get(), Optional.empty());
  }
}
