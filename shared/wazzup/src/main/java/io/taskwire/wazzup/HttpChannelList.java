package io.taskwire.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.http.TimedCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks Wazzup for its channels (Wazzup API, Channels). */
public final class HttpChannelList implements ChannelList {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final TimedCall call;
  private final WazzupApi api;

  /**
   * Opens nothing.
   *
   * @param client one that follows no redirects, which is the default
   * @param apiUrl without {@code /v3}
   */
  public HttpChannelList(HttpClient client, URI apiUrl, String apiKey) {
    this(client, apiUrl, apiKey, DEADLINE);
  }

  HttpChannelList(HttpClient client, URI apiUrl, String apiKey, Duration deadline) {
    this.call = new TimedCall(client, deadline);
    this.api = new WazzupApi(apiUrl, apiKey);
  }

  @Override
  public Answer ask() {
    HttpRequest request;
    try {
      request = api.request("/channels").build();
    } catch (IllegalArgumentException unusable) {
      // Its message would show the key.
      return new Answer.CouldNotAsk("the address or the key can't be used in a request");
    }
    return switch (call.send(request)) {
      case TimedCall.End.Unanswered(String reason) -> new Answer.CouldNotAsk(reason);
      case TimedCall.End.Answered(int status, _) when status != 200 ->
          new Answer.CouldNotAsk("HTTP " + status);
      case TimedCall.End.Answered(_, var body) ->
          body.flatMap(HttpChannelList::listed)
              .orElseGet(() -> new Answer.CouldNotAsk("the answer is not a list of channels"));
    };
  }

  private static Optional<Answer> listed(String body) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
    if (!root.isArray()) {
      return Optional.empty();
    }
    List<ListedChannel> channels = new ArrayList<>();
    Set<ChannelId> unidentified = new HashSet<>();
    for (JsonNode element : root) {
      Fields fields = new Fields(element);
      channel(fields)
          .ifPresentOrElse(channels::add, () -> address(fields).ifPresent(unidentified::add));
    }
    return Optional.of(new Answer.Listed(channels, unidentified));
  }

  /** Empty for a channel without an account yet, and for one that can't be understood. */
  private static Optional<ListedChannel> channel(Fields fields) {
    try {
      Optional<String> plainId = fields.extra("plainId");
      if (plainId.isEmpty()) {
        return Optional.empty();
      }
      Transport transport = new Transport(fields.required("transport"));
      return Optional.of(
          new ListedChannel(
              new ChannelId(fields.required("channelId")),
              ChannelIdentity.listed(transport, plainId.get()),
              transport,
              fields.extra("state").orElse("")));
    } catch (IllegalArgumentException odd) {
      return Optional.empty();
    }
  }

  private static Optional<ChannelId> address(Fields fields) {
    try {
      return fields.extra("channelId").map(ChannelId::new);
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }
}
