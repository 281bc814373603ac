package io.taskwire.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A browser that reads the console's events. */
final class EventStream implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  record Event(String name, JsonNode data) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  final HttpResponse<InputStream> response;

  EventStream(URI origin) throws IOException, InterruptedException {
    response =
        http.send(
            HttpRequest.newBuilder(origin.resolve("/console/events"))
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofInputStream());
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8)) {
      String name = "";
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          events.add(new Event(name, Json.read(line.substring("data: ".length()))));
        }
      }
    }
  }

  /** The next event of this name that fits; others are passed over. */
  JsonNode next(String name, Predicate<JsonNode> fits) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(event).as("an event %s in time", name).isNotNull();
      if (event.name.equals(name) && fits.test(event.data)) {
        return event.data;
      }
    }
  }

  JsonNode next(String name) throws InterruptedException {
    return next(name, _ -> true);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
