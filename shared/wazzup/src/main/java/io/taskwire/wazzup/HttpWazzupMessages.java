package io.taskwire.wazzup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Route;
import io.taskwire.core.wazzup.Sending;
import io.taskwire.core.wazzup.WazzupMessages;
import io.taskwire.http.TimedCall;
import io.taskwire.http.TimedCall.End;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * Sends through Wazzup (Wazzup API, Sending). A message is posted once: whether it may be repeated
 * is for the caller to say.
 */
public final class HttpWazzupMessages implements WazzupMessages {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int HIGHEST_PORT = 65_535;

  private final TimedCall call;
  private final WazzupApi api;

  /**
   * Opens nothing.
   *
   * @param client one that follows no redirects, which is the default
   * @param apiUrl without {@code /v3}
   */
  public HttpWazzupMessages(HttpClient client, URI apiUrl, String apiKey) {
    this(client, apiUrl, apiKey, DEADLINE);
  }

  /**
   * One that is more or less patient.
   *
   * @param deadline how long a call may take
   */
  public HttpWazzupMessages(HttpClient client, URI apiUrl, String apiKey, Duration deadline) {
    this.call = new TimedCall(client, deadline);
    this.api = new WazzupApi(apiUrl, apiKey);
  }

  @Override
  public SendAnswer send(Sending sending) {
    HttpRequest request;
    try {
      request = request(body(sending).toString());
    } catch (IllegalArgumentException unusable) {
      // Its message would show the key.
      return new SendAnswer.Rejected("the address or the key can't be used in a request");
    }
    return switch (call.send(request)) {
      case End.Unanswered(String reason) -> new SendAnswer.Unknown(reason);
      case End.Answered(int status, var body) ->
          SendAnswerReader.read(status, body, sending.route().chatType());
    };
  }

  private HttpRequest request(String body) {
    HttpRequest request =
        api.request("/message")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    int port = request.uri().getPort();
    if (port == 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("no such port");
    }
    return request;
  }

  private static ObjectNode body(Sending sending) {
    Route route = sending.route();
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("channelId", route.address().value());
    body.put("chatType", route.chatType().name());
    switch (route.recipient()) {
      case Route.Recipient.OfChat(String chatId) -> body.put("chatId", chatId);
      case Route.Recipient.OfPhone(String digits) -> body.put("phone", digits);
    }
    switch (sending.payload()) {
      case Payload.Text(String text) -> body.put("text", text);
      case Payload.File(URI link) -> body.put("contentUri", link.toASCIIString());
    }
    sending.quoted().ifPresent(message -> body.put("refMessageId", message.value()));
    body.put("crmMessageId", sending.crmMessageId().value());
    return body;
  }
}
