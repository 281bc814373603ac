package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  @Test
  void theOnlyWaysInAreTheTwoDoors() {
    assertThat(Template.resources("AWS::Serverless::HttpApi")).containsExactly("Api");
    Map<String, String> routes = new TreeMap<>();
    for (String function : Template.resources("AWS::Serverless::Function")) {
      Template events = Template.properties(function).at("Events");
      for (String name : events.keys()) {
        if (events.at(name).at("Type").text().equals("HttpApi")) {
          Template route = events.at(name).at("Properties");
          assertThat(route.at("ApiId").text()).isEqualTo("!Ref Api");
          assertThat(route.at("PayloadFormatVersion").text()).isEqualTo("2.0");
          routes.put(route.at("Method").text() + " " + route.at("Path").text(), function);
        }
      }
    }
    assertThat(routes)
        .isEqualTo(
            Map.of(
                "POST /wazzup/{secret}",
                "WazzupWebhookFunction",
                "POST /planfix/{secret}",
                "PlanfixWebhookFunction"));
  }

  @Test
  void theAccessLogHasTheRouteAndNeverThePathWhichHoldsASecret() throws JsonProcessingException {
    Template log = Template.properties("Api").at("AccessLogSettings");
    assertThat(log.at("DestinationArn").text()).isEqualTo("!GetAtt ApiLog.Arn");
    assertThat(Template.properties("ApiLog").has("RetentionInDays")).isTrue();
    String format = log.at("Format").text();
    assertThat(format).doesNotContain("\n").doesNotContainIgnoringCase("path");
    ObjectNode fields = new ObjectMapper().readValue(format, ObjectNode.class);
    assertThat(fields.properties().stream().map(field -> field.getValue().textValue()))
        .containsExactlyInAnyOrder(
            "$context.requestId",
            "$context.requestTime",
            "$context.identity.sourceIp",
            "$context.routeKey",
            "$context.status",
            "$context.responseLatency",
            "$context.responseLength",
            "$context.integrationStatus",
            "$context.integrationErrorMessage");
  }

  @Test
  void aFloodIsThrottled() {
    Template limits = Template.properties("Api").at("DefaultRouteSettings");
    assertThat((int) limits.at("ThrottlingRateLimit").value()).isBetween(100, 1000);
    assertThat((int) limits.at("ThrottlingBurstLimit").value()).isBetween(100, 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WazzupWebhookFunction", "PlanfixWebhookFunction"})
  void aDoorAnswersBeforeApiGatewayGivesUp(String door) {
    assertThat((int) Template.properties(door).at("Timeout").value()).isLessThan(30);
  }
}
