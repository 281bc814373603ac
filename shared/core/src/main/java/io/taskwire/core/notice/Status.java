package io.taskwire.core.notice;

import java.util.Locale;
import java.util.Optional;

/** What became of a message of our side (Wazzup API, Statuses), in the order it moves forward. */
public enum Status {
  SENT(1),
  DELIVERED(2),
  ERROR(3),
  READ(4);

  private final int rank;

  Status(int rank) {
    this.rank = rank;
  }

  /** Grows along the way; a status never goes back to a smaller one. */
  public int rank() {
    return rank;
  }

  /** Wazzup's word for it; empty for words that say nothing about delivery. */
  public static Optional<Status> named(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "sent" -> Optional.of(SENT);
      case "delivered" -> Optional.of(DELIVERED);
      case "error" -> Optional.of(ERROR);
      case "read" -> Optional.of(READ);
      default -> Optional.empty();
    };
  }
}
