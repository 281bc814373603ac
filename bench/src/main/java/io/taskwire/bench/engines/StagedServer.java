package io.taskwire.bench.engines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.taskwire.aws.function.RehearsalStage.Answers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** AWS or a provider that answers as on a rehearsal's stage, but over connections that are kept. */
public final class StagedServer implements AutoCloseable {
  private static final String CREDENTIAL = "Credential=";

  private final Answers answers;
  private final Optional<SSLContext> tls;
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<String> signers = ConcurrentHashMap.newKeySet();
  private HttpServer server;

  private StagedServer(Answers answers, Optional<SSLContext> tls) {
    this.answers = answers;
    this.tls = tls;
    // Or each answer waits until the one before is acknowledged.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.server = opened(0);
  }

  public static StagedServer plain(Answers answers) {
    return new StagedServer(answers, Optional.empty());
  }

  /**
   * One behind TLS.
   *
   * @param identity the key store with the key of {@code localhost}
   */
  public static StagedServer withTls(Answers answers, Path identity) {
    return new StagedServer(answers, Optional.of(Certificate.ofServer(identity)));
  }

  private HttpServer opened(int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer opened = tls.isPresent() ? secure(address) : HttpServer.create(address, 0);
      opened.createContext("/", this::answer);
      opened.start();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpServer secure(InetSocketAddress address) throws IOException {
    HttpsServer secure = HttpsServer.create(address, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls.orElseThrow()));
    return secure;
  }

  public URI address() {
    String scheme = tls.isPresent() ? "https" : "http";
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
  }

  /** Lets the SDK of this process take it for AWS. */
  public void tellSdk() {
    for (String service : List.of("Sqs", "DynamoDb", "SecretsManager")) {
      System.setProperty("aws.endpointUrl" + service, address().toString());
    }
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** The ids of those keys with which requests were signed. */
  public Set<String> signers() {
    return signers;
  }

  /** Closes every connection, as somebody does whom nobody has asked anything for long. */
  public void hangUp() {
    int port = server.getAddress().getPort();
    server.stop(0);
    server = opened(port);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String signature = header(exchange, "Authorization");
    int credential = signature.indexOf(CREDENTIAL);
    if (credential >= 0) {
      int id = credential + CREDENTIAL.length();
      signers.add(signature.substring(id, signature.indexOf('/', id)));
    }
    String answer = answers.to(header(exchange, "X-Amz-Target"), request);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
