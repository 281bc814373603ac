package io.taskwire.core.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends a worker at one of its calls: before the call is made, or when it had its effect but nobody
 * heard the answer. Afterwards the worker can do nothing outside any more.
 */
public final class Mortal implements Witness {
  /** Where a call is cut off. */
  public enum Side {
    BEFORE,
    AFTER
  }

  private final int fatalCall;
  private final Side side;
  private final List<String> performed = new ArrayList<>();
  private Optional<String> unwritten = Optional.empty();
  private int calls;
  private boolean dead;

  private Mortal(int fatalCall, Side side) {
    this.fatalCall = fatalCall;
    this.side = side;
  }

  public static Mortal dyingAt(int call, Side side) {
    return new Mortal(call, side);
  }

  /** One that only counts. */
  public static Mortal livingOn() {
    return new Mortal(-1, Side.BEFORE);
  }

  @Override
  public void before(String call) {
    if (dead || (calls == fatalCall && side == Side.BEFORE)) {
      dead = true;
      throw new Killed(call);
    }
  }

  @Override
  public void after(String call) {
    performed.add(call);
    if (call.equals("DialogStore.progress") || call.equals("DialogStore.finish")) {
      unwritten = Optional.empty();
    }
    if (calls++ == fatalCall && side == Side.AFTER) {
      dead = true;
      throw new Killed(call);
    }
  }

  /** Something got into a task. */
  public void effect(String text) {
    if (!dead) {
      unwritten = Optional.of(text);
    }
  }

  /** What stands in Planfix without its being written down. */
  public Optional<String> unwritten() {
    return unwritten;
  }

  /** The calls that had their effect, in their order. */
  public List<String> performed() {
    return List.copyOf(performed);
  }
}
