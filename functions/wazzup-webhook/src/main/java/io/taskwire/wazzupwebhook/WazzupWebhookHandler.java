package io.taskwire.wazzupwebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.taskwire.aws.function.DoorHandler;
import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.core.inbound.AcceptWebhook;
import io.taskwire.core.inbound.AcceptWebhook.Result;
import io.taskwire.core.inbound.Webhook;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.watch.Provider;
import io.taskwire.wazzup.WebhookReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The door for Wazzup's webhooks, {@code POST /wazzup/{secret}}. Answers 200 only when the queue
 * has every entry, and a 5xx otherwise, so that Wazzup may repeat; 400 for a body that is no JSON
 * object, 401 for a request without a known crmKey, 404 for a wrong secret, 503 while settings are
 * incomplete.
 */
public final class WazzupWebhookHandler implements DoorHandler {
  /** Wazzup gives up after 30 s (Wazzup API, Webhook delivery). */
  private static final Duration TIME = Duration.ofSeconds(15);

  private final SettingsSource<DoorSettings> settings;
  private final AcceptWebhook accept;
  private final Meter meter;
  private final InstantSource clock;
  private final FunctionLog log = new FunctionLog("wazzup-webhook");

  public WazzupWebhookHandler() {
    this(DoorParts.of(Environment.ofProcess(), Outside.real()));
    DoorRehearsal.plan(Environment.ofProcess());
  }

  public WazzupWebhookHandler(DoorParts parts) {
    this.settings = parts.settings();
    this.accept = new AcceptWebhook(parts.queue(), parts.deadLetters());
    this.meter = parts.meter();
    this.clock = parts.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    try {
      return handled(event);
    } catch (RuntimeException crash) {
      // Lambda would write the exception's own message into the log.
      log.crash("the webhook was not taken", crash);
      return answer(500, "{\"error\":\"try again later\"}");
    }
  }

  private APIGatewayV2HTTPResponse handled(APIGatewayV2HTTPEvent event) {
    String secret = event.getPathParameters().getOrDefault("secret", "");
    Optional<String> authorization =
        Optional.ofNullable(event.getHeaders()).map(headers -> headers.get("authorization"));
    return settings
        .current()
        .map(
            known ->
                known.knowsSecret(secret) && known.authorizes(authorization)
                    ? known
                    : settings.again().orElse(known))
        .map(known -> checked(known, secret, authorization, event))
        .orElseGet(() -> answer(503, "{\"error\":\"settings are incomplete\"}"));
  }

  private APIGatewayV2HTTPResponse checked(
      DoorSettings known,
      String secret,
      Optional<String> authorization,
      APIGatewayV2HTTPEvent event) {
    if (!known.knowsSecret(secret)) {
      return answer(404, "{\"message\":\"Not Found\"}");
    }
    return known.authorizes(authorization)
        ? received(body(event))
        : answer(401, "{\"error\":\"unknown crmKey\"}");
  }

  private APIGatewayV2HTTPResponse received(String body) {
    return switch (WebhookReader.read(body, clock.instant())) {
      case Webhook.Test _ -> taken(0);
      case Webhook.NotAnObject(String reason) -> answer(400, "{\"error\":\"" + reason + "\"}");
      case Webhook.Entries entries -> {
        if (!entries.bad().isEmpty() || entries.ignored() > 0) {
          log.info("entries: bad=" + entries.bad().size() + " ignored=" + entries.ignored());
        }
        yield switch (accept.accept(entries, clock.instant().plus(TIME))) {
          case Result.Accepted(int queued, _) -> taken(queued);
          case Result.NotAccepted(String reason) -> {
            log.warning("not accepted: " + reason);
            yield answer(503, "{\"error\":\"try again later\"}");
          }
        };
      }
    };
  }

  private APIGatewayV2HTTPResponse taken(int entries) {
    meter.tell(new Measure.Received(Provider.WAZZUP, entries));
    return answer(200, "{}");
  }

  /** The bytes are UTF-8 whatever the header says (Wazzup API, Webhook delivery). */
  private static String body(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded()
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }

  private static APIGatewayV2HTTPResponse answer(int status, String body) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(Map.of("content-type", "application/json"))
        .withBody(body)
        .build();
  }
}
