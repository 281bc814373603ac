package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts webhooks in the background. Each chat has a lane of its own, in which order is kept and a
 * failing webhook holds up the next while attempts are left; with several entries per POST all
 * chats share one lane.
 */
final class Deliveries implements AutoCloseable {

  /** One webhook entry in its lane. */
  private record Entry(WebhookKind kind, JsonNode payload, String raw, CountDownLatch tried) {}

  private static final class Lane {
    final Deque<Entry> waiting = new ArrayDeque<>();
    @Nullable Thread worker;
  }

  private final InstantSource clock;
  private final Random random;
  private final Supplier<WazzupKnobs> knobs;
  private final Supplier<WebhookSettings> settings;
  private final Consumer<WazzupEvent> events;
  private final Receiver receiver;

  private final Object lock = new Object();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final TreeMap<Long, WebhookPost> log = new TreeMap<>();
  private int underWay;
  private boolean closed;

  Deliveries(
      InstantSource clock,
      Random random,
      Supplier<WazzupKnobs> knobs,
      Supplier<WebhookSettings> settings,
      Consumer<WazzupEvent> events,
      Receiver receiver) {
    this.clock = clock;
    this.random = random;
    this.knobs = knobs;
    this.settings = settings;
    this.events = events;
    this.receiver = receiver;
  }

  /** Queues an entry; the latch opens when it was delivered, given up, or not wanted. */
  CountDownLatch offer(String chat, WebhookKind kind, JsonNode payload) {
    return enqueue(chat, new Entry(kind, payload, "", new CountDownLatch(1)));
  }

  /** Queues a body to be posted verbatim, whatever the switches are. */
  CountDownLatch offerRaw(String body) {
    return enqueue("raw", new Entry(WebhookKind.RAW, Json.object(), body, new CountDownLatch(1)));
  }

  private CountDownLatch enqueue(String chat, Entry entry) {
    String name = knobs.get().entriesPerPost > 1 ? "account" : chat;
    synchronized (lock) {
      if (closed) {
        entry.tried.countDown();
        return entry.tried;
      }
      underWay++;
      Lane lane = lanes.computeIfAbsent(name, ignored -> new Lane());
      lane.waiting.add(entry);
      if (lane.worker == null) {
        lane.worker = Thread.ofVirtual().name("webhooks-" + name).start(() -> work(lane));
      }
      lock.notifyAll();
    }
    return entry.tried;
  }

  /** Counts as work that is not finished until {@link #release}, so that nobody sees idleness. */
  void hold() {
    synchronized (lock) {
      underWay++;
    }
  }

  /** Ends a {@link #hold}. */
  void release() {
    finished(1);
  }

  boolean awaitIdle(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (lock) {
      while (underWay > 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      }
      return true;
    }
  }

  /** The log after the given number, oldest first. */
  List<WebhookPost> log(long after) {
    synchronized (lock) {
      return List.copyOf(log.tailMap(after, false).values());
    }
  }

  private void work(Lane lane) {
    try {
      for (List<Entry> batch = take(lane); !batch.isEmpty(); batch = take(lane)) {
        List<Entry> follower = List.of();
        if (chance(knobs.get().outOfOrderRate) && awaitMore(lane, 1, knobs.get().gatherMs)) {
          follower = take(lane);
        }
        deliver(follower);
        deliver(batch);
      }
    } catch (InterruptedException e) {
      // closed
      Thread.currentThread().interrupt();
    }
  }

  /** The next entries that go together; empty when the lane is, and then its worker is done. */
  private List<Entry> take(Lane lane) throws InterruptedException {
    synchronized (lock) {
      if (lane.waiting.isEmpty()) {
        lane.worker = null;
        return List.of();
      }
    }
    if (knobs.get().entriesPerPost > 1) {
      awaitMore(lane, knobs.get().entriesPerPost, knobs.get().gatherMs);
    }
    WazzupKnobs now = knobs.get();
    List<Entry> batch = new ArrayList<>();
    synchronized (lock) {
      Entry next = lane.waiting.peek();
      while (next != null
          && batch.size() < now.entriesPerPost
          && (batch.isEmpty()
              || batch.getFirst().kind.sharesPostWith(next.kind, now.mixStatuses))) {
        batch.add(lane.waiting.remove());
        next = lane.waiting.peek();
      }
    }
    return now.newestFirstWithinPost ? batch.reversed() : batch;
  }

  /** Waits until so many entries are in the lane, or the time is over; tells whether there are. */
  private boolean awaitMore(Lane lane, int entries, long timeoutMs) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    synchronized (lock) {
      while (lane.waiting.size() < entries) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      }
      return true;
    }
  }

  private void deliver(List<Entry> batch) throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      String body = body(batch);
      post(body, batch.getFirst().kind, false);
      if (chance(knobs.get().duplicateRate)) {
        post(body, batch.getFirst().kind, true);
      }
    } finally {
      batch.forEach(entry -> entry.tried.countDown());
      finished(batch.size());
    }
  }

  private String body(List<Entry> batch) {
    Entry first = batch.getFirst();
    if (first.kind == WebhookKind.RAW) {
      return first.raw;
    }
    ObjectNode body = Json.object();
    for (Entry entry : batch) {
      if (entry.kind == WebhookKind.TEMPLATE_STATUS) {
        body.set(entry.kind.key, entry.payload);
      } else {
        body.withArrayProperty(entry.kind.key).add(entry.payload);
      }
    }
    if (knobs.get().unknownFields) {
      body.putArray("somethingNew").addObject().put("id", "1");
    }
    return Json.write(body);
  }

  private void post(String body, WebhookKind kind, boolean duplicate) throws InterruptedException {
    WebhookPost post;
    synchronized (lock) {
      long number = log.isEmpty() ? 1 : log.lastKey() + 1;
      post =
          new WebhookPost(
              number, clock.instant(), body, duplicate, WebhookPost.Outcome.UNDER_WAY, List.of());
      log.put(number, post);
    }
    WazzupKnobs now = knobs.get();
    for (int attempt = 0; post.outcome() == WebhookPost.Outcome.UNDER_WAY; attempt++) {
      String uri = settings.get().uri();
      if (uri == null || !settings.get().wants(kind)) {
        post = post.with(WebhookPost.Outcome.NOT_SUBSCRIBED);
      } else {
        post = post.with(attempt(uri, body, now));
        Integer status = post.lastStatus();
        if (status != null && status == 200) {
          post = post.with(WebhookPost.Outcome.DELIVERED);
        } else if (attempt >= now.retries) {
          post = post.with(WebhookPost.Outcome.GIVEN_UP);
        }
      }
      synchronized (lock) {
        log.put(post.number(), post);
      }
      events.accept(new WazzupEvent.WebhookPosted(clock.instant(), post));
      if (post.outcome() == WebhookPost.Outcome.UNDER_WAY) {
        TimeUnit.MILLISECONDS.sleep(now.retryDelayMs);
      }
    }
  }

  private WebhookPost.Attempt attempt(String uri, String body, WazzupKnobs now)
      throws InterruptedException {
    try {
      return new WebhookPost.Attempt(clock.instant(), receiver.post(uri, body, now), null);
    } catch (IOException | IllegalArgumentException e) {
      return new WebhookPost.Attempt(clock.instant(), null, e.getClass().getSimpleName());
    }
  }

  private boolean chance(double rate) {
    return rate > 0 && random.nextDouble() < rate;
  }

  private void finished(int entries) {
    synchronized (lock) {
      underWay -= entries;
      lock.notifyAll();
    }
  }

  /** Stops at once; what is waiting stays in the log as it is. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      for (Lane lane : lanes.values()) {
        if (lane.worker != null) {
          lane.worker.interrupt();
        }
      }
    }
  }
}
