package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The account's one webhook address and how it is set (Wazzup API, Webhooks). */
final class Subscription {

  private static final int LONGEST_URI = 200;

  private final Supplier<WazzupKnobs> knobs;
  private final Receiver receiver;
  private volatile WebhookSettings settings = WebhookSettings.NONE;

  Subscription(Supplier<WazzupKnobs> knobs, Receiver receiver) {
    this.knobs = knobs;
    this.receiver = receiver;
  }

  WebhookSettings settings() {
    return settings;
  }

  /** Sets the address without asking it, as another integration of the account would. */
  void overwrite(@Nullable String uri) {
    settings = uri == null ? WebhookSettings.NONE : WebhookSettings.allTo(uri);
  }

  /** {@code PATCH /v3/webhooks}: the address must answer a test POST with exactly 200. */
  Answer set(JsonNode patch) throws InterruptedException {
    String uri = patch.path("webhooksUri").textValue();
    if (uri == null || !valid(uri)) {
      return Answer.error("uriNotValid", "Provided URI is not valid URI");
    }
    if (!answersTest(uri)) {
      return Answer.error("testPostNotPassed", "URI does not return 200 OK on test request");
    }
    settings = settings.patched(uri, patch.path("subscriptions"));
    return Answer.of(200, "text/plain", "OK");
  }

  private static boolean valid(String uri) {
    try {
      URI parsed = new URI(uri);
      return uri.length() <= LONGEST_URI
          && parsed.getHost() != null
          && ("https".equals(parsed.getScheme()) || "http".equals(parsed.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private boolean answersTest(String uri) throws InterruptedException {
    try {
      return receiver.post(uri, "{\"test\":true}", knobs.get()) == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
