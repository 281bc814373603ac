package io.taskwire.aws.function;

import io.taskwire.core.watch.Meter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a function meets: AWS, the providers, and the log that its figures go to.
 *
 * @param providers where a provider is, by its address in the settings
 * @param clients makes those clients with which providers are called
 * @param figures takes each line of a figure
 */
public record Outside(
    AwsClients aws,
    UnaryOperator<URI> providers,
    Supplier<HttpClient> clients,
    Consumer<String> figures) {

  /** As it is in Lambda, where the standard output is the function's log. */
  public static Outside real() {
    return new Outside(
        new AwsClients(),
        UnaryOperator.identity(),
        HttpClient::newHttpClient,
        line -> System.out.println(line));
  }

  /** As it is for a rehearsal: everybody is played by the stage, and nothing is counted. */
  public static Outside staged(RehearsalStage stage) {
    return new Outside(AwsClients.at(stage), _ -> stage.address(), stage::http, _ -> {});
  }

  /** Where the provider is that has this address in the settings. */
  public URI at(URI address) {
    return providers.apply(address);
  }

  /** A new client for providers, with connections of its own. */
  public HttpClient http() {
    return clients.get();
  }

  /** The figures of a function, in this namespace. */
  public Meter meter(String namespace, InstantSource clock) {
    return new MetricLog(namespace, clock, figures);
  }
}
