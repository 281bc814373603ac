package io.taskwire.planfixwebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.taskwire.aws.function.DoorHandler;
import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.core.outbound.PlanfixCall;
import io.taskwire.core.outbound.ReceiveComment;
import io.taskwire.core.outbound.ReceiveComment.Result;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.watch.Provider;
import io.taskwire.planfix.CallReader;
import io.taskwire.planfix.QueuedComment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The door for Planfix's calls, {@code POST /planfix/{secret}}. Answers 200 with {@code chatId} and
 * {@code contactId} only when the queue has the comment, and a 5xx when it has not; {@code 200 {}}
 * for commands that we have no use for, 400 and 401 as Planfix knows them (Planfix chat API,
 * newMessage to the other system), 404 for a wrong secret, 503 while settings are incomplete.
 */
public final class PlanfixWebhookHandler implements DoorHandler {
  /** How long Planfix waits is not said; an employee looks on. */
  private static final Duration TIME = Duration.ofSeconds(8);

  private final SettingsSource<PlanfixDoorSettings> settings;
  private final ReceiveComment receive;
  private final Meter meter;
  private final InstantSource clock;
  private final FunctionLog log = new FunctionLog("planfix-webhook");

  public PlanfixWebhookHandler() {
    this(DoorParts.of(Environment.ofProcess(), Outside.real()));
    DoorRehearsal.plan(Environment.ofProcess());
  }

  public PlanfixWebhookHandler(DoorParts parts) {
    this.settings = parts.settings();
    this.receive = new ReceiveComment(parts.queue(), QueuedComment::encode);
    this.meter = parts.meter();
    this.clock = parts.clock();
  }

  @Override
  public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    try {
      return handled(event);
    } catch (RuntimeException crash) {
      // Lambda would write the exception's own message into the log.
      log.crash("the call was not taken", crash);
      return answer(500, "{\"error\":\"try again later\"}");
    }
  }

  private APIGatewayV2HTTPResponse handled(APIGatewayV2HTTPEvent event) {
    String secret = event.getPathParameters().getOrDefault("secret", "");
    return settings
        .current()
        .map(known -> known.knowsSecret(secret) ? known : settings.again().orElse(known))
        .map(
            known ->
                known.knowsSecret(secret)
                    ? called(CallReader.read(body(event)), known)
                    : answer(404, "{\"message\":\"Not Found\"}"))
        .orElseGet(() -> answer(503, "{\"error\":\"settings are incomplete\"}"));
  }

  private APIGatewayV2HTTPResponse called(PlanfixCall call, PlanfixDoorSettings known) {
    boolean ours = known.line(call.providerId(), call.token()).isPresent();
    return received(call, ours ? known : settings.again().orElse(known));
  }

  private APIGatewayV2HTTPResponse received(PlanfixCall call, PlanfixDoorSettings known) {
    Instant now = clock.instant();
    return switch (receive.receive(call, known, now, now.plus(TIME))) {
      // Ids hold nothing that JSON would want escaped.
      case Result.Accepted(var chat, var contact) ->
          taken("{\"chatId\":\"" + chat + "\",\"contactId\":\"" + contact + "\"}");
      case Result.Noted _ -> taken("{}");
      case Result.Ignored _ -> {
        log.info("ignored: an unknown command");
        yield answer(200, "{}");
      }
      case Result.WrongToken _ -> {
        log.warning("refused: the line is unknown or the token is another's");
        yield answer(401, "{\"error\":\"Invalid token\"}");
      }
      case Result.Invalid(String reason) -> {
        log.warning("refused: " + reason);
        yield answer(400, "{\"error\":\"Invalid parameters\"}");
      }
      case Result.NotAccepted(String reason) -> {
        log.warning("not accepted: " + reason);
        yield answer(503, "{\"error\":\"try again later\"}");
      }
    };
  }

  private APIGatewayV2HTTPResponse taken(String body) {
    meter.tell(new Measure.Received(Provider.PLANFIX, 1));
    return answer(200, body);
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static APIGatewayV2HTTPResponse answer(int status, String body) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(Map.of("content-type", "application/json"))
        .withBody(body)
        .build();
  }
}
