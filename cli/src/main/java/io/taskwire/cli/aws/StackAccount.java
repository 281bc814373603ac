package io.taskwire.cli.aws;

import io.taskwire.cli.Installation;
import io.taskwire.cli.Installation.Concurrency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;

/** What Lambda and CloudWatch tell of a stack's functions. */
final class StackAccount implements Installation.Account {
  private static final Duration LOOKED_BACK = Duration.ofDays(14);
  private static final Duration HOUR = Duration.ofHours(1);

  /** What Lambda scales a mapping up to that has no maximum of its own. */
  private static final int NO_MAXIMUM = 1000;

  private final OperatorClients clients;
  private final Map<String, String> outputs;

  StackAccount(OperatorClients clients, Map<String, String> outputs) {
    this.clients = clients;
    this.outputs = outputs;
  }

  @Override
  public Concurrency concurrency() {
    LambdaClient lambda = clients.lambda();
    var limits = lambda.getAccountSettings(_ -> {}).accountLimit();
    int workers =
        Stream.of("TaskWorkerFunctionName", "MessageSenderFunctionName")
            .flatMap(name -> Optional.ofNullable(outputs.get(name)).stream())
            // The mapping belongs to the alias that template.yaml publishes.
            .map(function -> function + ":live")
            .flatMap(
                function ->
                    lambda
                        .listEventSourceMappings(request -> request.functionName(function))
                        .eventSourceMappings()
                        .stream())
            .map(EventSourceMappingConfiguration::scalingConfig)
            .mapToInt(StackAccount::maximum)
            .sum();
    return new Concurrency(
        limits.concurrentExecutions(), limits.unreservedConcurrentExecutions(), workers);
  }

  private static int maximum(ScalingConfig scaling) {
    return scaling == null || scaling.maximumConcurrency() == null
        ? NO_MAXIMUM
        : scaling.maximumConcurrency();
  }

  @Override
  public Optional<Instant> lastWebhook() {
    // Not how often the door was called: whoever tries whether it opens calls it too.
    String namespace = new Outputs("the stack", outputs).get("MetricsNamespace");
    Instant now = Clock.systemUTC().instant();
    return clients
        .cloudWatch()
        .getMetricStatistics(
            request ->
                request
                    .namespace(namespace)
                    .metricName("Received")
                    .dimensions(Dimension.builder().name("Provider").value("wazzup").build())
                    .startTime(now.minus(LOOKED_BACK))
                    .endTime(now)
                    .period((int) HOUR.toSeconds())
                    .statistics(Statistic.SUM))
        .datapoints()
        .stream()
        .filter(point -> point.sum() > 0)
        .map(Datapoint::timestamp)
        .max(Comparator.naturalOrder());
  }
}
