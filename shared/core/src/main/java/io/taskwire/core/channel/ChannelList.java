package io.taskwire.core.channel;

import java.util.List;
import java.util.Set;

/** Wazzup's list of channels ({@code GET /v3/channels}): a harmless question. */
public interface ChannelList {
  Answer ask();

  /** What Wazzup said, or that it could not be asked; never a guess. */
  sealed interface Answer {
    /**
     * All channels of the account.
     *
     * @param unidentified the addresses of those without an account name yet, or with something
     *     else that could not be read: which channels they are is not known
     */
    record Listed(List<ListedChannel> channels, Set<ChannelId> unidentified) implements Answer {
      public Listed {
        channels = List.copyOf(channels);
        unidentified = Set.copyOf(unidentified);
      }
    }

    /** No answer that could be understood. The reason names no secret. */
    record CouldNotAsk(String reason) implements Answer {}
  }
}
