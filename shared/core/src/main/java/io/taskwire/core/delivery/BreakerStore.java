package io.taskwire.core.delivery;

import java.time.Instant;

/** The one breaker item of Planfix, shared by all workers. */
public interface BreakerStore {
  BreakerState read();

  /** Opens it, or keeps it open; its version grows. */
  BreakerState open(Instant now, String reason);

  /**
   * Takes the right to ask a harmless question while it is open.
   *
   * @return false when somebody else has it until a later time
   */
  boolean claimProbe(Instant now, Instant until);

  /** Closes it if nobody opened it again since this version; answers what it is now. */
  BreakerState close(long version);
}
