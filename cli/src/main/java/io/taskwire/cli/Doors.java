package io.taskwire.cli;

import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.http.TimedCall;
import io.taskwire.http.TimedCall.End;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Knocks at our own doors as the providers do, with something that leaves nothing behind: Wazzup's
 * test, and a command of Planfix's that nobody knows.
 */
final class Doors {
  private static final Duration DEADLINE = Duration.ofSeconds(25);

  private final TimedCall call;

  Doors(HttpClient http) {
    this.call = new TimedCall(http, DEADLINE);
  }

  List<Finding> wazzup(URI base, DoorSettings settings) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < settings.webhookSecrets().size(); i++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(base.resolve(settings.webhookSecrets().get(i)))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"test\":true}"));
      settings.crmKeys().stream()
          .findFirst()
          .ifPresent(key -> request.header("Authorization", "Bearer " + key));
      findings.add(
          judged(
              "address for Wazzup" + number(i, settings.webhookSecrets().size()),
              request.build(),
              "a crmKey of the settings is not accepted"));
    }
    return findings;
  }

  List<Finding> planfix(URI base, PlanfixDoorSettings settings) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < settings.webhookSecrets().size(); i++) {
      for (PlanfixDoorSettings.Line line : settings.lines()) {
        String form =
            "cmd=doctor&providerId="
                + encoded(line.providerId())
                + "&token="
                + encoded(line.token());
        findings.add(
            judged(
                "address for Planfix"
                    + number(i, settings.webhookSecrets().size())
                    + ", line "
                    + line.providerId(),
                HttpRequest.newBuilder(base.resolve(settings.webhookSecrets().get(i)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build(),
                "the door has another token for this line"));
      }
    }
    return findings;
  }

  private Finding judged(String link, HttpRequest request, String unauthorized) {
    return switch (call.send(request)) {
      case End.Unanswered(String reason) ->
          Finding.couldNotAsk(
              link, reason + ". Check from here whether the address can be reached at all");
      case End.Answered(int status, _) ->
          switch (status) {
            case 200 -> Finding.well(link, "answers");
            case 401 ->
                Finding.trouble(link, unauthorized + ". A changed secret counts within a minute");
            case 404 ->
                Finding.trouble(
                    link,
                    "does not know its secret. A changed secret counts within a minute; else the"
                        + " stack is another one, or the deployment is not complete");
            case 503 ->
                Finding.trouble(
                    link, "waits for its settings. Run taskwire setup; they count within a minute");
            case 429 ->
                Finding.couldNotAsk(link, "is being flooded (HTTP 429). Ask again in a minute");
            default ->
                Finding.trouble(link, "answers HTTP " + status + ". Look into the function's log");
          };
    };
  }

  private static String number(int index, int of) {
    return of == 1 ? "" : " (secret " + (index + 1) + " of " + of + ")";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
