package io.taskwire.local;

import java.net.URI;

/**
 * The settings document of a local run that nobody gave one: everything leads to the simulators.
 */
final class LocalSettings {
  static final String WEBHOOK_SECRET = "local-wazzup-secret";
  static final String WAZZUP_KEY = "local-wazzup-key";
  static final String PLANFIX_TOKEN = "local-token-to-planfix";
  static final String CONNECTOR_TOKEN = "local-token-from-planfix";
  static final String PLANFIX_SECRET = "local-planfix-secret";

  private LocalSettings() {}

  /**
   * The document.
   *
   * @param origin the web server, e.g. {@code http://localhost:8080}
   */
  static String document(URI origin) {
    return """
        {
          "language": "ru",
          "wazzup": {
            "apiUrl": "%1$s/sim/wazzup",
            "apiKey": "%2$s",
            "webhookSecrets": ["%3$s"],
            "crmKeys": []
          },
          "planfix": {
            "chatApiUrl": "%1$s/sim/planfix/webchat/api",
            "webhookSecrets": ["%4$s"],
            "lines": [
              {
                "providerId": "taskwire",
                "planfixToken": "%5$s",
                "token": "%6$s",
                "channel": null
              },
              {
                "providerId": "whatsapp-99",
                "planfixToken": "%5$s",
                "token": "%6$s",
                "channel": "+7 (999) 000-00-99"
              },
              {
                "providerId": "whatsapp-98",
                "planfixToken": "%5$s",
                "token": "%6$s",
                "channel": "8 999 000-00-98"
              },
              {
                "providerId": "telegram-96",
                "planfixToken": "%5$s",
                "token": "%6$s",
                "channel": "telegram:+7 999 000-00-96"
              }
            ]
          },
          "channels": [
            "+7 (999) 000-00-99",
            "8 999 000-00-98",
            "telegram:+7 999 000-00-96",
            "instagram:example.shop"
          ]
        }
        """
        .formatted(
            origin, WAZZUP_KEY, WEBHOOK_SECRET, PLANFIX_SECRET, PLANFIX_TOKEN, CONNECTOR_TOKEN);
  }
}
