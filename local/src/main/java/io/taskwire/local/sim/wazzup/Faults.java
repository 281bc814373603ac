package io.taskwire.local.sim.wazzup;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/** The faults that wait for their calls, in the order in which they were added. */
final class Faults {

  private final List<Fault> waiting = new ArrayList<>();

  synchronized void add(Fault fault) {
    waiting.add(fault);
  }

  synchronized void clear() {
    waiting.clear();
  }

  synchronized List<Fault> all() {
    return List.copyOf(waiting);
  }

  /** The first fault that meets this call, used up by one. */
  synchronized @Nullable Fault meet(Fault.Call call) {
    for (ListIterator<Fault> each = waiting.listIterator(); each.hasNext(); ) {
      Fault fault = each.next();
      if (fault.call() != null && fault.call() != call) {
        continue;
      }
      if (fault.skip() > 0) {
        each.set(fault.skippedOnce());
        continue;
      }
      Integer count = fault.count();
      if (count != null) {
        if (count == 1) {
          each.remove();
        } else {
          each.set(fault.metOnce(count - 1));
        }
      }
      return fault;
    }
    return null;
  }
}
