package io.taskwire.aws.function;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * A server on loopback that stands for AWS and for a provider while a function rehearses. It speaks
 * just enough HTTP/1.1 for a request and its answer, over TLS, and ends every connection after one,
 * so that connecting is rehearsed as well. Credentials are had without TLS, as in Lambda.
 *
 * <p>Whoever rehearses on it is its guest, and goes when it closes.
 */
public final class RehearsalStage implements AutoCloseable {
  private static final String TARGET = "x-amz-target:";
  private static final String LENGTH = "content-length:";

  /** The path at which it gives credentials, and instead of an operation. */
  static final String CREDENTIALS = "credentials";

  private final Answers answers;
  private final StageTls tls;
  private final Entrance secured;
  private final Entrance plain;
  private final Deque<Runnable> farewells = new ArrayDeque<>();

  private RehearsalStage(Answers answers, StageTls tls) throws IOException {
    this.answers = answers;
    this.tls = tls;
    this.secured = new Entrance(tls::over);
    this.plain = new Entrance(accepted -> accepted);
  }

  /** What the stage says. */
  public interface Answers {
    /**
     * The body of an answer, whose status is always 200.
     *
     * @param operation of AWS, e.g. {@code AmazonSQS.SendMessageBatch}; {@link #CREDENTIALS} where
     *     those are asked for; empty for a provider
     * @param request the body of the request
     */
    String to(String operation, String request);
  }

  /**
   * Opens a stage.
   *
   * @param now what its certificate has to be valid at
   */
  static RehearsalStage open(Answers answers, Instant now) {
    try {
      return new RehearsalStage(answers, StageTls.made(now));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has what an identity needs", e);
    }
  }

  /** Where credentials are had. */
  URI credentials() {
    return URI.create("http://127.0.0.1:" + plain.port() + "/" + CREDENTIALS);
  }

  /** Where it is. */
  public URI address() {
    return URI.create("https://localhost:" + secured.port());
  }

  /**
   * Lets a stranger try to connect, which has to fail since he does not trust it: he reads what he
   * does trust, and has no session afterwards.
   */
  void refuse(SSLContext stranger) throws IOException {
    try (Socket connection =
        stranger
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), secured.port())) {
      ((SSLSocket) connection).startHandshake();
    } catch (SSLHandshakeException untrusted) {
      return;
    }
    throw new IllegalStateException("a stranger trusts the stage");
  }

  /** What its guests trust. */
  TrustManager[] trust() {
    return tls.trust();
  }

  /** A client that trusts it, and ends with it. */
  HttpClient http() {
    HttpClient http = HttpClient.newBuilder().sslContext(tls.ofGuest()).build();
    atEnd(http::close);
    atEnd(http::shutdownNow);
    return http;
  }

  /** What is done when it closes, the last first. */
  void atEnd(Runnable farewell) {
    farewells.push(farewell);
  }

  /** What an accepted connection becomes before anything is read from it. */
  private interface Greeting {
    Socket over(Socket accepted) throws IOException;
  }

  /** A port, and a thread that serves it. */
  private final class Entrance implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Greeting greeting;

    Entrance(Greeting greeting) throws IOException {
      this.greeting = greeting;
      Thread.ofPlatform().daemon().name("rehearsal stage").start(this::serve);
    }

    int port() {
      return server.getLocalPort();
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket accepted = server.accept();
            Socket connection = greeting.over(accepted)) {
          accepted.setTcpNoDelay(true);
          answer(
              new BufferedInputStream(connection.getInputStream()), connection.getOutputStream());
        } catch (IOException over) {
          // The server was closed, or a client went: the next one may come.
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private void answer(InputStream in, OutputStream out) throws IOException {
    String operation = line(in).contains("/" + CREDENTIALS + " ") ? CREDENTIALS : "";
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String small = line.toLowerCase(Locale.ROOT);
      if (small.startsWith(TARGET)) {
        operation = line.substring(TARGET.length()).strip();
      } else if (small.startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    String request = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    byte[] body = answers.to(operation, request).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    answer.writeBytes(body);
    answer.writeTo(out);
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  /** Sends its guests away; its threads end in a moment. */
  @Override
  public void close() {
    try (plain;
        secured) {
      farewells.forEach(Runnable::run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
