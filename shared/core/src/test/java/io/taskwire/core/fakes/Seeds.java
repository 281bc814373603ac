package io.taskwire.core.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What follows from a seed, lived with many of them. {@code -Dtaskwire.seed=17} lives one again.
 *
 * @param property says how many, e.g. {@code taskwire.storms}
 * @param usual how many where it does not
 */
public record Seeds(String property, int usual) {
  /**
   * Lives with each; what fails says its seed.
   *
   * @return what became of them; empty where one was to be lived again, which tells nothing of many
   */
  public <T> Optional<List<T>> live(LongFunction<T> life) {
    Long seed = Long.getLong("taskwire.seed");
    if (seed != null) {
      var _ = one(seed, life);
      return Optional.empty();
    }
    List<T> lived = new ArrayList<>();
    for (long next = 1; next <= Integer.getInteger(property, usual); next++) {
      lived.add(one(next, life));
    }
    return Optional.of(lived);
  }

  private static <T> T one(long seed, LongFunction<T> life) {
    try {
      return life.apply(seed);
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("-Dtaskwire.seed=" + seed + ": " + broken.getMessage(), broken);
    }
  }
}
