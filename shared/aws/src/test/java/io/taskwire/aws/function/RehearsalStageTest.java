package io.taskwire.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalStageTest {
  private final RehearsalStage stage =
      RehearsalStage.open((operation, request) -> operation + "/" + request, Instant.now());

  @AfterEach
  void close() {
    stage.close();
  }

  private static String post(HttpClient client, URI address)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .version(HttpClient.Version.HTTP_1_1)
            .header("X-Amz-Target", "AmazonSQS.SendMessageBatch")
            .POST(HttpRequest.BodyPublishers.ofString("Здравствуйте"))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void itsGuestsAreAnsweredOverTlsByBothOfItsNames() throws Exception {
    HttpClient guest = stage.http();
    URI localhost = stage.address();
    assertThat(localhost.getScheme()).isEqualTo("https");
    assertThat(post(guest, localhost)).isEqualTo("AmazonSQS.SendMessageBatch/Здравствуйте");
    URI loopback = URI.create("https://127.0.0.1:" + localhost.getPort());
    assertThat(post(guest, loopback)).isEqualTo("AmazonSQS.SendMessageBatch/Здравствуйте");
  }

  @Test
  void credentialsAreHadWithoutTls() throws Exception {
    try (HttpClient anybody = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(stage.credentials()).build();
      assertThat(request.uri().getScheme()).isEqualTo("http");
      assertThat(anybody.send(request, BodyHandlers.ofString()).body()).isEqualTo("credentials/");
    }
  }

  @Test
  void noRealClientTrustsIt() throws Exception {
    try (HttpClient real = Outside.real().http()) {
      assertThatThrownBy(() -> post(real, stage.address()))
          .isInstanceOf(SSLHandshakeException.class);
    }
    HttpURLConnection real = (HttpURLConnection) stage.address().toURL().openConnection();
    assertThatThrownBy(real::getResponseCode).isInstanceOf(SSLHandshakeException.class);
    SSLContext javas = SSLContext.getDefault();
    assertThatCode(() -> stage.refuse(javas)).doesNotThrowAnyException();
    assertThat(javas.getClientSessionContext().getIds().hasMoreElements()).isFalse();
  }

  @Test
  void aStrangerWhoTrustsItIsFoundOut() throws Exception {
    SSLContext trusting = trusting(stage.trust()[0]);
    assertThatThrownBy(() -> stage.refuse(trusting)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aGuestOfAnotherStageIsAStranger() throws Exception {
    try (RehearsalStage other = RehearsalStage.open((_, _) -> "", Instant.now())) {
      HttpClient guest = other.http();
      assertThatThrownBy(() -> post(guest, stage.address()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  /** A connection that takes up the session of one before is not checked. */
  @Test
  void everyConnectionIsCheckedAsTheFirst() throws Exception {
    AtomicInteger checks = new AtomicInteger();
    X509TrustManager trust = (X509TrustManager) stage.trust()[0];
    SSLContext counting =
        trusting(
            new X509TrustManager() {
              @Override
              public void checkClientTrusted(X509Certificate[] chain, String type) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void checkServerTrusted(X509Certificate[] chain, String type)
                  throws CertificateException {
                checks.incrementAndGet();
                trust.checkServerTrusted(chain, type);
              }

              @Override
              public X509Certificate[] getAcceptedIssuers() {
                return trust.getAcceptedIssuers();
              }
            });
    for (int call = 1; call <= 3; call++) {
      HttpsURLConnection connection = (HttpsURLConnection) stage.address().toURL().openConnection();
      connection.setSSLSocketFactory(counting.getSocketFactory());
      assertThat(connection.getInputStream().readAllBytes()).isNotEmpty();
      assertThat(checks).hasValue(call);
    }
  }

  private static SSLContext trusting(TrustManager trust) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    return context;
  }
}
