package io.taskwire.core.wazzup;

import java.net.URI;
import java.util.Optional;

/**
 * Where Wazzup posts its webhooks: one address for an account (Wazzup API, Webhooks). Another
 * integration that saves its own takes the stream away without a word.
 */
public interface WazzupWebhooks {
  /** Asks: harmless, may be repeated. */
  Answer current();

  /**
   * Lets webhooks come to this address, and turns on what we need. Wazzup posts a test there first
   * and wants exactly 200. The last address given counts; the same one again changes nothing.
   */
  Change subscribe(URI address);

  /** What Wazzup said, or that it could not be asked; never a guess. */
  sealed interface Answer {
    /**
     * This is how it is.
     *
     * @param address empty where none is set; as Wazzup has it, so it may hold a secret
     * @param messages whether messages and statuses are told
     * @param channels whether changes of channels are told
     */
    record Subscribed(Optional<String> address, boolean messages, boolean channels)
        implements Answer {
      /** Whether all that we need is told to this address. */
      public boolean isComplete(URI wanted) {
        return messages && channels && address.equals(Optional.of(wanted.toString()));
      }

      /** Without the address: it holds a secret. */
      @Override
      public String toString() {
        return "Subscribed[messages=" + messages + ", channels=" + channels + "]";
      }
    }

    /**
     * No answer that could be understood. The reason names no secret.
     *
     * @param keyRejected whether Wazzup does not know our key
     */
    record CouldNotAsk(String reason, boolean keyRejected) implements Answer {}
  }

  /** What became of a subscription. */
  sealed interface Change {
    record Done() implements Change {}

    /** Wazzup does not take this address; the reason is Wazzup's own word for it. */
    record Refused(String reason) implements Change {}

    /** Whether it took the address is unknown; asking tells. */
    record Unknown(String reason) implements Change {}
  }
}
