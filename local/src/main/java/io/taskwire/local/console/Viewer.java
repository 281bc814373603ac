package io.taskwire.local.console;

import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One browser that looks on. What happens is put into a bounded queue and written by a thread of
 * its own, so that a slow browser holds nothing up: when the queue is full, the connection ends,
 * and the browser comes again and gets the whole state.
 */
final class Viewer {
  private static final int WAITING = 1000;
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private record Event(String name, String data) {}

  private final SseClient client;
  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean gone;

  Viewer(SseClient client) {
    this.client = client;
    client.keepAlive();
    client.onClose(() -> gone = true);
    Thread.ofVirtual().name("console viewer").start(this::write);
  }

  /** Never blocks. */
  void tell(String name, String data) {
    if (!waiting.offer(new Event(name, data))) {
      leave();
    }
  }

  boolean isGone() {
    return gone;
  }

  /** Ends the connection as soon as what is being written is written, or failed. */
  void leave() {
    gone = true;
  }

  private void write() {
    try {
      while (!gone && !client.terminated()) {
        Event event = waiting.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
          // Only writing shows that a browser has gone.
          client.sendComment("still here");
        } else {
          client.sendEvent(event.name, event.data);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gone = true;
      client.close();
    }
  }
}
