package io.taskwire.local.sim.planfix;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the connector to the chat API.
 *
 * @param cmd null when there was none
 * @param fields the decoded form without the token
 * @param status the answer, null when the connection was dropped instead
 * @param fault the fault that was played, null without one
 */
public record ApiCall(
    Instant receivedAt,
    Instant answeredAt,
    @Nullable String cmd,
    Map<String, List<String>> fields,
    @Nullable Integer status,
    @Nullable String body,
    Fault.@Nullable Kind fault) {}
