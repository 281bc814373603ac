package io.taskwire.local.sim.planfix;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fetches the files of connectors in the background, after their call was answered. */
final class AttachmentFetcher implements AutoCloseable {

  /** Planfix, technical limits: a file of a paid plan has at most 100 MB. */
  private static final int LARGEST_FILE = 100 * 1024 * 1024;

  private final InstantSource time;
  private final PlanfixKnobs knobs;
  private final Views views;
  private final Consumer<PlanfixEvent> events;
  private final ExecutorService executor;
  private final HttpClient following = client(HttpClient.Redirect.ALWAYS);
  private final HttpClient notFollowing = client(HttpClient.Redirect.NEVER);

  AttachmentFetcher(
      InstantSource time,
      PlanfixKnobs knobs,
      Views views,
      Consumer<PlanfixEvent> events,
      ExecutorService executor) {
    this.time = time;
    this.knobs = knobs;
    this.views = views;
    this.events = events;
    this.executor = executor;
  }

  private static HttpClient client(HttpClient.Redirect redirect) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(redirect)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  void fetch(StoredFile file) {
    PlanfixKnobs.AttachmentFetch fetch = knobs.attachmentFetch;
    executor.execute(
        () -> {
          file.content = content(fetch, file.sourceUrl);
          events.accept(new PlanfixEvent.FileFetched(time.instant(), views.of(file)));
        });
  }

  private StoredFile.Content content(PlanfixKnobs.AttachmentFetch fetch, @Nullable String url) {
    try {
      return switch (fetch) {
        case SUCCESS -> get(following, url);
        case NOT_FOUND -> new StoredFile.Content.Failed(404);
        case REDIRECT -> get(notFollowing, url);
        case SLOW -> {
          TimeUnit.MILLISECONDS.sleep(knobs.slowFetchMillis);
          yield get(following, url);
        }
      };
    } catch (IOException | IllegalArgumentException e) {
      return new StoredFile.Content.Failed(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StoredFile.Content.Failed(null);
    }
  }

  private static StoredFile.Content get(HttpClient client, @Nullable String url)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url == null ? "" : url))
            .timeout(Duration.ofSeconds(30))
            .build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        return new StoredFile.Content.Failed(response.statusCode());
      }
      byte[] bytes = body.readNBytes(LARGEST_FILE + 1);
      return bytes.length > LARGEST_FILE
          ? new StoredFile.Content.Failed(200)
          : new StoredFile.Content.Ready(
              response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
              bytes);
    }
  }

  @Override
  public void close() {
    following.shutdownNow();
    notFollowing.shutdownNow();
  }
}
