package io.taskwire.bench.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The side of Lambda that a runtime talks to: it hands out invocations and takes their answers
 * ("Lambda runtime API"), and lets a runtime with SnapStart wait at its snapshot.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime";
  private static final String CREDENTIALS = "/credentials";
  private static final int ACCEPTED = 202;
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> begun = new ConcurrentHashMap<>();
  private final CountDownLatch snapshot = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);

  private static final class Invocation {
    private final String id = UUID.randomUUID().toString();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final byte[] event;

    Invocation(byte[] event) {
      this.event = event;
    }
  }

  /**
   * What a function answered.
   *
   * @param arrived {@link System#nanoTime} when its last byte was here
   */
  public record Answer(String body, long arrived) {}

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(VERSION + "/invocation/", this::invocation);
    server.createContext(VERSION + "/restore/next", this::restoreNext);
    server.createContext(VERSION + "/", this::failed);
    server.createContext(CREDENTIALS, RuntimeApi::credentials);
    server.start();
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where a function with SnapStart gets its credentials. */
  String credentials() {
    return "http://" + address() + CREDENTIALS;
  }

  /** Hands an event to the runtime and waits for the answer. */
  Answer invoke(byte[] event) {
    Invocation invocation = new Invocation(event);
    waiting.add(invocation);
    return awaited(invocation.answer);
  }

  /** Waits until the runtime is where its snapshot would be taken. */
  void awaitSnapshot() {
    try {
      if (!snapshot.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the runtime did not come to its snapshot");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Lets the runtime go on, as if from its snapshot. */
  void restore() {
    restored.countDown();
  }

  /** Nobody will answer any more. */
  void over() {
    fail(new IllegalStateException("the runtime ended"));
  }

  private static Answer awaited(CompletableFuture<Answer> answer) {
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the function did not answer", e);
    }
  }

  private void invocation(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    if (path[path.length - 1].equals("next")) {
      next(exchange);
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    long arrived = System.nanoTime();
    Invocation invocation = begun.remove(path[path.length - 2]);
    if (invocation != null) {
      String text = new String(body, StandardCharsets.UTF_8);
      // Its thread goes on before the runtime has our word: that is not the function's time.
      boolean _ =
          path[path.length - 1].equals("response")
              ? invocation.answer.complete(new Answer(text, arrived))
              : invocation.answer.completeExceptionally(new IllegalStateException(text));
    }
    answer(exchange, ACCEPTED, new byte[0]);
  }

  private void next(HttpExchange exchange) throws IOException {
    Invocation invocation;
    try {
      invocation = waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    begun.put(invocation.id, invocation);
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id);
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + FUNCTION_TIMEOUT.toMillis()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:000000000000:function:bench");
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
    headers.set("Content-Type", "application/json");
    answer(exchange, 200, invocation.event);
  }

  private void restoreNext(HttpExchange exchange) throws IOException {
    snapshot.countDown();
    try {
      restored.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    answer(exchange, 200, new byte[0]);
  }

  /** Good for an hour. */
  private static void credentials(HttpExchange exchange) throws IOException {
    String body =
        """
        {"AccessKeyId":"bench","SecretAccessKey":"bench","Token":"bench","Expiration":"%s"}
        """
            .formatted(Instant.now().plus(Duration.ofHours(1)));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code init/error} and {@code restore/error}. */
  private void failed(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    fail(new IllegalStateException(exchange.getRequestURI().getPath() + ": " + text));
    answer(exchange, ACCEPTED, new byte[0]);
  }

  private void fail(IllegalStateException failure) {
    for (Invocation invocation = waiting.poll(); invocation != null; invocation = waiting.poll()) {
      boolean _ = invocation.answer.completeExceptionally(failure);
    }
    for (Invocation invocation : begun.values()) {
      boolean _ = invocation.answer.completeExceptionally(failure);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
