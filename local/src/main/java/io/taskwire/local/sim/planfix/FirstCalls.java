package io.taskwire.local.sim.planfix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The moment between Planfix's looking for the task of a chat and making one. Calls of one new chat
 * that meet here have all seen that there is no task.
 */
final class FirstCalls {

  private final PlanfixKnobs knobs;
  private final Map<String, CountDownLatch> meetings = new ConcurrentHashMap<>();

  FirstCalls(PlanfixKnobs knobs) {
    this.knobs = knobs;
  }

  /** Returns after the time of the knob, or as soon as the awaited calls of this chat are here. */
  void hold(String providerId, String chatId) {
    String chat = providerId + '~' + chatId;
    int awaited = knobs.firstCallsAwaited;
    CountDownLatch meeting =
        meetings.computeIfAbsent(
            chat, key -> new CountDownLatch(awaited > 0 ? awaited : Integer.MAX_VALUE));
    meeting.countDown();
    try {
      var _ = meeting.await(knobs.firstCallMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      meetings.remove(chat, meeting);
    }
  }
}
