package io.taskwire.aws.function;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The environment variables of a function. What is missing or malformed is refused by its name. */
public record Environment(Map<String, String> variables) {
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /** A variable that must be there. */
  public String required(String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalStateException("the environment variable " + name + " is missing");
    }
    return value;
  }

  /** A duration in ISO-8601, e.g. {@code PT1S}; the other one where it is not set. */
  public Duration duration(String name, Duration otherwise) {
    String value = variables.getOrDefault(name, "");
    if (value.isBlank()) {
      return otherwise;
    }
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException malformed) {
      throw new IllegalStateException(
          "the environment variable " + name + " must be a duration like PT1S", malformed);
    }
  }
}
