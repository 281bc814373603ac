package io.taskwire.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of files that says, for each path, byte for byte what a test wants. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch clientGone = new CountDownLatch(1);
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** What happens once a request has come. */
  interface Answer {
    void give(OutputStream out) throws IOException, InterruptedException;
  }

  /** On a door of plain HTTP or of TLS. */
  ScriptedServer(ServerSocket door) {
    this.door = door;
    threads.execute(this::listen);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Its address, without a slash at the end. */
  String address() {
    return "http://127.0.0.1:" + port();
  }

  /** How often somebody connected, whether or not they asked something. */
  int connections() {
    return connections.get();
  }

  /** The heads of all requests. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Says this, then the file's first bytes, and hangs up. */
  void says(String path, String... lines) {
    answers.put(path, out -> out.write(bytes(String.join("\r\n", lines) + "\r\n\r\nfile")));
  }

  void redirects(String path, String location) {
    says(path, "HTTP/1.1 302 Found", "Location: " + location, "Content-Length: 0");
  }

  /** Says this, byte for byte, and hangs up. */
  void saysExactly(String path, String text) {
    answers.put(path, out -> out.write(bytes(text)));
  }

  /** Says this and then nothing. */
  void stopsAfter(String path, String text) {
    answers.put(
        path,
        out -> {
          out.write(bytes(text));
          out.flush();
          closing.await();
        });
  }

  /** Says this, and then this again and again, with a breath between. */
  void repeats(String path, String begin, String piece, int breathMillis) {
    answers.put(
        path,
        out -> {
          out.write(bytes(begin));
          do {
            out.write(bytes(piece));
            out.flush();
          } while (!closing.await(breathMillis, TimeUnit.MILLISECONDS));
        });
  }

  /** Whether the client hung up on an answer without an end; waits for it a little. */
  boolean wasHungUpOn() throws InterruptedException {
    return clientGone.await(5, TimeUnit.SECONDS);
  }

  private void listen() {
    try {
      while (true) {
        Socket client = door.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      requests.add(head);
      Answer answer = answers.get(head.split(" ", 3)[1]);
      if (answer != null) {
        answer.give(client.getOutputStream());
      }
    } catch (IOException hungUp) {
      clientGone.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    door.close();
    threads.shutdownNow();
  }
}
