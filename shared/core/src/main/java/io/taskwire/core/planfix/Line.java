package io.taskwire.core.planfix;

import io.taskwire.core.channel.ChannelIdentity;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry under "Planfix API for chats".
 *
 * @param planfixToken goes to Planfix with every call
 * @param channel the only channel it serves; empty when it serves any
 */
public record Line(String providerId, String planfixToken, Optional<ChannelIdentity> channel) {
  private static final Pattern PROVIDER_ID = Pattern.compile("[^~\\s\\p{Cntrl}]{1,100}");

  public Line {
    checkProviderId(providerId);
    if (planfixToken.isBlank()) {
      throw new IllegalArgumentException("planfixToken must not be empty");
    }
  }

  /** Refuses what Planfix would not take for a connector's name. */
  public static void checkProviderId(String providerId) {
    if (!PROVIDER_ID.matcher(providerId).matches()) {
      throw new IllegalArgumentException(
          "providerId must have 1 to 100 characters without spaces and without ~");
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Line[" + providerId + "]";
  }
}
