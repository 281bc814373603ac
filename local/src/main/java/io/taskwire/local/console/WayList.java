package io.taskwire.local.console;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest ways of both directions; what is too old is forgotten. Belongs to one thread. */
final class WayList {
  private static final int KEPT = 60;

  private final Map<String, Way> ways =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Way> eldest) {
          return size() > KEPT;
        }
      };

  /** Oldest first. */
  List<Way> all() {
    return List.copyOf(ways.values());
  }

  Optional<Way> find(String key) {
    return Optional.ofNullable(ways.get(key));
  }

  /** Whether a message of Wazzup is a comment of Planfix, or a part of one. */
  boolean isOfComment(String messageId) {
    return ways.values().stream().anyMatch(way -> way.parts.containsKey(messageId));
  }

  /** The way of this key, which begins now unless it is known. */
  Way of(String key, Way.Direction direction, Instant at) {
    return ways.computeIfAbsent(key, _ -> new Way(key, direction, at));
  }
}
