package io.taskwire.local.sim.planfix;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * One entry under "Planfix API for chats": a connector with its name, the two secrets and the
 * address at which it takes calls.
 *
 * @param providerId the connector's name for Planfix, without {@code ~}
 * @param planfixToken what the connector shows to Planfix
 * @param token what Planfix shows to the connector
 * @param connector where Planfix posts to; a query string survives
 * @param displayName what employees see and what ends up in the names of tasks
 * @param defaultAuthor email of the employee who is author of outgoing messages of nobody
 */
public record PlanfixLine(
    String providerId,
    String planfixToken,
    String token,
    URI connector,
    String displayName,
    String defaultAuthor) {

  public PlanfixLine {
    requireNonNull(connector, "connector");
    requireNonNull(displayName, "displayName");
    requireNonNull(defaultAuthor, "defaultAuthor");
    if (providerId.isBlank() || providerId.contains("~")) {
      throw new IllegalArgumentException("providerId must be there and have no ~");
    }
    if (planfixToken.isBlank() || token.isBlank()) {
      throw new IllegalArgumentException("both tokens must be there");
    }
  }

  /** The only line of the simple set-up: {@code taskwire}, used by Olga Manager. */
  public static PlanfixLine taskwire(String planfixToken, String token, URI connector) {
    return new PlanfixLine(
        "taskwire", planfixToken, token, connector, "Taskwire", Employee.OLGA.email());
  }

  /**
   * A line as an administrator sets it up.
   *
   * @param channel the number or account that its name tells; empty for a line of any channel
   */
  public static PlanfixLine of(
      String providerId,
      String planfixToken,
      String token,
      URI connector,
      Optional<String> channel) {
    return new PlanfixLine(
        providerId,
        planfixToken,
        token,
        connector,
        channel.map(name -> "Taskwire " + name).orElse("Taskwire"),
        Employee.OLGA.email());
  }

  @Override
  public String toString() {
    return "PlanfixLine[" + providerId + " at " + connector.getHost() + "]";
  }
}
