package io.taskwire.core.channel;

import java.util.List;

/** Wazzup's list of channels ({@code GET /v3/channels}): a harmless question. */
public interface ChannelList {
  Answer ask();

  /** What Wazzup said, or that it could not be asked; never a guess. */
  sealed interface Answer {
    /** All channels of the account. One without an account name yet is left out. */
    record Listed(List<ListedChannel> channels) implements Answer {
      public Listed {
        channels = List.copyOf(channels);
      }
    }

    /** No answer that could be understood. The reason names no secret. */
    record CouldNotAsk(String reason) implements Answer {}
  }
}
