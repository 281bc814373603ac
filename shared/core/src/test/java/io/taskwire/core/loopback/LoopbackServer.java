package io.taskwire.core.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A provider that answers, badly, slowly or never, as a test wants, and remembers what it got. */
public final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch clientGone = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = exchange -> exchange.sendResponseHeaders(500, -1);

  /** What came. */
  public record Request(
      String method,
      String path,
      Optional<String> authorization,
      Optional<String> contentType,
      String body) {}

  private interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  public LoopbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address, without a slash at the end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public void answersWith(int status, String body) {
    behaviour =
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        };
  }

  public void redirectsTo(URI elsewhere) {
    behaviour =
        exchange -> {
          exchange.getResponseHeaders().set("Location", elsewhere.toString());
          exchange.sendResponseHeaders(302, -1);
        };
  }

  /** Takes the request and says nothing. */
  public void neverAnswers() {
    neverAnswersBut(() -> {});
  }

  /** Takes the request, does this and says nothing. */
  public void neverAnswersBut(Runnable does) {
    behaviour =
        _ -> {
          does.run();
          closing.await();
        };
  }

  /** Begins to answer, then brings a byte now and then, without an end. */
  public void answersWithoutEnd(int status) {
    behaviour =
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            do {
              body.write(' ');
              body.flush();
            } while (!closing.await(10, TimeUnit.MILLISECONDS));
          } catch (IOException hungUp) {
            clientGone.countDown();
            throw hungUp;
          }
        };
  }

  /** Sends as much as the client takes. */
  public void answersWithTooMuch(int status) {
    behaviour =
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          byte[] piece = new byte[64 * 1024];
          try (OutputStream body = exchange.getResponseBody()) {
            while (closing.getCount() > 0) {
              body.write(piece);
            }
          } catch (IOException hungUp) {
            clientGone.countDown();
            throw hungUp;
          }
        };
  }

  /** Hangs up without an answer. */
  public void breaksOff() {
    behaviour = HttpExchange::close;
  }

  /** Whether the client hung up on an answer without an end; waits for it a little. */
  public boolean wasHungUpOn() throws InterruptedException {
    return clientGone.await(5, TimeUnit.SECONDS);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.ofNullable(headers.getFirst("Authorization")),
              Optional.ofNullable(headers.getFirst("Content-Type")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      behaviour.answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
