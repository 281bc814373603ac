package io.taskwire.bench.engines;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Where everything is that a function needs.
 *
 * @param control takes {@code /latency} and {@code /hang-up}, and {@code /copy} where the table is
 *     in a folder
 */
public record Addresses(
    URI sqs,
    URI dynamoDb,
    URI secrets,
    URI control,
    String inbound,
    String inboundDead,
    String outbound,
    String outboundDead,
    String table) {

  /** The same, where the table and the queues are reached by way of somebody who looks on. */
  public Addresses by(URI sqs, URI dynamoDb) {
    return new Addresses(
        sqs, dynamoDb, secrets, control, inbound, inboundDead, outbound, outboundDead, table);
  }

  /** The environment that the template gives a function. */
  public Map<String, String> environment(String secret) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.toString());
    environment.put("TASKWIRE_SETTINGS_SECRET", secret);
    environment.put("TASKWIRE_INBOUND_QUEUE", inbound);
    environment.put("TASKWIRE_INBOUND_DEAD_LETTERS", inboundDead);
    environment.put("TASKWIRE_OUTBOUND_QUEUE", outbound);
    environment.put("TASKWIRE_OUTBOUND_DEAD_LETTERS", outboundDead);
    environment.put("TASKWIRE_TABLE", table);
    environment.put("TASKWIRE_FIRST_RETRY", "PT1S");
    environment.put("TASKWIRE_METRICS", "Taskwire/bench");
    return environment;
  }
}
