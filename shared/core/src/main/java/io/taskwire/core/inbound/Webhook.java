package io.taskwire.core.inbound;

import io.taskwire.core.delivery.QueueEntry;
import java.util.List;

/** The body of a webhook, taken apart. */
public sealed interface Webhook {
  /** Wazzup tries the address. */
  record Test() implements Webhook {}

  /**
   * Entries: those that can be queued, a dialog's in the order of their time, and those that can't.
   *
   * @param ignored how many entries or keys there were that we have no use for
   */
  record Entries(List<QueueEntry> good, List<BadEntry> bad, int ignored) implements Webhook {
    public Entries {
      good = List.copyOf(good);
      bad = List.copyOf(bad);
    }
  }

  /** No JSON object. */
  record NotAnObject(String reason) implements Webhook {}

  /**
   * An entry that can't be understood.
   *
   * @param reason says which field and what is wrong with it, without its value
   * @param body as it came
   */
  record BadEntry(String reason, String body) {}
}
