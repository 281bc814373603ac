package io.taskwire.planfix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.taskwire.core.planfix.PlanfixChat.PostAnswer;
import io.taskwire.core.planfix.PlanfixChat.TaskAnswer;
import io.taskwire.core.planfix.PlanfixChat.Trouble;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Planfix's answers mean. Documented are 200, 400 and 401; anything else is judged by what the
 * status means in HTTP (Planfix chat API, answers). A body may be missing, broken off or HTML.
 */
final class AnswerReader {
  // A few plain words can't name a person, a number or an address.
  private static final Pattern PLAIN_WORDS = Pattern.compile("[A-Za-z]+(?:[ _][A-Za-z]+){0,4}");
  private static final int LONGEST_WORDS = 40;

  // As many as surely fit a long.
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private AnswerReader() {}

  /**
   * The answer to newMessage. What a good one holds is not documented, so it is not looked at; but
   * a page for people is not Planfix's answer, it comes from something in front of it.
   */
  static PostAnswer post(int status, Optional<String> body) {
    if (status >= 200 && status < 300) {
      return body.filter(text -> text.stripLeading().startsWith("<")).isPresent()
          ? new PostAnswer.NotNow(
              new Trouble(Trouble.Kind.OUTAGE, "a page instead of an answer, HTTP " + status))
          : new PostAnswer.Taken();
    }
    return switch (status) {
      case 400, 413, 414, 415, 422 -> new PostAnswer.Refused(error(body).orElse("HTTP " + status));
      default -> new PostAnswer.NotNow(trouble(status));
    };
  }

  /** The answer to getTask. */
  static TaskAnswer task(int status, Optional<String> body) {
    if (status == 200 && body.isPresent()) {
      return body.get().isBlank()
          ? new TaskAnswer.NoTask()
          : found(body.get())
              .orElseGet(
                  () -> couldNotAsk(Trouble.Kind.OUTAGE, "HTTP 200 without a task's number"));
    }
    if (status == 400) {
      Optional<String> error = error(body);
      return error.filter("task not found"::equalsIgnoreCase).isPresent()
          ? new TaskAnswer.NoTask()
          : couldNotAsk(Trouble.Kind.SETUP, error.orElse("HTTP 400"));
    }
    return new TaskAnswer.CouldNotAsk(trouble(status));
  }

  // `data` is an object by the documentation; clients in production also met a string that holds
  // JSON.
  private static Optional<TaskAnswer> found(String body) {
    JsonNode data = json(body).path("data");
    JsonNode task = data.isTextual() ? json(data.asText()) : data;
    boolean nothing =
        data.isNull() || (data.isTextual() && data.asText().isBlank()) || isEmptyContainer(task);
    if (nothing) {
      return Optional.of(new TaskAnswer.NoTask());
    }
    return number(task.path("number"))
        .map(number -> new TaskAnswer.Found(number, task.path("statusIsActive").asBoolean(true)));
  }

  private static Optional<Long> number(JsonNode number) {
    if (number.isTextual() && DIGITS.matcher(number.asText()).matches()) {
      return Optional.of(Long.valueOf(number.asText()));
    }
    return number.isIntegralNumber() && number.canConvertToLong()
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  private static boolean isEmptyContainer(JsonNode node) {
    return node.isContainerNode() && node.isEmpty();
  }

  private static Optional<String> error(Optional<String> body) {
    return body.map(text -> json(text).path("error").asText().strip())
        .filter(words -> words.length() <= LONGEST_WORDS && PLAIN_WORDS.matcher(words).matches());
  }

  private static Trouble trouble(int status) {
    boolean setup =
        switch (status) {
          case 401, 403, 404, 405 -> true;
          default -> status >= 300 && status < 400;
        };
    return new Trouble(setup ? Trouble.Kind.SETUP : Trouble.Kind.OUTAGE, "HTTP " + status);
  }

  private static TaskAnswer couldNotAsk(Trouble.Kind kind, String reason) {
    return new TaskAnswer.CouldNotAsk(new Trouble(kind, reason));
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
