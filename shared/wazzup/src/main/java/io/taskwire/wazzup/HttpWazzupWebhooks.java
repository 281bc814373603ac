package io.taskwire.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.wazzup.WazzupWebhooks;
import io.taskwire.http.TimedCall;
import io.taskwire.http.TimedCall.End;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Wazzup's webhook address over HTTP (Wazzup API, {@code GET} and {@code PATCH /v3/webhooks}). */
public final class HttpWazzupWebhooks implements WazzupWebhooks {
  /** Longer than for other calls: Wazzup posts its test to our address meanwhile. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final String WEBHOOKS = "/webhooks";
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,64}");

  private final TimedCall call;
  private final WazzupApi api;

  /**
   * Opens nothing.
   *
   * @param client one that follows no redirects, which is the default
   * @param apiUrl without {@code /v3}
   */
  public HttpWazzupWebhooks(HttpClient client, URI apiUrl, String apiKey) {
    this(client, apiUrl, apiKey, DEADLINE);
  }

  HttpWazzupWebhooks(HttpClient client, URI apiUrl, String apiKey, Duration deadline) {
    this.call = new TimedCall(client, deadline);
    this.api = new WazzupApi(apiUrl, apiKey);
  }

  @Override
  public Answer current() {
    HttpRequest request;
    try {
      request = api.request(WEBHOOKS).build();
    } catch (IllegalArgumentException unusable) {
      // Its message would show the key.
      return new Answer.CouldNotAsk("the address or the key can't be used in a request", false);
    }
    return switch (call.send(request)) {
      case End.Unanswered(String reason) -> new Answer.CouldNotAsk(reason, false);
      case End.Answered(int status, var body) ->
          status == 200
              ? body.flatMap(HttpWazzupWebhooks::subscribed)
                  .orElseGet(
                      () -> new Answer.CouldNotAsk("the answer tells of no subscription", false))
              : new Answer.CouldNotAsk("HTTP " + status, status == 401 || status == 403);
    };
  }

  @Override
  public Change subscribe(URI address) {
    // What becomes of a switch that is left out is not documented. Contacts and deals stay in
    // Planfix.
    ObjectNode body = Json.MAPPER.createObjectNode().put("webhooksUri", address.toString());
    body.putObject("subscriptions")
        .put("messagesAndStatuses", true)
        .put("contactsAndDealsCreation", false)
        .put("channelsUpdates", true)
        .put("templateStatus", true);
    HttpRequest request;
    try {
      request =
          api.request(WEBHOOKS)
              .header("Content-Type", "application/json")
              .method("PATCH", BodyPublishers.ofString(body.toString()))
              .build();
    } catch (IllegalArgumentException unusable) {
      return new Change.Refused("the address or the key can't be used in a request");
    }
    return switch (call.send(request)) {
      case End.Unanswered(String reason) -> new Change.Unknown(reason);
      case End.Answered(int status, _) when status >= 200 && status < 300 -> new Change.Done();
      case End.Answered(int status, var answer) when status >= 400 && status < 500 ->
          new Change.Refused(answer.flatMap(HttpWazzupWebhooks::error).orElse("HTTP " + status));
      case End.Answered(int status, _) -> new Change.Unknown("HTTP " + status);
    };
  }

  private static Optional<Answer> subscribed(String body) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
    if (!root.isObject()) {
      return Optional.empty();
    }
    JsonNode switches = root.path("subscriptions");
    return Optional.of(
        new Answer.Subscribed(
            new Fields(root).extra("webhooksUri"),
            // The page shows the values as strings, live accounts answer booleans.
            switches.path("messagesAndStatuses").asBoolean(),
            switches.path("channelsUpdates").asBoolean()));
  }

  /** Wazzup's word for what is wrong; whatever is no word may hold anything. */
  private static Optional<String> error(String body) {
    try {
      return Optional.of(Json.MAPPER.readTree(body).path("error").asText())
          .filter(word -> WORD.matcher(word).matches());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
