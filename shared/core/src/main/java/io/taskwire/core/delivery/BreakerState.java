package io.taskwire.core.delivery;

/**
 * The shared breaker as read from the table.
 *
 * @param version grows with every change
 */
public record BreakerState(boolean open, long version) {
  public static final BreakerState NEVER_OPENED = new BreakerState(false, 0);
}
