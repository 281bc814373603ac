package io.taskwire.core.settings;

import io.taskwire.core.channel.ChannelIdentity;
import java.util.List;
import java.util.Optional;

/** What the door for Planfix verifies. It holds no key with which anything could be sent. */
public record PlanfixDoorSettings(List<String> webhookSecrets, List<Line> lines) {
  public PlanfixDoorSettings {
    webhookSecrets = List.copyOf(webhookSecrets);
    lines = List.copyOf(lines);
  }

  /**
   * One entry under "Planfix API for chats", as calls come from it.
   *
   * @param token comes from Planfix with every call
   * @param channel the only channel it serves; empty when it serves any
   */
  public record Line(String providerId, String token, Optional<ChannelIdentity> channel) {
    public Line {
      io.taskwire.core.planfix.Line.checkProviderId(providerId);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Line[" + providerId + "]";
    }
  }

  /** Whether this is one of the secrets of the address. Takes as long for a wrong one. */
  public boolean knowsSecret(String secret) {
    return Secrets.among(webhookSecrets, secret);
  }

  /** The line that a call came by; empty where the token is not that line's. */
  public Optional<Line> line(String providerId, String token) {
    return lines.stream()
        .filter(line -> line.providerId().equals(providerId))
        .filter(line -> Secrets.among(List.of(line.token()), token))
        .findFirst();
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "PlanfixDoorSettings[lines=" + lines + "]";
  }
}
