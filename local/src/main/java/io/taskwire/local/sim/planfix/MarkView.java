package io.taskwire.local.sim.planfix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A messageStatus that came for an outgoing message.
 *
 * @param shown the sign that Planfix shows
 * @param messageStatus what came
 * @param text the additional text, null without one
 */
public record MarkView(Shown shown, String messageStatus, @Nullable String text, Instant time) {

  /** Error sign, one tick, two ticks. */
  public enum Shown {
    ERROR,
    SENT,
    READ;

    /** Planfix chat API, messageStatus: every other value counts as sent. */
    static Shown of(String messageStatus) {
      return switch (messageStatus) {
        case "error" -> ERROR;
        case "read" -> READ;
        default -> SENT;
      };
    }
  }
}
