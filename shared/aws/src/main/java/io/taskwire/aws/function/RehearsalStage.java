package io.taskwire.aws.function;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A server on loopback that stands for AWS and for a provider while a function rehearses. It speaks
 * just enough HTTP/1.1 for a request and its answer, and ends every connection after one.
 */
public final class RehearsalStage implements AutoCloseable {
  private static final String TARGET = "x-amz-target:";
  private static final String LENGTH = "content-length:";

  /** The path at which it gives credentials, and instead of an operation. */
  static final String CREDENTIALS = "credentials";

  private final ServerSocket server;
  private final Answers answers;

  private RehearsalStage(ServerSocket server, Answers answers) {
    this.server = server;
    this.answers = answers;
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

  static RehearsalStage open(Answers answers) {
    try {
      RehearsalStage stage =
          new RehearsalStage(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
      Thread.ofPlatform().daemon().name("rehearsal stage").start(stage::serve);
      return stage;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where credentials are had. */
  URI credentials() {
    return address().resolve("/" + CREDENTIALS);
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        answer(new BufferedInputStream(connection.getInputStream()), connection.getOutputStream());
      } catch (IOException over) {
        // The server was closed, or a client went: the next one may come.
      }
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
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
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

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
