package io.taskwire.local.e2e;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** A settings document, with the values that a test may want otherwise. */
record SettingsText(
    String apiKey,
    List<String> webhookSecrets,
    List<String> crmKeys,
    String planfixToken,
    List<String> channels) {

  static final SettingsText USUAL =
      new SettingsText(
          "local-wazzup-key",
          List.of("bench-wazzup-secret"),
          List.of(),
          "bench-token-to-planfix",
          List.of("79990000099", "79990000098", "telegram:79990000096", "instagram:example.shop"));

  SettingsText withChannels(String... typed) {
    return new SettingsText(apiKey, webhookSecrets, crmKeys, planfixToken, List.of(typed));
  }

  SettingsText withSecrets(String... secrets) {
    return new SettingsText(apiKey, List.of(secrets), crmKeys, planfixToken, channels);
  }

  SettingsText withCrmKeys(String... keys) {
    return new SettingsText(apiKey, webhookSecrets, List.of(keys), planfixToken, channels);
  }

  /** The document for providers that are simulated at this address. */
  String at(URI origin) {
    return """
        {
          "language": "ru",
          "wazzup": {
            "apiUrl": "%1$s/sim/wazzup",
            "apiKey": "%2$s",
            "webhookSecrets": %3$s,
            "crmKeys": %4$s
          },
          "planfix": {
            "chatApiUrl": "%1$s/sim/planfix/webchat/api",
            "webhookSecrets": ["bench-planfix-secret"],
            "lines": [
              {"providerId": "taskwire", "planfixToken": "%5$s", "token": "bench-token", "channel": null}
            ]
          },
          "channels": %6$s
        }
        """
        .formatted(
            origin, apiKey, list(webhookSecrets), list(crmKeys), planfixToken, list(channels));
  }

  private static String list(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
  }
}
