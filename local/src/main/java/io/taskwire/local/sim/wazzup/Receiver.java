package io.taskwire.local.sim.wazzup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The receiver of webhooks, as Wazzup calls it: a POST that asks for exactly 200. */
final class Receiver implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Posts a body and gives the HTTP status of the answer. */
  int post(String uri, String body, WazzupKnobs knobs) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofMillis(knobs.receiverTimeoutMs))
            .header("Content-Type", knobs.contentType)
            .header("Accept", "application/json, text/plain, */*")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (knobs.crmKey != null) {
      request.header("Authorization", "Bearer " + knobs.crmKey);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
