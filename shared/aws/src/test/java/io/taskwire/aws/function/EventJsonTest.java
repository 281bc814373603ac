package io.taskwire.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static InputStream in(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  private static APIGatewayV2HTTPResponse ok() {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("content-type", "application/json"))
        .withBody("{\"ok\":\"да\"}")
        .build();
  }

  private APIGatewayV2HTTPEvent posted(String json) throws IOException {
    List<APIGatewayV2HTTPEvent> events = new ArrayList<>();
    EventJson.answer(
        in(json),
        out,
        event -> {
          events.add(event);
          return ok();
        });
    return events.getFirst();
  }

  @Test
  void aDoorGetsPathHeadersAndBodyAndItsAnswerIsWritten() throws IOException {
    APIGatewayV2HTTPEvent event =
        posted(
            """
            {"version":"2.0","rawPath":"/wazzup/x","headers":{"authorization":"Bearer key"},
             "pathParameters":{"secret":"x"},"body":"0J/RgNC40LLQtdGC","isBase64Encoded":true,
             "requestContext":{"http":{"method":"POST"}}}
            """);
    assertThat(event.getPathParameters()).isEqualTo(Map.of("secret", "x"));
    assertThat(event.getHeaders()).isEqualTo(Map.of("authorization", "Bearer key"));
    assertThat(event.getBody()).isEqualTo("0J/RgNC40LLQtdGC");
    assertThat(event.getIsBase64Encoded()).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},"
                + "\"body\":\"{\\\"ok\\\":\\\"да\\\"}\"}");
  }

  @Test
  void aRequestMayHaveNoBodyAndNoHeaders() throws IOException {
    APIGatewayV2HTTPEvent event = posted("{\"pathParameters\":{\"secret\":\"x\"}}");
    assertThat(event.getBody()).isNull();
    assertThat(event.getHeaders()).isEmpty();
    assertThat(event.getIsBase64Encoded()).isFalse();
  }

  @Test
  void aWorkerGetsItsMessagesInOrderAndNamesThoseThatStay() throws IOException {
    List<SQSMessage> messages = new ArrayList<>();
    EventJson.work(
        in(
            """
            {"Records":[
             {"messageId":"1","receiptHandle":"r1","body":"Привет","messageAttributes":{},
              "attributes":{"MessageGroupId":"g","ApproximateReceiveCount":"2"}},
             {"messageId":"2","receiptHandle":"r2","body":"{}","attributes":{}}]}
            """),
        out,
        event -> {
          messages.addAll(event.getRecords());
          return new SQSBatchResponse(List.of(new BatchItemFailure("2")));
        });
    assertThat(messages).extracting(SQSMessage::getMessageId).containsExactly("1", "2");
    SQSMessage first = messages.getFirst();
    assertThat(first.getReceiptHandle()).isEqualTo("r1");
    assertThat(first.getBody()).isEqualTo("Привет");
    assertThat(first.getAttributes())
        .isEqualTo(Map.of("MessageGroupId", "g", "ApproximateReceiveCount", "2"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "[]", "{\"Records\":null}"})
  void aBatchWithoutRecordsIsNotSaidToBeDone(String event) {
    assertThatThrownBy(() -> EventJson.work(in(event), out, _ -> new SQSBatchResponse(List.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event has no records");
    assertThat(out.size()).isZero();
  }

  @Test
  void aHeaderThatIsNullIsNone() throws IOException {
    APIGatewayV2HTTPEvent event = posted("{\"headers\":{\"authorization\":null,\"a\":\"b\"}}");
    assertThat(event.getHeaders()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void whatIsNoJsonIsNotQuoted() {
    assertThatThrownBy(() -> posted("+7 999 000-00-01"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event is no JSON")
        .hasNoCause();
  }
}
