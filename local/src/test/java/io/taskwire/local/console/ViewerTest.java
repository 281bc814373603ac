package io.taskwire.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.sse.SseHandler;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ViewerTest {
  private static final int MUCH = 100_000;

  @Test
  void aBrowserThatReadsNothingHoldsNothingUpAndIsLetGo() throws Exception {
    CompletableFuture<Viewer> joined = new CompletableFuture<>();
    Javalin server =
        Javalin.create(
            config ->
                config.routes.get(
                    "/events", new SseHandler(client -> joined.complete(new Viewer(client)))));
    try (Socket browser = new Socket()) {
      server.start("127.0.0.1", 0);
      browser.setReceiveBufferSize(4096);
      browser.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      browser
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      Viewer viewer = joined.get(20, TimeUnit.SECONDS);

      int told = 0;
      while (!viewer.isGone() && told < MUCH) {
        viewer.tell("way", "x".repeat(1000));
        told++;
      }

      assertThat(told).isBetween(1000, MUCH - 1);
      browser.setSoTimeout(20_000);
      InputStream rest = browser.getInputStream();
      assertThat(rest.skip(Long.MAX_VALUE)).as("ends after what was on its way").isPositive();
    } finally {
      server.stop();
    }
  }
}
