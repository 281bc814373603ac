package io.taskwire.planfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.loopback.LoopbackServer;
import io.taskwire.core.loopback.LoopbackServer.Request;
import io.taskwire.core.planfix.Client;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.PlanfixChat.PostAnswer;
import io.taskwire.core.planfix.PlanfixChat.TaskAnswer;
import io.taskwire.core.planfix.PlanfixChat.Trouble;
import io.taskwire.core.planfix.TaskMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpPlanfixChatTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Line LINE = new Line("wazzup-sales", "EXAMPLE-TOKEN", Optional.empty());
  private static final DialogId DIALOG = DialogId.parse("whatsapp:79990000099/79990000001");
  private static final PlanfixChatId CHAT = new PlanfixChatId.OfDialog(DIALOG);
  private static final Client NORA =
      new Client(ContactId.of(DIALOG), "Nora Example", Optional.empty(), Optional.empty());

  private final HttpClient client = HttpClient.newHttpClient();
  private LoopbackServer planfix;

  @BeforeEach
  void start() throws IOException {
    planfix = new LoopbackServer();
    planfix.answersWith(200, "");
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    planfix.close();
  }

  @Test
  void theFirstMessageNamesTheTaskAndIntroducesTheContact() {
    Client nora =
        new Client(
            ContactId.of(DIALOG),
            "Nora Example",
            Optional.of("79990000001"),
            Optional.of("https://cdn.example.org/avatars/nora.jpg"));

    post(
        new TaskMessage(
            DIALOG,
            CHAT,
            nora,
            Optional.of("WhatsApp: Nora Example"),
            "Good morning! Do you repair coffee machines?\nModel K-7.",
            List.of(),
            false));

    assertThat(fields())
        .containsExactly(
            "cmd=newMessage",
            "providerId=wazzup-sales",
            "channel=whatsapp:79990000099",
            "chatId=whatsapp:79990000099/79990000001",
            "planfix_token=EXAMPLE-TOKEN",
            "message=Good morning! Do you repair coffee machines?\nModel K-7.",
            "title=WhatsApp: Nora Example",
            "contactId=phone:79990000001",
            "contactName=Nora Example",
            "contactIco=https://cdn.example.org/avatars/nora.jpg",
            "contactPhone=79990000001");
  }

  @Test
  void theNextMessageHasNoTitle() {
    post(message("It is leaking & blinking 100% of the time = Привет 🙏 ~"));

    assertThat(fields())
        .containsExactly(
            "cmd=newMessage",
            "providerId=wazzup-sales",
            "channel=whatsapp:79990000099",
            "chatId=whatsapp:79990000099/79990000001",
            "planfix_token=EXAMPLE-TOKEN",
            "message=It is leaking & blinking 100% of the time = Привет 🙏 ~",
            "contactId=phone:79990000001",
            "contactName=Nora Example");
    assertThat(planfix.requests().getFirst())
        .satisfies(
            request -> {
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.path()).isEqualTo("/webchat/api");
              assertThat(request.contentType())
                  .contains("application/x-www-form-urlencoded; charset=UTF-8");
              assertThat(request.body()).containsPattern("^[\\x21-\\x7E]+$");
            });
  }

  @Test
  void filesRepeatTheSameTwoKeysNameBeforeAddress() {
    List<FileLink> files =
        List.of(
            new FileLink("photo-1.jpg", URI.create("https://files.example.org/a/photo-1.jpg")),
            new FileLink(
                "manual page 3.pdf",
                URI.create("https://files.example.org/a/manual%20page%203.pdf")),
            new FileLink("Договор.pdf", URI.create("https://files.example.org/Договор.pdf")));

    post(new TaskMessage(DIALOG, CHAT, NORA, Optional.empty(), "[3 files]", files, false));

    assertThat(fields().subList(8, 14))
        .containsExactly(
            "attachments[name]=photo-1.jpg",
            "attachments[url]=https://files.example.org/a/photo-1.jpg",
            "attachments[name]=manual page 3.pdf",
            "attachments[url]=https://files.example.org/a/manual%20page%203.pdf",
            "attachments[name]=Договор.pdf",
            "attachments[url]=https://files.example.org/%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80.pdf");
    assertThat(planfix.requests().getFirst().body())
        .contains("&attachments%5Bname%5D=photo-1.jpg&attachments%5Burl%5D=https%3A%2F%2F");
  }

  @Test
  void onlyAMessageOfOurSideIsAnEcho() {
    post(
        new TaskMessage(
            DIALOG, CHAT, NORA, Optional.empty(), "Typed on the phone", List.of(), true));
    assertThat(fields()).hasSize(9).endsWith("isEcho=true");
  }

  @Test
  void charactersThatNoPageCanHoldAreLeftOutOfEveryField() {
    Client odd =
        new Client(ContactId.of(DIALOG), "No\u0000ra\uD83D", Optional.empty(), Optional.empty());
    post(
        new TaskMessage(
            DIALOG,
            CHAT,
            odd,
            Optional.of("Ti\u001Ftle\uFFFF"),
            "a\u0000b\tc\nd\re\u000Bf\uDE00g 🙏 \u202Eh",
            List.of(new FileLink("na\u0000me", URI.create("https://files.example.org/1"))),
            false));

    assertThat(fields())
        .contains(
            "message=ab\tc\nd\ref" + "g 🙏 \u202Eh",
            "title=Title",
            "contactName=Nora",
            "attachments[name]=name");
  }

  @Test
  void aTextOfNothingButSuchCharactersIsStillNotEmpty() {
    post(message("\u0000\u0001"));
    assertThat(fields()).contains("message=[…]");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "200, ''",
        "200, '{\"chatId\":\"c\",\"contactId\":\"k\"}'",
        "200, Thanks",
        "201, ''",
        "204, ''"
      })
  void aGoodStatusMeansTakenWhateverTheBodySays(int status, String body) {
    planfix.answersWith(status, body);
    assertThat(post(message("Hello"))).isEqualTo(new PostAnswer.Taken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Maintenance</html>", "\n <!DOCTYPE html>"})
  void aPageForPeopleIsNoAnswerWhateverItsStatusSays(String page) {
    planfix.answersWith(200, page);
    assertThat(post(message("Hello")))
        .isEqualTo(
            new PostAnswer.NotNow(
                new Trouble(Trouble.Kind.OUTAGE, "a page instead of an answer, HTTP 200")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"Invalid parameters\"}            | Invalid parameters",
        "422 | {\"error\":\"Invalid parameters\"}            | Invalid parameters",
        "400 | {error:\"Invalid parameters\"}                | HTTP 400",
        "400 | {\"error\":\"Nora, 79990000001 is unknown\"}  | HTTP 400",
        "400 | {\"error\":\"one two three four five six\"}   | HTTP 400",
        "400 | {\"error\":{\"text\":\"secret\"}}             | HTTP 400",
        "400 | {\"error\":\"\"}                              | HTTP 400",
        "400 | []                                            | HTTP 400",
        "400 | ''                                            | HTTP 400",
        "413 | <html>Nora wrote too much</html>              | HTTP 413",
        "414 | ''                                            | HTTP 414",
        "415 | ''                                            | HTTP 415"
      })
  void aMessageThatWillNeverBeTakenIsRefusedInPlanfixsPlainWords(
      int status, String body, String reason) {
    planfix.answersWith(status, body);
    assertThat(post(message("Hello"))).isEqualTo(new PostAnswer.Refused(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "401, SETUP",
    "403, SETUP",
    "404, SETUP",
    "405, SETUP",
    "301, SETUP",
    "307, SETUP",
    "402, OUTAGE",
    "408, OUTAGE",
    "425, OUTAGE",
    "429, OUTAGE",
    "451, OUTAGE",
    "500, OUTAGE",
    "502, OUTAGE",
    "503, OUTAGE",
    "599, OUTAGE"
  })
  void anyOtherStatusMeansNotNow(int status, Trouble.Kind kind) {
    planfix.answersWith(status, "{\"error\":\"Invalid token\"}");

    Trouble trouble = new Trouble(kind, "HTTP " + status);
    assertThat(post(message("Hello"))).isEqualTo(new PostAnswer.NotNow(trouble));
    assertThat(taskOf()).isEqualTo(new TaskAnswer.CouldNotAsk(trouble));
  }

  @Test
  void theTaskIsAskedForByChat() {
    planfix.answersWith(200, "{\"data\":{\"number\":2417}}");

    taskOf();

    assertThat(fields())
        .containsExactly(
            "cmd=getTask",
            "providerId=wazzup-sales",
            "planfix_token=EXAMPLE-TOKEN",
            "chatId=whatsapp:79990000099/79990000001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\":{\"number\":2417}}                                            | true",
        "{\"data\":{\"number\":\"2417\"}}                                        | true",
        "{\"data\":{\"number\":2417,\"statusIsActive\":null}}                    | true",
        "{\"data\":{\"number\":2417,\"statusIsActive\":true},\"new\":1}          | true",
        "{\"data\":{\"number\":2417,\"statusIsActive\":false}}                   | false",
        "{\"data\":\"{\\\"number\\\":2417,\\\"statusIsActive\\\":true}\"}        | true",
        "{\"data\":\"{\\\"number\\\":2417,\\\"statusIsActive\\\":false}\"}       | false",
        "{\"data\":\"{\\\"number\\\":2417}\"}                                    | true"
      })
  void aTaskIsFoundInBothFormsOfTheAnswer(String body, boolean active) {
    planfix.answersWith(200, body);
    assertThat(taskOf()).isEqualTo(new TaskAnswer.Found(2417, active));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"task not found\"}",
        "400 | {\"error\":\"Task not found\"}",
        "200 | ''",
        "200 | ' '"
      })
  void thereIsNoTaskOnlyWherePlanfixSaysSo(int status, String body) {
    planfix.answersWith(status, body);
    assertThat(taskOf()).isEqualTo(new TaskAnswer.NoTask());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"data\":null}", "{\"data\":\"\"}", "{\"data\":{}}", "{\"data\":\"{}\"}"})
  void anAnswerThatIsEmptyMeansThereIsNoTask(String body) {
    planfix.answersWith(200, body);
    assertThat(taskOf()).isEqualTo(new TaskAnswer.NoTask());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Maintenance</html>",
        "{}",
        "{\"data\":\"<html>\"}",
        "{\"data\":{\"number\":\"secret\"}}",
        "{\"data\":{\"number\":1.5}}",
        "{\"data\":{\"number\":\"-1\"}}",
        "{\"data\":{\"number\":\"\"}}",
        "{\"data\":{\"number\":\"99999999999999999999\"}}",
        "{\"data\":{\"number\":99999999999999999999}}",
        "[]",
        "{\"error\":\"secret\"}"
      })
  void anAnswerThatIsNotUnderstoodIsNoNo(String body) {
    planfix.answersWith(200, body);
    assertThat(taskOf())
        .isEqualTo(
            new TaskAnswer.CouldNotAsk(
                new Trouble(Trouble.Kind.OUTAGE, "HTTP 200 without a task's number")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":\"Invalid parameters\"} | Invalid parameters",
        "<html>task not found</html>        | HTTP 400",
        "''                                 | HTTP 400"
      })
  void anyOther400OnAQuestionIsABrokenSetUp(String body, String reason) {
    planfix.answersWith(400, body);
    assertThat(taskOf())
        .isEqualTo(new TaskAnswer.CouldNotAsk(new Trouble(Trouble.Kind.SETUP, reason)));
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (LoopbackServer elsewhere = new LoopbackServer()) {
      planfix.redirectsTo(elsewhere.address());
      assertThat(post(message("Hello")))
          .isEqualTo(new PostAnswer.NotNow(new Trouble(Trouble.Kind.SETUP, "HTTP 302")));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aServerThatNeverAnswersIsAnOutageAtTheDeadline() {
    planfix.neverAnswers();

    Trouble trouble = new Trouble(Trouble.Kind.OUTAGE, "no answer within 200 ms");
    assertThat(chat(SHORT).post(LINE, message("Hello"))).isEqualTo(new PostAnswer.NotNow(trouble));
    assertThat(chat(SHORT).taskOf(LINE, CHAT)).isEqualTo(new TaskAnswer.CouldNotAsk(trouble));
  }

  @Test
  void aMessageIsTakenWithTheStatusEvenIfTheBodyNeverEnds() throws InterruptedException {
    planfix.answersWithoutEnd(200);
    assertThat(chat(SHORT).post(LINE, message("Hello"))).isEqualTo(new PostAnswer.Taken());
    assertThat(planfix.wasHungUpOn()).isTrue();
  }

  @Test
  void aTaskIsNotFoundOutFromABodyThatNeverEnds() throws InterruptedException {
    planfix.answersWithoutEnd(200);
    assertThat(chat(SHORT).taskOf(LINE, CHAT)).isInstanceOf(TaskAnswer.CouldNotAsk.class);
    assertThat(planfix.wasHungUpOn()).isTrue();
  }

  @Test
  void aBodyBeyondAllMeasureIsNotReadToItsEnd() throws InterruptedException {
    planfix.answersWithTooMuch(400);
    assertThat(post(message("Hello"))).isEqualTo(new PostAnswer.Refused("HTTP 400"));
    assertThat(planfix.wasHungUpOn()).isTrue();
  }

  @Test
  void aBrokenConnectionIsAnOutageThatTellsOnlyItsKind() {
    planfix.breaksOff();
    assertThat(post(message("Hello")))
        .isInstanceOfSatisfying(
            PostAnswer.NotNow.class,
            answer -> {
              assertThat(answer.trouble().kind()).isEqualTo(Trouble.Kind.OUTAGE);
              assertThat(answer.trouble().reason()).matches("the connection failed: \\w+");
            });
  }

  private PostAnswer post(TaskMessage message) {
    return chat(Duration.ofSeconds(10)).post(LINE, message);
  }

  private TaskAnswer taskOf() {
    return chat(Duration.ofSeconds(10)).taskOf(LINE, CHAT);
  }

  private HttpPlanfixChat chat(Duration deadline) {
    return new HttpPlanfixChat(client, planfix.address().resolve("/webchat/api"), deadline);
  }

  private static TaskMessage message(String text) {
    return new TaskMessage(DIALOG, CHAT, NORA, Optional.empty(), text, List.of(), false);
  }

  /** The decoded fields of the only request, in their order. */
  private List<String> fields() {
    List<Request> requests = planfix.requests();
    assertThat(requests).hasSize(1);
    return Stream.of(requests.getFirst().body().split("&"))
        .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
        .toList();
  }
}
