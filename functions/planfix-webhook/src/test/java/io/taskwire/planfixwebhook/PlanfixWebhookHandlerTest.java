package io.taskwire.planfixwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.fakes.FakeMeter;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.HandClock;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.watch.Measure;
import io.taskwire.core.watch.Provider;
import io.taskwire.planfix.QueuedComment;
import io.taskwire.planfix.UnreadableComment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door with calls as Planfix makes them. */
class PlanfixWebhookHandlerTest {
  private static final String SECRET = "local-planfix-secret";
  private static final String TOKEN = "local-token-from-planfix";
  private static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");
  private static final String IDS =
      "{\"chatId\":\"whatsapp:79990000099/79990000001\",\"contactId\":\"phone:79990000001\"}";
  private static final Context UNASKED =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("the door asks for " + method.getName());
              });

  private final FakeQueue queue = new FakeQueue(new HandClock(NOW));
  private final Settings settings = new Settings();
  private final FakeMeter meter = new FakeMeter();
  private final PlanfixWebhookHandler door =
      new PlanfixWebhookHandler(new DoorParts(settings, queue, meter, new HandClock(NOW)));

  /** Settings that may have become others since they were read. */
  private static final class Settings implements SettingsSource<PlanfixDoorSettings> {
    Optional<PlanfixDoorSettings> remembered = Optional.of(with(SECRET, TOKEN, null));
    Optional<PlanfixDoorSettings> written = remembered;

    @Override
    public Optional<PlanfixDoorSettings> current() {
      return remembered;
    }

    @Override
    public Optional<PlanfixDoorSettings> again() {
      remembered = written;
      return remembered;
    }
  }

  private static PlanfixDoorSettings with(String secret, String token, @Nullable String channel) {
    return new PlanfixDoorSettings(
        List.of(secret),
        List.of(
            new PlanfixDoorSettings.Line(
                "taskwire", token, Optional.ofNullable(channel).map(ChannelIdentity::parse))));
  }

  private static String sample(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            PlanfixWebhookHandlerTest.class.getResourceAsStream("/calls/" + name + ".form"))) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private APIGatewayV2HTTPResponse call(String body) {
    return call(SECRET, body);
  }

  /** API Gateway hands forms over in base64. */
  private APIGatewayV2HTTPResponse call(String secret, String body) {
    return door.handleRequest(
        APIGatewayV2HTTPEvent.builder()
            .withPathParameters(Map.of("secret", secret))
            .withHeaders(Map.of("content-type", "application/x-www-form-urlencoded"))
            .withBody(Base64.getEncoder().encodeToString(body.getBytes(UTF_8)))
            .withIsBase64Encoded(true)
            .build(),
        UNASKED);
  }

  private static void is(APIGatewayV2HTTPResponse answer, int status, String body) {
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(answer.getBody()).isEqualTo(body);
    assertThat(answer.getHeaders()).containsEntry("content-type", "application/json");
  }

  private Comment queued() throws UnreadableComment {
    List<FakeQueue.Received> messages = queue.receive(FakeQueue.LARGEST_BATCH);
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().body()).doesNotContain(TOKEN);
    return (Comment) QueuedComment.decode(messages.getFirst().body());
  }

  @Test
  void aReplyIsQueuedAndAnsweredWithChatAndContact() throws UnreadableComment {
    is(call(sample("reply")), 200, IDS);

    Comment comment = queued();
    assertThat(comment.id().messageId()).isEqualTo("7310042");
    assertThat(comment.chat()).hasToString("whatsapp:79990000099/79990000001");
    assertThat(comment.first()).isFalse();
    assertThat(comment.phone()).contains("79990000001");
    assertThat(comment.channel()).contains("11111111-2222-4333-8444-555555555555");
    assertThat(comment.text()).isEqualTo("Hello Ivan, yes we do. When may we come?");
    assertThat(comment.receivedAt()).isEqualTo(NOW);
  }

  @Test
  void bothFilesOfACommentWithoutATextAreQueued() throws UnreadableComment {
    is(call(sample("two-files")), 200, IDS);

    Comment comment = queued();
    assertThat(comment.text()).isEmpty();
    assertThat(comment.files()).extracting(FileLink::name).containsExactly("price.pdf", "plan.png");
    assertThat(comment.files())
        .extracting(file -> file.url().toString())
        .containsExactly(
            "https://planfix.example.org/file/examplehash0001",
            "https://planfix.example.org/file/examplehash0002");
  }

  @Test
  void aTextIsQueuedWithAllThatTheEditorLeftInIt() throws UnreadableComment {
    is(call(sample("quote-and-link")), 200, IDS);
    assertThat(queued().text())
        .isEqualTo(
            """
            >> It is leaking & blinking 100% of the time
            >>\s
            Please switch it off. Guide: here [ https://support.example.org/k7 ]""");
  }

  @Test
  void htmlIsQueuedAsItCame() throws UnreadableComment {
    is(call(sample("html")), 200, IDS);
    assertThat(queued().text())
        .isEqualTo("<p>First line&nbsp;here</p><p><b>Second</b> &laquo;line&raquo;</p>");
  }

  @Test
  void aFirstMessageIsAnsweredWithIdsThatThePhoneGives() throws UnreadableComment {
    is(
        call(sample("first-message")),
        200,
        "{\"chatId\":\"phone:79990000002\",\"contactId\":\"phone:79990000002\"}");
    assertThat(queued().first()).isTrue();
  }

  @Test
  void aFirstMessageByAChannelsLineIsAnsweredWithTheDialog() throws UnreadableComment {
    settings.remembered = Optional.of(with(SECRET, TOKEN, "telegram:79990000096"));
    is(
        call(sample("first-message")),
        200,
        "{\"chatId\":\"telegram:79990000096/phone:79990000002\","
            + "\"contactId\":\"phone:79990000002\"}");
    assertThat(queued().first()).isTrue();
  }

  @Test
  void aFormThatComesAsTextIsReadToo() throws UnreadableComment {
    var answer =
        door.handleRequest(
            APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("secret", SECRET))
                .withBody(sample("reply"))
                .build(),
            UNASKED);
    is(answer, 200, IDS);
    assertThat(queued().text()).startsWith("Hello Ivan");
  }

  @Test
  void aRepeatedCallIsAnsweredAlikeAndQueuedOnce() throws UnreadableComment {
    is(call(sample("reply")), 200, IDS);
    is(call(sample("reply")), 200, IDS);
    assertThat(queued().id().messageId()).isEqualTo("7310042");
  }

  @Test
  void onlyWhatWasTakenIsCounted() {
    call(sample("reply"));
    call("another-secret-1", sample("reply"));
    call(sample("reply").replace(TOKEN, "another-token"));

    assertThat(meter.told()).containsExactly(new Measure.Received(Provider.PLANFIX, 1));
  }

  @Test
  void aWrongSecretRevealsNothing() {
    is(call("local-planfix-secret-2", sample("reply")), 404, "{\"message\":\"Not Found\"}");
    is(call("", "nonsense"), 404, "{\"message\":\"Not Found\"}");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aWrongTokenIsToldBeforeAnythingElse() {
    String wrong = sample("reply").replace(TOKEN, "another");
    is(call(wrong), 401, "{\"error\":\"Invalid token\"}");
    is(call(wrong.replace("&messageId=7310042", "")), 401, "{\"error\":\"Invalid token\"}");
    is(
        call(sample("reply").replace("providerId=taskwire", "providerId=nobody")),
        401,
        "{\"error\":\"Invalid token\"}");
    is(call(""), 401, "{\"error\":\"Invalid token\"}");
    assertThat(queue.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&messageId=7310042",
        "&message=Hello+Ivan%2C+yes+we+do.+When+may+we+come%3F",
        "cmd=newMessage&",
      })
  void aCallWithoutWhatItNeedsIsInvalid(String needed) {
    assertThat(sample("reply")).contains(needed);
    is(call(sample("reply").replace(needed, "")), 400, "{\"error\":\"Invalid parameters\"}");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aBrokenEscapeAndAChatOfSomebodyElseAreInvalid() {
    is(call(sample("reply").replace("%3F", "%3")), 400, "{\"error\":\"Invalid parameters\"}");
    is(
        call(sample("reply").replace("79990000099%2F", "")),
        400,
        "{\"error\":\"Invalid parameters\"}");
    is(
        call(sample("first-message").replace("&contactPhone=79990000002", "")),
        400,
        "{\"error\":\"Invalid parameters\"}");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aCommentBeyondAllMeasureIsInvalid() {
    is(
        call(sample("reply").replace("message=Hello", "message=" + "x".repeat(1_000_000))),
        400,
        "{\"error\":\"Invalid parameters\"}");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void anUnknownCommandIsTakenForGood() {
    is(call(sample("reply").replace("cmd=newMessage", "cmd=taskRenamed")), 200, "{}");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whileTheSettingsAreIncompleteTheCallMustBeMadeAgain() {
    settings.remembered = Optional.empty();
    is(call(sample("reply")), 503, "{\"error\":\"settings are incomplete\"}");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whatTheQueueDoesNotTakeIsNotAnsweredWithIdsUntilItDoes() throws UnreadableComment {
    queue.takeOnly(0);
    is(call(sample("reply")), 503, "{\"error\":\"try again later\"}");
    assertThat(queue.isEmpty()).isTrue();

    queue.takeAll();
    is(call(sample("reply")), 200, IDS);
    assertThat(queued().id().messageId()).isEqualTo("7310042");
  }

  @Test
  void aCrashIsAnOutageAndTellsNothing() {
    queue.neverTake(
        _ -> {
          throw new IllegalStateException("the test broke the queue");
        });
    is(call(sample("reply")), 500, "{\"error\":\"try again later\"}");
  }

  @Test
  void noLogTellsWhoWroteWhatToWhom() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().format(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger("").addHandler(listener);
    try {
      String canary = sample("reply").replace("Hello+Ivan", "quokka");
      call(canary);
      call("quokka-secret-of-nobody", canary);
      call(canary.replace(TOKEN, "quokka"));
      call(canary.replace("79990000099%2F", "quokka"));
      call(canary.replace("79990000099%2F", "%quokka"));
      call(canary.replace("messageId=", "messageId=quokka+"));
      call(canary.replace("cmd=newMessage", "cmd=quokka"));
      call(
          canary
              .replace("chatId=", "quokka=")
              .replace("contactPhone=", "contactPhone=quokka" + "7".repeat(300)));
      call(canary + "&attachments[url]=quokka:quokka");
      queue.takeOnly(0);
      call(canary);
      queue.neverTake(
          _ -> {
            throw new IllegalStateException("quokka");
          });
      call(canary);
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    assertThat(lines)
        .hasSizeGreaterThan(7)
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("quokka"))
        .noneMatch(line -> line.contains("79990000001") || line.contains(TOKEN));
  }

  @Test
  void aNewSecretAndANewTokenCountAtOnce() {
    settings.written = Optional.of(with("another-planfix-secret", "another-token", null));
    String changed = sample("reply").replace(TOKEN, "another-token");
    is(call("another-planfix-secret", changed), 200, IDS);
    is(call(SECRET, changed), 404, "{\"message\":\"Not Found\"}");
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aNewTokenCountsAtOnceAtTheOldAddress() {
    settings.written = Optional.of(with(SECRET, "another-token", null));
    is(call(sample("reply").replace(TOKEN, "another-token")), 200, IDS);
    is(call(sample("reply")), 401, "{\"error\":\"Invalid token\"}");
  }
}
