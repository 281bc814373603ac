package io.taskwire.aws.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Meter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Figures for CloudWatch, each a line of the function's log (CloudWatch Logs, Embedded metric
 * format): nothing is called. Each name with its dimensions is a metric that CloudWatch charges by
 * the month. Dimensions are the provider and, of a refusal, its reason.
 */
public final class MetricLog implements Meter {
  private static final String PROVIDER = "Provider";
  private static final String REASON = "Reason";
  private static final String COUNT = "Count";

  private final String namespace;
  private final InstantSource clock;
  private final Consumer<String> line;

  /**
   * A meter.
   *
   * @param namespace of the metrics, one for each installation
   * @param line takes each line
   */
  public MetricLog(String namespace, InstantSource clock, Consumer<String> line) {
    this.namespace = namespace;
    this.clock = clock;
    this.line = line;
  }

  /** A metric: its unit and its value. */
  private record Figure(String unit, long value) {}

  @Override
  public void tell(Measure measure) {
    String provider = measure.provider().name().toLowerCase(Locale.ROOT);
    Map<String, Figure> figures = figures(measure);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode head = root.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive = head.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", namespace);
    var dimensions = directive.putArray("Dimensions");
    dimensions.addArray().add(PROVIDER);
    root.put(PROVIDER, provider);
    if (measure instanceof Measure.Refused refused) {
      dimensions.addArray().add(PROVIDER).add(REASON);
      root.put(REASON, refused.reason());
    }
    var metrics = directive.putArray("Metrics");
    figures.forEach(
        (name, figure) -> {
          metrics.addObject().put("Name", name).put("Unit", figure.unit());
          root.put(name, figure.value());
        });
    line.accept(root.toString());
  }

  private static Map<String, Figure> figures(Measure measure) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    switch (measure) {
      case Measure.Received received -> {
        figures.put("Calls", new Figure(COUNT, 1));
        figures.put("Received", new Figure(COUNT, received.messages()));
      }
      case Measure.Delivered delivered -> {
        figures.put("Delivered", new Figure(COUNT, delivered.messages()));
        // The messenger's clock may be ahead of ours.
        delivered
            .sinceWritten()
            .map(time -> Math.max(0, time.toMillis()))
            .ifPresent(millis -> figures.put("TimeToTask", new Figure("Milliseconds", millis)));
      }
      case Measure.Refused _ -> figures.put("Refused", new Figure(COUNT, 1));
      case Measure.Unknown unknown -> figures.put("Unknown", new Figure(COUNT, unknown.messages()));
      case Measure.Waiting waiting -> {
        figures.put("Waiting", new Figure(COUNT, waiting.messages()));
        figures.put("OldestWaiting", new Figure("Seconds", waiting.oldest().toSeconds()));
      }
      case Measure.SetupRejected _ -> figures.put("SetupRejected", new Figure(COUNT, 1));
      case Measure.Subscription subscription ->
          figures.put("SubscriptionLost", new Figure(COUNT, subscription.lost() ? 1 : 0));
      case Measure.Channels channels -> {
        figures.put("ChannelsDown", new Figure(COUNT, channels.down()));
        figures.put("Unconnected", new Figure(COUNT, channels.unconnectedMessages()));
      }
    }
    return figures;
  }
}
