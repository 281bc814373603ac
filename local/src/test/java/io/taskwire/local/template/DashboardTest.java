package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an operator sees at a glance. */
class DashboardTest {
  private static final String OWN = "Taskwire/${AWS::StackName}";

  @Test
  void itShowsEveryMetricThatTheFunctionsWrite() {
    Set<String> written =
        matches(
            Pattern.compile("figures\\.put\\(\\s*\"(\\w+)\""),
            Repository.text("shared/aws/src/main/java/io/taskwire/aws/function/MetricLog.java"));
    assertThat(written).hasSizeGreaterThan(8);
    Set<String> shown = matches(Pattern.compile("MetricName=\"(\\w+)\""), expressions());
    for (JsonNode metric : metrics()) {
      if (metric.path(0).asText().equals(OWN)) {
        shown.add(metric.path(1).asText());
      }
    }
    assertThat(shown).isEqualTo(written);
  }

  @Test
  void alarmsLookAtMetricsThatItShows() {
    List<String> shown =
        metrics().stream()
            .map(metric -> metric.path(0).asText() + " " + metric.path(1).asText())
            .toList();
    assertThat(
            Template.resources("AWS::CloudWatch::Alarm").stream()
                .map(Template::properties)
                .filter(alarm -> alarm.has("MetricName"))
                .map(
                    alarm ->
                        alarm.at("Namespace").text().replaceFirst("!Sub ", "")
                            + " "
                            + alarm.at("MetricName").text()))
        .isSubsetOf(shown);
  }

  @Test
  void itShowsEveryQueueAndEveryFunctionAndThisStackOnly() {
    String body = body();
    assertThat(Template.resources("AWS::SQS::Queue"))
        .allSatisfy(queue -> assertThat(body).contains("${" + queue + ".QueueName}"));
    assertThat(Template.resources("AWS::Serverless::Function"))
        .allSatisfy(function -> assertThat(body).contains("${" + function + "}"));
    assertThat(matches(Pattern.compile("\\$\\{([^!}.]+)[.}]"), body)).isSubsetOf(known());
    assertThat(Template.properties("Dashboard").at("DashboardName").text())
        .isEqualTo("!Ref AWS::StackName");
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(Template.of("Resources").keys());
    known.addAll(Set.of("AWS::Region", "AWS::StackName"));
    return known;
  }

  private static String body() {
    String body = Template.properties("Dashboard").at("DashboardBody").text();
    assertThat(body).startsWith("!Sub ");
    return body.substring("!Sub ".length());
  }

  private static List<JsonNode> metrics() {
    List<JsonNode> metrics = new ArrayList<>();
    for (JsonNode widget : json().path("widgets")) {
      widget.path("properties").path("metrics").forEach(metrics::add);
    }
    assertThat(metrics).isNotEmpty();
    return metrics;
  }

  private static String expressions() {
    return metrics().stream()
        .map(metric -> metric.path(0).path("expression").asText())
        .collect(Collectors.joining(" "));
  }

  private static JsonNode json() {
    try {
      return new ObjectMapper().readTree(body());
    } catch (JsonProcessingException broken) {
      throw new AssertionError("the dashboard is no JSON", broken);
    }
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(DashboardTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(MatchResult match) {
    return match.group(1);
  }
}
