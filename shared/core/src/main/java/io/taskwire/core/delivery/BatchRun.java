package io.taskwire.core.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Handles a batch of a FIFO queue: groups in parallel, the messages of a group one after another.
 * The first message of a group that has to wait makes all after it wait, so none overtakes; other
 * groups don't notice, whatever happened: a delay, an exception, an {@code Error}, a call that
 * never returns.
 */
public final class BatchRun {
  /**
   * Grows like any other delay, so that a queue that gives up after many receives lasts for days.
   */
  private static final Backoff AFTER_A_CRASH = new Backoff(Duration.ofSeconds(30));

  private final BiConsumer<String, Throwable> onCrash;

  /**
   * @param onCrash told of a group's message whose handling threw; its id and what was thrown
   */
  public BatchRun(BiConsumer<String, Throwable> onCrash) {
    this.onCrash = onCrash;
  }

  /**
   * One message of a batch.
   *
   * @param id the queue's id of it, unique within the batch
   * @param receives how often it was received, this time included
   */
  public record Item(String id, String group, String body, int receives) {
    /** The delay of a message whose handling could not even begin, or ended in a crash. */
    public Duration delayAfterCrash() {
      return AFTER_A_CRASH.after(Math.max(1, receives));
    }
  }

  /** What handles the messages of a batch. */
  public interface Handling {
    Outcome handle(Item item);

    /** A message whose turn does not come in this batch, since the first of its group waits. */
    default void staysBehind(Item item, Outcome.Later first) {}
  }

  /**
   * What to tell the queue.
   *
   * @param waiting the messages that stay, in their order, each with the delay of its group's head
   */
  public record Result(Map<String, Duration> waiting) {}

  /** Handles all; returns when every group has ended or the time is up. */
  public Result run(List<Item> batch, Budget budget, Handling handling) {
    Map<String, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : batch) {
      groups.computeIfAbsent(item.group(), _ -> new ArrayList<>()).add(item);
    }
    // Each entry is written by its group's thread alone, and read once that ended or is given up.
    Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<?>> running = new ArrayList<>();
    for (List<Item> group : groups.values()) {
      running.add(threads.submit(() -> runGroup(group, budget, handling, outcomes)));
    }
    await(running, budget);
    threads.shutdownNow();

    Map<String, Duration> waiting = new LinkedHashMap<>();
    groups.values().forEach(group -> waiting.putAll(waiting(group, outcomes)));
    return new Result(waiting);
  }

  private void runGroup(
      List<Item> group, Budget budget, Handling handling, Map<String, Outcome> outcomes) {
    for (int place = 0; place < group.size(); place++) {
      Item item = group.get(place);
      Outcome outcome =
          budget.allowsMore()
              ? handled(item, handling)
              : new Outcome.Later(Duration.ZERO, "the invocation's time is used up");
      outcomes.put(item.id(), outcome);
      if (outcome instanceof Outcome.Later later) {
        leaveBehind(group.subList(place + 1, group.size()), budget, handling, later);
        return;
      }
    }
  }

  private void leaveBehind(
      List<Item> followers, Budget budget, Handling handling, Outcome.Later first) {
    for (Item item : followers) {
      if (!budget.allowsMore()) {
        return;
      }
      try {
        handling.staysBehind(item, first);
      } catch (Throwable crash) {
        onCrash.accept(item.id(), crash);
      }
    }
  }

  // A crash of any kind is this group's alone: even an Error must not take the batch down.
  private Outcome handled(Item item, Handling handling) {
    try {
      return handling.handle(item);
    } catch (Throwable crash) {
      onCrash.accept(item.id(), crash);
      return new Outcome.Later(item.delayAfterCrash(), "handling it failed");
    }
  }

  private static void await(Collection<Future<?>> running, Budget budget) {
    for (Future<?> group : running) {
      try {
        group.get(budget.untilEnd().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException hanging) {
        // Given up: its messages stay, and its lease keeps others off until it is surely dead.
      } catch (ExecutionException crash) {
        // Not even its crash could be told: its messages stay as after any crash.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Map<String, Duration> waiting(List<Item> group, Map<String, Outcome> outcomes) {
    Map<String, Duration> waiting = new LinkedHashMap<>();
    Duration delay = null;
    for (Item item : group) {
      if (delay == null) {
        Outcome outcome = outcomes.get(item.id());
        if (outcome instanceof Outcome.Done) {
          continue;
        }
        delay = outcome instanceof Outcome.Later later ? later.delay() : item.delayAfterCrash();
      }
      waiting.put(item.id(), delay);
    }
    return waiting;
  }
}
