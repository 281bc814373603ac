package io.taskwire.cli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskwire.cli.CouldNotAsk;
import io.taskwire.cli.SettingsPlace;
import io.taskwire.http.TimedCall;
import io.taskwire.http.TimedCall.End;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a local run says of itself ({@code GET /outputs}).
 *
 * @param dynamoDb where its table is
 * @param sqs where its queues are
 */
record LocalOutputs(Outputs outputs, URI dynamoDb, URI sqs, SettingsPlace settings) {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  static LocalOutputs ask(int port) {
    String name = "the local run at port " + port;
    JsonNode root = answer(name, port);
    Map<String, String> values = new HashMap<>();
    root.path("outputs")
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    Outputs outputs = new Outputs(name, values);
    JsonNode file = root.path("settingsFile");
    SettingsPlace settings =
        file.isTextual()
            ? new WholeSettings(Optional.of(Path.of(file.textValue())), Optional.empty())
            : new WholeSettings(Optional.empty(), Optional.of(root.path("settings").toString()));
    return new LocalOutputs(
        outputs,
        URI.create(root.path("dynamoDb").asText()),
        URI.create(root.path("sqs").asText()),
        settings);
  }

  private static JsonNode answer(String name, int port) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/outputs")).build();
      if (new TimedCall(http, DEADLINE).send(request) instanceof End.Answered(int status, var body)
          && status == 200
          && body.isPresent()) {
        return new ObjectMapper().readTree(body.get());
      }
    } catch (JsonProcessingException notJson) {
      // Somebody else's server.
    }
    throw new CouldNotAsk(
        name + " does not answer. Start it with mvn -Prun, or name its port: --local=8080");
  }
}
