package io.taskwire.core.planfix;

import java.util.Optional;

/**
 * The sign that Planfix shows at a comment (Planfix chat API, messageStatus).
 *
 * @param text what is told with it; for {@link Sign#ERROR} the reason
 */
public record Mark(Sign sign, Optional<String> text) {
  /** Planfix's signs. */
  public enum Sign {
    /** One tick. */
    SENT,
    /** Two ticks. */
    READ,
    /** The sign of an error. */
    ERROR
  }
}
