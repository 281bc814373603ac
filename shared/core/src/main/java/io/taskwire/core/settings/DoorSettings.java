package io.taskwire.core.settings;

import java.util.List;
import java.util.Optional;

/** What the door for Wazzup verifies. It holds no key with which anything could be sent. */
public record DoorSettings(List<String> webhookSecrets, List<String> crmKeys) {
  private static final String BEARER = "Bearer ";

  public DoorSettings {
    webhookSecrets = List.copyOf(webhookSecrets);
    crmKeys = List.copyOf(crmKeys);
  }

  /** Whether this is one of the secrets of the address. Takes as long for a wrong one. */
  public boolean knowsSecret(String secret) {
    return Secrets.among(webhookSecrets, secret);
  }

  /** Whether an {@code Authorization} header holds a known crmKey, where there are any. */
  public boolean authorizes(Optional<String> authorization) {
    if (crmKeys.isEmpty()) {
      return true;
    }
    String header = authorization.orElse("");
    boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return Secrets.among(crmKeys, bearer ? header.substring(BEARER.length()).strip() : "");
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "DoorSettings[]";
  }
}
