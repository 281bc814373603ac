package io.taskwire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileSource.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same over TLS, with a certificate for one name. */
@Timeout(60)
class HttpFileSourceTlsTest {
  private static final String PASSWORD = "not-a-secret";
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @TempDir private static Path folder;
  private static SSLContext tls;

  private ScriptedServer server;

  @BeforeAll
  static void makeACertificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("files.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "files",
                "-dname",
                "CN=files.example",
                "-ext",
                "san=dns:files.example",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("files", keys.getCertificate("files"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(tls.getServerSocketFactory().createServerSocket(0, 50, LOOPBACK));
    server.says("/file", "HTTP/1.1 200 OK", "Content-Length: 5");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aServerThatProvesItsNameIsAsked() {
    URI link = link("files.example");
    assertThat(resolve(link, tls.getSocketFactory()))
        .isEqualTo(new Answer.Found(link, OptionalLong.of(5), Optional.empty()));
  }

  @Test
  void aServerWithAnotherNameIsToldNothing() {
    assertThat(resolve(link("other.example"), tls.getSocketFactory()))
        .isEqualTo(new Answer.CouldNotAsk("the connection failed: SSLHandshakeException"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aServerThatNobodyVouchesForIsToldNothing() {
    assertThat(resolve(link("files.example"), (SSLSocketFactory) SSLSocketFactory.getDefault()))
        .isEqualTo(new Answer.CouldNotAsk("the connection failed: SSLHandshakeException"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aHandshakeThatNeverEndsIsLeftAtTheDeadlineAndHungUpOn() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, LOOPBACK)) {
      CompletableFuture<Integer> lastByte =
          CompletableFuture.supplyAsync(() -> readToTheEnd(silent));
      URI link = URI.create("https://files.example:" + silent.getLocalPort() + "/file");

      assertThat(source(tls.getSocketFactory(), Duration.ofMillis(500)).resolve(link))
          .isEqualTo(new Answer.CouldNotAsk("no answer within 500 ms"));
      assertThat(lastByte.get()).isEqualTo(-1);
    }
  }

  private static int readToTheEnd(ServerSocket door) {
    try (Socket client = door.accept()) {
      InputStream in = client.getInputStream();
      int next;
      do {
        next = in.read();
      } while (next >= 0);
      return next;
    } catch (IOException reset) {
      return -1;
    }
  }

  private URI link(String host) {
    return URI.create("https://" + host + ":" + server.port() + "/file");
  }

  private static Answer resolve(URI link, SSLSocketFactory factory) {
    return source(factory, Duration.ofSeconds(10)).resolve(link);
  }

  private static HttpFileSource source(SSLSocketFactory factory, Duration deadline) {
    return new HttpFileSource(
        FileRules.local(), _ -> new InetAddress[] {LOOPBACK}, factory, deadline);
  }
}
