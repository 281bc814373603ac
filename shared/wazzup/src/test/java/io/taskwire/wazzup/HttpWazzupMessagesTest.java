package io.taskwire.wazzup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.loopback.LoopbackServer;
import io.taskwire.core.loopback.LoopbackServer.Request;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Route;
import io.taskwire.core.wazzup.Sending;
import io.taskwire.core.wazzup.WazzupMessages.SendAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpWazzupMessagesTest {
  private static final String KEY = "secret-key";
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String MESSAGE = "bf98165f-4f52-4ec5-b58d-a8f740eb1a62";
  private static final Route NORA =
      route("whatsapp:79990000099/79990000001", "5d92f893-58d1-43ca-a756-e3466e1ef788");
  private static final Sending HELLO = sending(NORA, text("Hello"), "task-1042-msg-7");

  private final HttpClient client = HttpClient.newHttpClient();
  private LoopbackServer wazzup;

  @BeforeEach
  void start() throws IOException {
    wazzup = new LoopbackServer();
    wazzup.answersWith(201, Fixtures.message("response-201"));
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    wazzup.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/sim/wazzup", "/sim/wazzup/"})
  void itPostsJsonWithTheKeyWhateverTheAddressEndsWith(String path) {
    new HttpWazzupMessages(client, URI.create(wazzup.address() + path), KEY).send(HELLO);

    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Request request = wazzup.requests().getFirst();
    assertThat(wazzup.requests()).hasSize(1);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo(base + "/v3/message");
    assertThat(request.authorization()).contains("Bearer " + KEY);
    assertThat(request.contentType()).contains("application/json");
  }

  @Test
  void aTextGoesToTheChat() {
    send(sending(NORA, text("Your order is ready."), "task-1042-msg-7"));
    assertPosted("request-text");
  }

  @Test
  void aFileGoesAsItsLinkWithoutText() {
    send(
        sending(
            NORA, file("https://files.example.org/t/8c1f/invoice-1042.pdf"), "task-1042-msg-8"));
    assertPosted("request-content");
  }

  @Test
  void aQuoteNamesTheMessage() {
    send(
        new Sending(
            NORA,
            text("Answering this one."),
            Optional.of(new MessageId("5d240b4d-b965-45a4-a9cc-29416dccdbbf")),
            new CrmMessageId("task-1042-msg-9")));
    assertPosted("request-quote");
  }

  @Test
  void aDirectMessageNamesTheInstagramChat() {
    Route direct =
        route("instagram:example.shop/fictional.client", "e5519c69-3c00-4d82-b2db-9ef63cea03d9");
    send(sending(direct, text("Yes, we deliver."), "task-2001-msg-1"));
    assertPosted("request-instagram-direct");
  }

  @Test
  void anAnswerUnderAPostQuotesTheComment() {
    Route comment =
        route(
            "instagram:example.shop/fictional.client/post:3100000000000000001_40000000001",
            "e5519c69-3c00-4d82-b2db-9ef63cea03d9");
    send(
        new Sending(
            comment,
            text("It costs 1000."),
            Optional.of(new MessageId("4cfeea53-7c26-482a-aed7-67432c6de0d6")),
            new CrmMessageId("task-2001-msg-2")));
    assertPosted("request-instagram-comment-public");
  }

  @Test
  void whoeverIsKnownOnlyByPhoneIsWrittenToByPhoneAndTheChatIsLearnt() {
    wazzup.answersWith(201, Fixtures.message("response-201-by-phone"));
    Route stranger =
        route("telegram:79990000097/phone:79990000004", "ec4c7f67-8b60-4ece-b6aa-0bfacf4bc3ac");

    assertThat(send(sending(stranger, text("Hello"), "task-3001-msg-2")))
        .isEqualTo(
            new SendAnswer.Taken(
                new MessageId("204f7dad-2f76-40ad-ab5a-6290934fd751"), Optional.of("900000001")));
    assertPosted("request-telegram-by-phone");
  }

  @Test
  void everyCharacterOfATextArrives() {
    String odd = "\"quoted\" \\ back\nПривет 🙏 </script> \u0000 \u2028";
    send(sending(NORA, text(odd), "task-1042-msg-7"));
    assertThat(posted().path("text").asText()).isEqualTo(odd);
  }

  @Test
  void halfACharacterDoesNotStopTheMessage() {
    assertThat(send(sending(NORA, text("half \uD83D of one"), "task-1042-msg-7")))
        .isInstanceOf(SendAnswer.Taken.class);
    assertThat(posted().path("text").asText()).isEqualTo("half ? of one");
  }

  @Test
  void aLinkInAnotherScriptIsEscaped() {
    send(sending(NORA, file("https://files.example.org/Договор.pdf"), "task-1042-msg-8"));
    assertThat(posted().path("contentUri").asText())
        .isEqualTo("https://files.example.org/%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80.pdf");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void anAnswerWithAMessageIdMeansTaken(int status) {
    wazzup.answersWith(status, Fixtures.message("response-201"));
    assertThat(send(HELLO))
        .isEqualTo(new SendAnswer.Taken(new MessageId(MESSAGE), Optional.of("79990000001")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "'{\"messageId\":\"m-1\"}'                                      | none",
        "'{\"messageId\":\"m-1\",\"chatId\":null}'                      | none",
        "'{\"messageId\":\"m-1\",\"chatId\":\" \"}'                     | none",
        "'{\"messageId\":\"m-1\",\"chatId\":{\"id\":\"79990000001\"}}'  | none",
        "'{\"messageId\":\"m-1\",\"chatId\":\"7999\\u0000\"}'           | none",
        "'{\"messageId\":\"m-1\",\"chatId\":79990000001,\"new\":[]}'    | 79990000001"
      })
  void theChatIsToldOnlyWhereItCanBeRead(String body, String chatId) {
    wazzup.answersWith(201, body);
    assertThat(send(HELLO))
        .isEqualTo(new SendAnswer.Taken(new MessageId("m-1"), Optional.ofNullable(chatId)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "<html>Maintenance</html>",
        "null",
        "[]",
        "{}",
        "{\"messageId\":null}",
        "{\"messageId\":\"\"}",
        "{\"messageId\":{}}",
        "{\"messageId\":\"two words\"}",
        "{\"chatId\":\"79990000001\"}",
        "{\"error\":\"CHANNEL_BLOCKED\"}",
        "{\"messageId\":\"" + MESSAGE + "\""
      })
  void anAnswerThatNamesNoMessageLeavesTheOutcomeUnknown(String body) {
    for (int status : List.of(200, 201)) {
      wazzup.answersWith(status, body);
      assertThat(send(HELLO))
          .isEqualTo(new SendAnswer.Unknown("HTTP " + status + " without a messageId"));
    }
  }

  @ParameterizedTest
  @MethodSource("io.taskwire.wazzup.Fixtures#messageErrors")
  void everyDocumentedRefusalKeepsItsCode(String sample) {
    wazzup.answersWith(400, Fixtures.message(sample));
    String code = sample.substring("error-".length());
    SendAnswer expected =
        switch (code) {
          case "REPEATED_CRM_MESSAGE_ID", "repeatedCrmMessageId-prose-variant" ->
              new SendAnswer.Repeated();
          case "FORBIDDEN" -> new SendAnswer.Rejected("HTTP 400");
          default -> new SendAnswer.Refused(code);
        };
    assertThat(send(HELLO)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":400,\"requestId\":\"4f0c\",\"error\":\"BAD_CONTACT\",\"description\":\"x\"}",
        "{\"error\":\"BAD_CONTACT\",\"description\":\"CHANNEL_BLOCKED\",\"data\":{}}",
        "{\"error\":{\"code\":\"BAD_CONTACT\"}}",
        "{\"error\":{\"error\":\"BAD_CONTACT\"}}",
        "{\"errors\":[{\"code\":\"BAD_CONTACT\"},{\"code\":\"CHANNEL_BLOCKED\"}]}",
        "{\"errors\":[{\"error\":\"BAD_CONTACT\"}]}",
        "{\"errors\":[\"BAD_CONTACT\"]}",
        "{\"error\":null,\"errors\":[\"BAD_CONTACT\"]}",
        "{\"error\":\"The number 79990000001\",\"code\":\"BAD_CONTACT\"}",
        "[{\"error\":\" BAD_CONTACT \"}]"
      })
  void theCodeIsFoundInEveryShapeOfARefusal(String body) {
    for (int status : List.of(400, 403, 404, 409, 422)) {
      wazzup.answersWith(status, body);
      assertThat(send(HELLO)).isEqualTo(new SendAnswer.Refused("BAD_CONTACT"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Bad Request</html>",
        "null",
        "[]",
        "{}",
        "{\"error\":\"\"}",
        "{\"error\":400}",
        "{\"error\":true}",
        "{\"error\":\"79990000001\"}",
        "{\"error\":\"N79990000001\"}",
        "{\"error\":\"Nora wrote: Hello\"}",
        "{\"error\":\"https://files.example.org/secret\"}",
        "{\"error\":\"ПЛОХО\"}",
        "{\"errors\":[]}",
        "{\"description\":\"CHANNEL_BLOCKED\"}",
        "{\"error\":\"BAD_CONTACT\""
      })
  void aRefusalWithoutAPlainCodeIsNamedByItsStatus(String body) {
    for (int status : List.of(400, 402, 404, 405, 409, 413, 422, 451)) {
      wazzup.answersWith(status, body);
      assertThat(send(HELLO)).isEqualTo(new SendAnswer.Refused("HTTP_" + status));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"24_HOURS_EXCEEDED", "invalidData2", "A"})
  void aCodeIsAWordOfLettersDigitsAndUnderscores(String code) {
    wazzup.answersWith(400, "{\"error\":\"%s\"}".formatted(code));
    assertThat(send(HELLO)).isEqualTo(new SendAnswer.Refused(code));
  }

  @Test
  void aCodeBeyondAllMeasureIsNone() {
    wazzup.answersWith(400, "{\"error\":\"%s\"}".formatted("A".repeat(101)));
    assertThat(send(HELLO)).isEqualTo(new SendAnswer.Refused("HTTP_400"));
  }

  @Test
  void anAnswerNestedWithoutEndIsNoCode() {
    wazzup.answersWith(400, "{\"error\":".repeat(100_000));
    assertThat(send(HELLO)).isEqualTo(new SendAnswer.Refused("HTTP_400"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | ''",
        "401 | {\"error\":\"INVALID_API_KEY\"}",
        "401 | {\"error\":\"BAD_CONTACT\"}",
        "403 | ''",
        "403 | <html>Forbidden</html>",
        "403 | {\"error\":\"FORBIDDEN\"}",
        "403 | {\"error\":{\"code\":\"forbidden\"}}",
        "400 | {\"error\":\"INVALID_API_KEY\"}",
        "400 | {\"error\":\"invalidApiKey\"}",
        "404 | {\"error\":\"NO_SUCH_ACCOUNT\"}"
      })
  void aKeyThatWazzupDoesNotTakeIsABrokenSetUp(int status, String body) {
    wazzup.answersWith(status, body);
    assertThat(send(HELLO)).isEqualTo(new SendAnswer.Rejected("HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Slow down</html>", "{\"error\":\"TOO_MANY_REQUESTS\"}"})
  void tooManyRequestsAreNoRefusalOfTheMessage(String body) {
    wazzup.answersWith(429, body);
    assertThat(send(HELLO)).isEqualTo(new SendAnswer.TooMany());
  }

  @ParameterizedTest
  @ValueSource(ints = {303, 408, 425, 500, 502, 503, 504, 599})
  void anyOtherTroubleLeavesTheOutcomeUnknown(int status) {
    for (String body : List.of("", "{\"error\":\"BAD_CONTACT\"}", "{\"messageId\":\"m-1\"}")) {
      wazzup.answersWith(status, body);
      assertThat(send(HELLO)).isEqualTo(new SendAnswer.Unknown("HTTP " + status));
    }
  }

  @Test
  void aRedirectIsNotFollowedAndIsABrokenSetUp() throws IOException {
    try (LoopbackServer elsewhere = new LoopbackServer()) {
      wazzup.redirectsTo(elsewhere.address());
      assertThat(send(HELLO)).isEqualTo(new SendAnswer.Rejected("HTTP 302"));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aServerThatNeverAnswersIsLeftAtTheDeadlineAndAskedOnce() {
    wazzup.neverAnswers();
    assertThat(send(HELLO, SHORT)).isEqualTo(new SendAnswer.Unknown("no answer within 200 ms"));
    assertThat(wazzup.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, HTTP 200 without a messageId",
    "400, HTTP 400 that did not come whole",
    "403, HTTP 403 that did not come whole",
    "500, HTTP 500"
  })
  void anAnswerWithoutEndTellsNothing(int status, String reason) throws InterruptedException {
    wazzup.answersWithoutEnd(status);
    assertThat(send(HELLO, SHORT)).isEqualTo(new SendAnswer.Unknown(reason));
    assertThat(wazzup.wasHungUpOn()).isTrue();
  }

  @Test
  void anAnswerBeyondAllMeasureIsNotReadToItsEnd() throws InterruptedException {
    wazzup.answersWithTooMuch(201);
    assertThat(send(HELLO)).isInstanceOf(SendAnswer.Unknown.class);
    assertThat(wazzup.wasHungUpOn()).isTrue();
  }

  @Test
  void aBrokenConnectionTellsOnlyItsKindAndIsNotTriedAgain() {
    wazzup.breaksOff();
    assertThat(send(HELLO))
        .isInstanceOfSatisfying(
            SendAnswer.Unknown.class,
            answer -> assertThat(answer.reason()).matches("the connection failed: \\w+"));
    assertThat(wazzup.requests()).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereTellsOnlyTheKindOfFailure() {
    URI nobody = wazzup.address();
    wazzup.close();
    assertThat(new HttpWazzupMessages(client, nobody, KEY).send(HELLO))
        .isEqualTo(new SendAnswer.Unknown("the connection failed: ConnectException"));
  }

  @Test
  void whoeverIsInterruptedSendsNothing() {
    Thread.currentThread().interrupt();

    SendAnswer answer = send(HELLO);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer).isEqualTo(new SendAnswer.Unknown("interrupted before sending"));
    assertThat(wazzup.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\nkey", "secret\r\nX-More: 1", "ключ", "secret\u0000"})
  void aKeyThatCannotBeSentIsABrokenSetUpAndNotShown(String key) {
    assertThat(new HttpWazzupMessages(client, wazzup.address(), key).send(HELLO))
        .isEqualTo(new SendAnswer.Rejected("the address or the key can't be used in a request"));
    assertThat(wazzup.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "wazzup",
        "mailto:somebody",
        "ftp://127.0.0.1",
        "http:///v3",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:0",
        "http://a_b:1"
      })
  void anAddressThatCannotBeUsedIsABrokenSetUp(String address) {
    assertThat(new HttpWazzupMessages(client, URI.create(address), KEY).send(HELLO))
        .isEqualTo(new SendAnswer.Rejected("the address or the key can't be used in a request"));
  }

  private SendAnswer send(Sending sending) {
    return send(sending, Duration.ofSeconds(10));
  }

  private SendAnswer send(Sending sending, Duration deadline) {
    return new HttpWazzupMessages(client, wazzup.address(), KEY, deadline).send(sending);
  }

  private void assertPosted(String sample) {
    assertThat(posted()).isEqualTo(json(Fixtures.message(sample)));
  }

  private JsonNode posted() {
    assertThat(wazzup.requests()).hasSize(1);
    return json(wazzup.requests().getFirst().body());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Payload text(String text) {
    return new Payload.Text(text);
  }

  private static Payload file(String link) {
    return new Payload.File(URI.create(link));
  }

  private static Sending sending(Route route, Payload payload, String crmMessageId) {
    return new Sending(route, payload, Optional.empty(), new CrmMessageId(crmMessageId));
  }

  private static Route route(String dialog, String address) {
    DialogId id = DialogId.parse(dialog);
    return Route.of(
        new Dialog(
            id,
            id.chat().id(),
            new PlanfixChatId.OfDialog(id),
            "taskwire",
            ContactId.of(id),
            "Nora Example",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            false,
            Optional.empty()),
        new Channel(
            id.channel(),
            true,
            Optional.of(new ChannelId(address)),
            Optional.empty(),
            Optional.empty()));
  }
}
