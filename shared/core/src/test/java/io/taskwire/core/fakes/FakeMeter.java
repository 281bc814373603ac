package io.taskwire.core.fakes;

import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was counted. */
public final class FakeMeter implements Meter {
  private final List<Measure> told = new CopyOnWriteArrayList<>();

  @Override
  public void tell(Measure measure) {
    told.add(measure);
  }

  /** All that was counted so far, oldest first. */
  public List<Measure> told() {
    return List.copyOf(told);
  }
}
