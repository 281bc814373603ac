package io.taskwire.local.sim.planfix;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of Planfix to a connector.
 *
 * @param attempt 1 for the first, higher for repeats
 * @param fields what was sent, without the token
 * @param status what the connector answered, null when it did not answer in time
 * @param body its answer as text, null likewise
 * @param failure why there is no answer, null when there is one
 */
public record ConnectorCall(
    String providerId,
    int task,
    String messageId,
    int attempt,
    Instant sentAt,
    Instant answeredAt,
    Map<String, List<String>> fields,
    @Nullable Integer status,
    @Nullable String body,
    @Nullable String failure) {

  /** Planfix chat API, newMessage from Planfix: 200 means taken. */
  boolean taken() {
    return status != null && status == 200;
  }
}
