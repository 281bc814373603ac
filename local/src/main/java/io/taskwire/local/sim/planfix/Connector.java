package io.taskwire.local.sim.planfix;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Planfix's calls to the connector, with their repeats, in the background. */
final class Connector implements AutoCloseable {

  private final InstantSource time;
  private final PlanfixKnobs knobs;
  private final ExecutorService executor;
  private final Consumer<ConnectorCall> made;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** The last thing that each task is sending. */
  private final Map<Integer, CompletableFuture<?>> tails = new ConcurrentHashMap<>();

  /**
   * @param made is told every call as soon as it was answered or given up
   */
  Connector(
      InstantSource time,
      PlanfixKnobs knobs,
      ExecutorService executor,
      Consumer<ConnectorCall> made) {
    this.time = time;
    this.knobs = knobs;
    this.executor = executor;
    this.made = made;
  }

  /** Completes with all calls of the message, never exceptionally while the simulator is open. */
  CompletableFuture<List<ConnectorCall>> send(Outgoing message) {
    if (!knobs.callsInOrder) {
      return CompletableFuture.supplyAsync(() -> atOnce(message), executor);
    }
    CompletableFuture<?> before =
        tails.getOrDefault(message.task(), CompletableFuture.completedFuture(null));
    CompletableFuture<List<ConnectorCall>> calls =
        before.handleAsync((done, failed) -> inOrder(message), executor);
    tails.put(message.task(), calls);
    return calls;
  }

  private List<ConnectorCall> inOrder(Outgoing message) {
    List<ConnectorCall> calls = new ArrayList<>();
    calls.add(call(message, 1));
    for (int repeat = 1; repeat <= knobs.repeats; repeat++) {
      if (calls.getLast().taken() && !knobs.repeatAfterSuccess) {
        break;
      }
      pause();
      calls.add(call(message, repeat + 1));
    }
    return calls;
  }

  /** Repeats after a success can overlap the first call, repeats after a failure can't. */
  private List<ConnectorCall> atOnce(Outgoing message) {
    if (!knobs.repeatAfterSuccess) {
      return inOrder(message);
    }
    return IntStream.rangeClosed(1, knobs.repeats + 1)
        .mapToObj(attempt -> CompletableFuture.supplyAsync(() -> call(message, attempt), executor))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private ConnectorCall call(Outgoing message, int attempt) {
    HttpRequest request =
        HttpRequest.newBuilder(message.line().connector())
            .timeout(Duration.ofMillis(knobs.connectorTimeLimitMillis))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(message.form().encode()))
            .build();
    Instant sentAt = time.instant();
    ConnectorCall call;
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      call = answered(message, attempt, sentAt, response);
    } catch (HttpTimeoutException e) {
      call = unanswered(message, attempt, sentAt, "no answer within the time limit");
    } catch (IOException e) {
      call = unanswered(message, attempt, sentAt, "the connection failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call = unanswered(message, attempt, sentAt, "the simulator was closed");
    }
    made.accept(call);
    return call;
  }

  private ConnectorCall answered(
      Outgoing message, int attempt, Instant sentAt, HttpResponse<String> response) {
    return new ConnectorCall(
        message.line().providerId(),
        message.task(),
        message.messageId(),
        attempt,
        sentAt,
        time.instant(),
        message.form().withoutTokens(),
        response.statusCode(),
        response.body(),
        null);
  }

  private ConnectorCall unanswered(Outgoing message, int attempt, Instant sentAt, String failure) {
    return new ConnectorCall(
        message.line().providerId(),
        message.task(),
        message.messageId(),
        attempt,
        sentAt,
        time.instant(),
        message.form().withoutTokens(),
        null,
        null,
        failure);
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(knobs.repeatDelayMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
