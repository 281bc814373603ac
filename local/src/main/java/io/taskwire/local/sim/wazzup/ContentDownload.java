package io.taskwire.local.sim.wazzup;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the {@code contentUri} of a send at once and without following redirects (Wazzup API,
 * Sending), and applies the limits for attachments.
 */
final class ContentDownload implements AutoCloseable {

  private static final int MEGABYTE = 1024 * 1024;
  private static final Set<String> INSTAGRAM =
      Set.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/x-icon");
  private static final Pattern ENCODED = Pattern.compile("filename\\*=UTF-8''([^;]+)");
  private static final Pattern DISPOSITION = Pattern.compile("filename=\"?([^\";]+)\"?");

  private final FileStore files;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  ContentDownload(FileStore files) {
    this.files = files;
  }

  FileStore.Stored fetch(String contentUri, WazzupChannel channel)
      throws Refusal, InterruptedException {
    HttpResponse<byte[]> answer;
    URI uri;
    try {
      uri = URI.create(contentUri);
      answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | IllegalArgumentException e) {
      throw failed();
    }
    if (answer.statusCode() != 200) {
      throw failed();
    }
    FileStore.Stored stored = files.keep(answer.body(), filename(uri, answer));
    check(stored, channel);
    return stored;
  }

  private static Refusal failed() {
    return Refusal.of("MESSAGE_DOWNLOAD_CONTENT_ERROR", "File could not be downloaded.");
  }

  private static void check(FileStore.Stored file, WazzupChannel channel) throws Refusal {
    boolean picture = file.type().equals("image");
    switch (channel.transport()) {
      case "instagram" -> {
        if (!INSTAGRAM.contains(file.contentType())) {
          throw Refusal.of(
              "MESSAGES_UNSUPPORTED_CONTENT_TYPE_INSTAPI", "File type not allowed in Instagram.");
        }
        checkSize(file, 8, "MESSAGES_CONTENT_SIZE_EXCEEDED");
      }
      case "wapi" -> checkSize(file, picture ? 5 : 16, "MESSAGES_CONTENT_SIZE_EXCEEDED_WABA");
      case "tgapi", "telegram" ->
          checkSize(file, picture ? 5 : 20, "MESSAGES_CONTENT_SIZE_EXCEEDED_TELEGRAM");
      default -> {}
    }
    checkSize(file, 10, "MESSAGES_CONTENT_SIZE_EXCEEDED");
  }

  private static void checkSize(FileStore.Stored file, int megabytes, String code) throws Refusal {
    if (file.size() > megabytes * MEGABYTE) {
      throw Refusal.of(code, "File above " + megabytes + " MB.");
    }
  }

  private static @Nullable String filename(URI uri, HttpResponse<byte[]> answer) {
    String header = answer.headers().firstValue("Content-Disposition").orElse("");
    Matcher encoded = ENCODED.matcher(header);
    if (encoded.find()) {
      return URLDecoder.decode(encoded.group(1), StandardCharsets.UTF_8);
    }
    Matcher disposition = DISPOSITION.matcher(header);
    if (disposition.find()) {
      return disposition.group(1);
    }
    String query = uri.getRawQuery();
    if (query != null && query.startsWith("filename=")) {
      return URLDecoder.decode(query.substring("filename=".length()), StandardCharsets.UTF_8);
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? null : last;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
