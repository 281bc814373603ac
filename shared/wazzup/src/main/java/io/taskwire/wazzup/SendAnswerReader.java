package io.taskwire.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.wazzup.WazzupMessages.SendAnswer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Wazzup's answers to a message mean (Wazzup API, Sending and Common errors). Documented are
 * 201, 400, 401, 403, 429 and 500, with a code for each refusal but a status for few of them; so
 * within 4xx the code says more than the status.
 */
final class SendAnswerReader {
  // A code is a word. A row of digits in it would be somebody's number.
  private static final Pattern CODE =
      Pattern.compile("(?=[0-9_]*[A-Za-z])(?!.*[0-9]{5})[A-Za-z0-9_]{1,100}");

  /** Codes, compared like {@link #REPEATED}, that speak of the key and not of the message. */
  private static final Set<String> OF_THE_KEY =
      Set.of("forbidden", "unauthorized", "invalidapikey", "nosuchaccount");

  /**
   * Wazzup writes it in two ways: {@code REPEATED_CRM_MESSAGE_ID}, {@code repeatedCrmMessageId}.
   */
  private static final String REPEATED = "repeatedcrmmessageid";

  private SendAnswerReader() {}

  /**
   * The answer.
   *
   * @param body empty when it did not come whole
   * @param chatType of the chat it was sent to
   */
  static SendAnswer read(int status, Optional<String> body, ChatType chatType) {
    JsonNode root = body.map(SendAnswerReader::json).orElseGet(MissingNode::getInstance);
    return switch (status / 100) {
      case 2 ->
          taken(root, chatType)
              .orElseGet(() -> new SendAnswer.Unknown("HTTP " + status + " without a messageId"));
      case 3 -> redirected(status);
      case 4 -> notTaken(status, body.isPresent(), root);
      default -> new SendAnswer.Unknown("HTTP " + status);
    };
  }

  private static Optional<SendAnswer> taken(JsonNode root, ChatType chatType) {
    Fields fields = new Fields(root);
    try {
      Optional<MessageId> message = fields.extra("messageId").map(MessageId::new);
      return message.map(
          id ->
              new SendAnswer.Taken(
                  id, fields.extra("chatId").filter(chatId -> names(chatType, chatId))));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  private static boolean names(ChatType chatType, String chatId) {
    try {
      new Chat(chatType, chatId, Optional.empty());
      return true;
    } catch (IllegalArgumentException noChat) {
      return false;
    }
  }

  // Wazzup's API redirects nowhere, so the address is not its. But 303 says that the work was done
  // and where to look at it.
  private static SendAnswer redirected(int status) {
    return status == 303
        ? new SendAnswer.Unknown("HTTP 303")
        : new SendAnswer.Rejected("HTTP " + status);
  }

  private static SendAnswer notTaken(int status, boolean whole, JsonNode root) {
    return switch (status) {
      case 401 -> new SendAnswer.Rejected("HTTP 401");
      case 429 -> new SendAnswer.TooMany();
      // Not Wazzup's, and a gateway that gave up waiting says so too.
      case 408, 425 -> new SendAnswer.Unknown("HTTP " + status);
      // It may have said that the message was sent before.
      default ->
          whole
              ? refused(status, code(root))
              : new SendAnswer.Unknown("HTTP " + status + " that did not come whole");
    };
  }

  private static SendAnswer refused(int status, Optional<String> code) {
    String plain = code.map(SendAnswerReader::plain).orElse("");
    if (plain.equals(REPEATED)) {
      return new SendAnswer.Repeated();
    }
    if (OF_THE_KEY.contains(plain) || (status == 403 && code.isEmpty())) {
      return new SendAnswer.Rejected("HTTP " + status);
    }
    return new SendAnswer.Refused(code.orElse("HTTP_" + status));
  }

  private static String plain(String code) {
    return code.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** The code in any of the shapes: a word, an object around it, a list of either. */
  private static Optional<String> code(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.asText().strip()).filter(text -> CODE.matcher(text).matches());
    }
    if (node.isArray()) {
      return code(node.path(0));
    }
    return node.isObject()
        ? code(node.path("error"))
            .or(() -> code(node.path("code")))
            .or(() -> code(node.path("errors")))
        : Optional.empty();
  }

  private static JsonNode json(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
