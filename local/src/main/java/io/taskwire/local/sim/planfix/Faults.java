package io.taskwire.local.sim.planfix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The faults that are planned, and the calls that they hold up. The first that fits is played. */
public final class Faults {

  private final List<Fault> planned = new ArrayList<>();
  private CompletableFuture<Boolean> gate = new CompletableFuture<>();

  public synchronized void add(Fault fault) {
    if (fault.count() != null && fault.count() < 1) {
      throw new IllegalArgumentException("count must be 1 or more");
    }
    planned.add(fault);
  }

  /** What is still to come, with the counts that are left. */
  public synchronized List<Fault> planned() {
    return List.copyOf(planned);
  }

  /** Nothing goes wrong any more; calls that were held go on. */
  public synchronized void clear() {
    planned.clear();
    release();
  }

  /** Calls that are held now go on. */
  public synchronized void release() {
    open(true);
  }

  /** Forgets everything; calls that are held are dropped where they are. */
  synchronized void abandon() {
    planned.clear();
    open(false);
  }

  private void open(boolean goOn) {
    gate.complete(goOn);
    gate = new CompletableFuture<>();
  }

  synchronized @Nullable Fault take(@Nullable String cmd, @Nullable String chatId) {
    for (int i = 0; i < planned.size(); i++) {
      Fault fault = planned.get(i);
      if (fault.concerns(cmd, chatId)) {
        Integer count = fault.count();
        if (count != null && count == 1) {
          planned.remove(i);
        } else if (count != null) {
          planned.set(i, fault.times(count - 1));
        }
        return fault;
      }
    }
    return null;
  }

  /** What a call waits for from now on: true to go on, false to be dropped. */
  synchronized CompletableFuture<Boolean> gate() {
    return gate;
  }
}
