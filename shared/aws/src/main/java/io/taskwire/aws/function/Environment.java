package io.taskwire.aws.function;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** The environment variables of a function. What is missing or malformed is refused by its name. */
public record Environment(Map<String, String> variables) {
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /** A variable that must be there. */
  public String required(String name) {
    return optional(name)
        .orElseThrow(
            () -> new IllegalStateException("the environment variable " + name + " is missing"));
  }

  /** A variable that may be there. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** A whole number that is not negative; the other one where it is not set. */
  public int number(String name, int otherwise) {
    return optional(name)
        .map(
            value -> {
              if (!value.matches("\\d{1,9}")) {
                throw new IllegalStateException(
                    "the environment variable " + name + " must be a whole number");
              }
              return Integer.parseInt(value);
            })
        .orElse(otherwise);
  }

  /** A duration in ISO-8601, e.g. {@code PT1S}; the other one where it is not set. */
  public Duration duration(String name, Duration otherwise) {
    try {
      return optional(name).map(Duration::parse).orElse(otherwise);
    } catch (DateTimeParseException malformed) {
      throw new IllegalStateException(
          "the environment variable " + name + " must be a duration like PT1S", malformed);
    }
  }
}
