package io.taskwire.core.watch;

import io.taskwire.core.wording.Wording;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Something that is counted: figures and words of ours, nothing of a person. */
public sealed interface Measure {
  /** Whose side it happened on. */
  Provider provider();

  /**
   * A call of the provider was taken.
   *
   * @param messages how many things it told; a test tells none
   */
  record Received(Provider provider, int messages) implements Measure {}

  /**
   * Messages got to where they should.
   *
   * @param sinceWritten how long ago a client wrote it, by the messenger's clock; empty for what no
   *     client wrote
   */
  record Delivered(Provider provider, int messages, Optional<Duration> sinceWritten)
      implements Measure {}

  /**
   * A message that the provider does not take, or could not deliver, or that we do not send.
   *
   * @param reason one of a known list
   */
  record Refused(Provider provider, String reason) implements Measure {
    /** What Planfix will never take; why is told with the dead letter. */
    private static final String PARKED = "PARKED";

    private static final String OTHER = "OTHER";

    /** By a refusal's code; what is none of the known ones may be anything, and is not told. */
    public static Refused of(String code) {
      return new Refused(
          Provider.WAZZUP, Wording.knowsRefusal(code) ? code.toUpperCase(Locale.ROOT) : OTHER);
    }

    public static Refused parked() {
      return new Refused(Provider.PLANFIX, PARKED);
    }
  }

  /** Messages of which nobody can say whether they were sent. */
  record Unknown(Provider provider, int messages) implements Measure {}

  /**
   * Messages that stay in the queue to the provider.
   *
   * @param oldest how long the oldest has been in it
   */
  record Waiting(Provider provider, int messages, Duration oldest) implements Measure {}

  /** The provider rejects our key or token. */
  record SetupRejected(Provider provider) implements Measure {}

  /** Whether the provider's webhooks go elsewhere than to our door, or not all of them come. */
  record Subscription(Provider provider, boolean lost) implements Measure {}

  /**
   * The channels as they were looked at.
   *
   * @param down connected ones that can't send now
   * @param unconnectedMessages what came within an hour on channels that are not connected
   */
  record Channels(Provider provider, int down, long unconnectedMessages) implements Measure {}
}
