package io.taskwire.core.dialog;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes in a dialog what is about to be posted as our side's, and drops what is too old or too
 * much.
 *
 * @param before what was noted there when it was looked at
 */
public record EchoNote(Set<PostedEcho> before, PostedEcho echo) {
  /** A dialog keeps the newest. */
  static final int MOST = 36;

  public EchoNote {
    before = Set.copyOf(before);
  }

  /** What is noted afterwards. */
  public Set<PostedEcho> after() {
    return Stream.concat(before.stream(), Stream.of(echo))
        .filter(one -> !one.isForgotten(echo.at()))
        .sorted(Comparator.comparing(PostedEcho::at).reversed())
        .limit(MOST)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether nothing is dropped: then whatever else is noted meanwhile does not matter. */
  public boolean onlyAdds() {
    return after().containsAll(before);
  }
}
