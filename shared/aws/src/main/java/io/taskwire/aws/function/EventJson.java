package io.taskwire.aws.function;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events and answers as the JSON in which Lambda has them; of an event only what our functions look
 * at. Lambda's runtime could do that too, by reflection: that takes seven hundred classes of its
 * own, at the first message, where no {@link Rehearsal} reaches.
 */
public final class EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventJson() {}

  /** One request to a door (Lambda, payload format version 2.0). */
  public static void answer(
      InputStream in,
      OutputStream out,
      Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> door)
      throws IOException {
    JsonNode event = read(in);
    APIGatewayV2HTTPResponse response =
        door.apply(
            APIGatewayV2HTTPEvent.builder()
                .withPathParameters(texts(event.path("pathParameters")))
                .withHeaders(texts(event.path("headers")))
                .withBody(text(event, "body"))
                .withIsBase64Encoded(event.path("isBase64Encoded").asBoolean())
                .build());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("statusCode", response.getStatusCode());
    ObjectNode headers = answer.putObject("headers");
    response.getHeaders().forEach(headers::put);
    JSON.writeValue(out, answer.put("body", response.getBody()));
  }

  /** One batch of a queue for a worker (Lambda, Using Lambda with Amazon SQS). */
  public static void work(
      InputStream in, OutputStream out, Function<SQSEvent, SQSBatchResponse> worker)
      throws IOException {
    List<SQSMessage> records = new ArrayList<>();
    JsonNode batch = read(in).path("Records");
    if (!batch.isArray()) {
      // An empty answer would say that all is done.
      throw new IllegalStateException("the event has no records");
    }
    batch.forEach(record -> records.add(message(record)));
    SQSEvent event = new SQSEvent();
    event.setRecords(records);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var failures = answer.putArray("batchItemFailures");
    worker
        .apply(event)
        .getBatchItemFailures()
        .forEach(
            failure -> failures.addObject().put("itemIdentifier", failure.getItemIdentifier()));
    JSON.writeValue(out, answer);
  }

  private static SQSMessage message(JsonNode record) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(text(record, "messageId"));
    message.setReceiptHandle(text(record, "receiptHandle"));
    message.setBody(text(record, "body"));
    message.setAttributes(texts(record.path("attributes")));
    return message;
  }

  private static JsonNode read(InputStream in) throws IOException {
    try {
      return JSON.readTree(in);
    } catch (JacksonException e) {
      // Its message would show in the log what it stumbled over.
      throw new IllegalStateException("the event is no JSON");
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.path(name).textValue();
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    node.properties().stream()
        .filter(entry -> !entry.getValue().isNull())
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
