package io.taskwire.bench.engines;

import java.net.URI;

/** The two halves of the settings document, as the functions get them. */
public final class SettingsText {
  private SettingsText() {}

  /** The half of the doors. */
  public static String doors() {
    return """
        {
          "wazzup": {"webhookSecrets": ["local-wazzup-secret"], "crmKeys": []},
          "planfix": {
            "webhookSecrets": ["local-planfix-secret"],
            "lines": [
              {"providerId": "whatsapp-99", "token": "local-token-from-planfix", "channel": "+7 999 000-00-99"}
            ]
          }
        }
        """;
  }

  /**
   * The half of the workers.
   *
   * @param providers where both simulators are
   */
  public static String workers(URI providers) {
    return """
        {
          "language": "ru",
          "wazzup": {"apiUrl": "%1$s/sim/wazzup", "apiKey": "local-wazzup-key"},
          "planfix": {
            "chatApiUrl": "%1$s/sim/planfix/webchat/api",
            "lines": [
              {"providerId": "whatsapp-99", "planfixToken": "local-token-to-planfix", "channel": "+7 999 000-00-99"}
            ]
          },
          "channels": ["+7 999 000-00-99"]
        }
        """
        .formatted(providers);
  }
}
