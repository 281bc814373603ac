package io.taskwire.core.fakes;

import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A FIFO queue as SQS keeps it: a group's messages in their order; the whole group locked while one
 * of them is invisible; within 5 minutes nothing twice that has the same deduplication id in a
 * group; a message that nobody deleted comes back when its visibility ends, and only the newest
 * receipt counts. Both the door's end and the worker's.
 */
public final class FakeQueue implements NoticeQueue {
  public static final int LARGEST_BATCH = 10;
  private static final int LARGEST_BODY = 256 * 1024;
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final Duration VISIBILITY = Duration.ofMinutes(3);

  /**
   * A message as a worker receives it.
   *
   * @param receipt of this delivery of it
   * @param times how many times it was delivered by now
   */
  public record Received(String id, String receipt, String group, String body, int times) {}

  private static final class Message {
    private final String id;
    private final QueueEntry entry;
    private Instant visibleAt = Instant.MIN;
    private int times;

    Message(String id, QueueEntry entry) {
      this.id = id;
      this.entry = entry;
    }

    String receipt() {
      return id + "/" + times;
    }

    boolean hidden(Instant now) {
      return visibleAt.isAfter(now);
    }
  }

  private record DeduplicationKey(String group, String id) {}

  private final InstantSource clock;
  private final List<Message> messages = new ArrayList<>();
  private final Map<DeduplicationKey, Instant> remembered = new HashMap<>();
  private Predicate<QueueEntry> unacceptable = _ -> false;
  private int takesOnly = Integer.MAX_VALUE;
  private int sent;

  public FakeQueue(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public int largestBody() {
    return LARGEST_BODY;
  }

  @Override
  public synchronized Answer put(List<QueueEntry> entries, Instant deadline) {
    List<QueueEntry> refused = new ArrayList<>();
    for (QueueEntry entry : entries) {
      if (unacceptable.test(entry)) {
        refused.add(entry);
      } else if (takesOnly > 0) {
        takesOnly--;
        take(entry);
      } else {
        return new Answer.NotAll("the queue takes nothing now");
      }
    }
    return new Answer.Taken(refused);
  }

  private void take(QueueEntry entry) {
    Instant now = clock.instant();
    var key = new DeduplicationKey(entry.name().group(), entry.name().deduplication());
    Instant before = remembered.get(key);
    if (before == null || !now.isBefore(before.plus(REMEMBERED))) {
      remembered.put(key, now);
      messages.add(new Message("sqs-" + ++sent, entry));
    }
  }

  /** Takes so many entries more and then none, until it is told otherwise. */
  public synchronized void takeOnly(int entries) {
    takesOnly = entries;
  }

  public synchronized void takeAll() {
    takesOnly = Integer.MAX_VALUE;
  }

  /** Will never take entries like these. */
  public synchronized void neverTake(Predicate<QueueEntry> entries) {
    unacceptable = entries;
  }

  /** Delivers what can be seen now, at most so many; they are hidden for three minutes. */
  public synchronized List<Received> receive(int most) {
    Instant now = clock.instant();
    Set<String> locked = new HashSet<>();
    messages.stream().filter(m -> m.hidden(now)).forEach(m -> locked.add(m.entry.name().group()));
    List<Received> batch = new ArrayList<>();
    for (Message message : messages) {
      if (batch.size() < Math.min(most, LARGEST_BATCH)
          && !locked.contains(message.entry.name().group())) {
        message.times++;
        message.visibleAt = now.plus(VISIBILITY);
        batch.add(
            new Received(
                message.id,
                message.receipt(),
                message.entry.name().group(),
                message.entry.body(),
                message.times));
      }
    }
    return batch;
  }

  /** Removes a message, if this receipt still counts. */
  public synchronized void delete(Received received) {
    find(received).ifPresent(messages::remove);
  }

  /** Shows a message again after a while, if this receipt still counts. */
  public synchronized void showAfter(Received received, Duration delay) {
    find(received).ifPresent(message -> message.visibleAt = clock.instant().plus(delay));
  }

  private Optional<Message> find(Received received) {
    Instant now = clock.instant();
    return messages.stream()
        .filter(message -> message.receipt().equals(received.receipt()))
        .filter(message -> message.hidden(now))
        .findFirst();
  }

  public synchronized boolean isEmpty() {
    return messages.isEmpty();
  }

  public synchronized int size() {
    return messages.size();
  }

  /** When the next group can be received from; empty when the queue is. */
  public synchronized Optional<Instant> nextVisible() {
    Map<String, Instant> groups = new LinkedHashMap<>();
    for (Message message : messages) {
      groups.merge(
          message.entry.name().group(),
          message.visibleAt,
          (one, other) -> one.isAfter(other) ? one : other);
    }
    return groups.values().stream().min(Comparator.naturalOrder());
  }
}
