package io.taskwire.core.delivery;

import java.time.Instant;

/** The one breaker item of a provider, shared by all workers. */
public interface BreakerStore {
  BreakerState read();

  /** Opens it, or keeps it open; its version grows. */
  BreakerState open(Instant now, String reason);

  /**
   * Takes the right to ask the harmless question, so that one worker at a time asks. It is given
   * also where the table knows of no outage: a worker may have seen one and not been able to write
   * it down.
   *
   * @return false when somebody else has it until a later time
   */
  boolean claimProbe(Instant now, Instant until);

  /** Closes it if nobody opened it again since this version; answers what it is now. */
  BreakerState close(long version);
}
