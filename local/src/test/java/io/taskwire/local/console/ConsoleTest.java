package io.taskwire.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.local.LocalOptions;
import io.taskwire.local.LocalRun;
import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.wazzup.ClientMessage;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class ConsoleTest {
  private static final String OLGA = "olga.manager@example.org";

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalRun run;

  @BeforeAll
  void start() {
    run =
        LocalRun.start(
            new LocalOptions(
                0, Optional.empty(), Duration.ofSeconds(1), Duration.ofMinutes(3), 10));
  }

  @AfterAll
  void stop() {
    run.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/console/console.css, text/css",
    "/console/main.js, text/javascript",
    "/console/words.js, text/javascript",
    "/console/icon.svg, image/svg+xml",
    "/console/photo.png, image/png",
    "/console/voice.ogg, audio/ogg",
    "/console/invoice.pdf, application/pdf"
  })
  void thePageAndItsResourcesAreServedWithTheirTypes(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/nothing.js",
        "/console/Console.class",
        "/console/..%2fMain.class",
        "/console/%2e%2e%2fsim%2fpackage.html"
      })
  void nothingElseIsServed(String path) throws Exception {
    assertThat(get(path).statusCode()).isBetween(400, 404);
  }

  @Test
  void aClientsMessageIsSeenOnItsWayToTheTask() throws Exception {
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");

      String id = writes("79990000011", "When is my order ready?");

      assertThat(browser.next("phone").at("/message/messageId").asText()).isEqualTo(id);
      JsonNode done =
          browser.next("way", way -> way.at("/messageId").asText().equals(id) && isDone(way));
      assertThat(done.at("/stops/DOOR/note").asText()).isEqualTo("200");
      assertThat(done.at("/stops/PLANFIX/light").asText()).isEqualTo("PASSED");
      assertThat(run.planfix().task(done.at("/task").asInt()).description().text())
          .isEqualTo("When is my order ready?");
    }
  }

  @Test
  void aCommentIsSeenOnItsWayToTheClientAndAnInternalOneIsNot() throws Exception {
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");
      String id = writes("79990000017", "When is my order ready?");
      int task =
          browser
              .next("way", way -> way.at("/messageId").asText().equals(id) && isDone(way))
              .path("task")
              .asInt();

      run.planfix().comment(task, CommentRequest.internal(OLGA, "When is it ready?"));
      run.planfix().comment(task, CommentRequest.toClient(OLGA, "Tomorrow at noon"));

      JsonNode way =
          browser.next("way", event -> event.path("direction").asText().equals("TO_CLIENT"));
      assertThat(way.path("text").asText()).isEqualTo("Tomorrow at noon");
      assertThat(way.path("employee").asText()).isEqualTo("Olga Manager");
      assertThat(way.path("task").asInt()).isEqualTo(task);
      assertThat(way.at("/stops/COMMENT/light").asText()).isEqualTo("HERE");
      browser.next(
          "way",
          event ->
              event.path("key").equals(way.path("key"))
                  && event.at("/stops/COMMENT/light").asText().equals("PASSED"));
    }
  }

  @Test
  void whoComesLateIsToldWhatHasHappened() throws Exception {
    String id = writes("79990000012", "Is anybody here?");
    try (EventStream first = new EventStream(run.origin())) {
      first.next("state");
      // Once this one is done, the one before it in the queue is at least known.
      String other = writes("79990000012", "Hello?");
      first.next("way", way -> way.at("/messageId").asText().equals(other) && isDone(way));
    }

    try (EventStream late = new EventStream(run.origin())) {
      JsonNode state = late.next("state");

      assertThat(state.path("ways"))
          .anySatisfy(
              way -> {
                assertThat(way.path("messageId").asText()).isEqualTo(id);
                assertThat(isDone(way)).isTrue();
                assertThat(way.path("task").isInt()).isTrue();
              });
      assertThat(state.path("tasks")).isNotEmpty();
      assertThat(state.path("chats")).isNotEmpty();
      assertThat(state.at("/channels/0/connected").asBoolean()).isTrue();
    }
  }

  @Test
  void aMessageThatPlanfixRefusesShowsTheReasonAndGoesOnAfterwards() throws Exception {
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");
      run.planfix().faults().add(Fault.of(Fault.Kind.BAD_GATEWAY).times(1));

      String id = writes("79990000013", "Hello");

      JsonNode failed =
          browser.next(
              "way",
              way ->
                  way.at("/messageId").asText().equals(id)
                      && way.at("/stops/PLANFIX/light").asText().equals("FAILED"));
      assertThat(failed.at("/stops/PLANFIX/note").asText()).contains("502");
      assertThat(failed.at("/attempts").asInt()).isEqualTo(1);
      browser.next("way", way -> way.at("/messageId").asText().equals(id) && isDone(way));
    }
  }

  @Test
  void aMessageOfAnUnconnectedChannelIsCountedForAllToSee() throws Exception {
    run.wazzup().addChannel("whatsapp", "79990000097", null, null);
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");

      run.wazzup()
          .clientWrites(ClientMessage.text("79990000097", "79990000014", "Ivan Testov", "Hello"));

      browser.next("way", way -> way.path("state").asText().equals("UNCONNECTED"));
      assertThat(browser.next("channels"))
          .anySatisfy(
              channel -> {
                assertThat(channel.path("plainId").asText()).isEqualTo("79990000097");
                assertThat(channel.path("connected").asBoolean(true)).isFalse();
                assertThat(channel.path("unconnected").asInt()).isEqualTo(1);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+7 999 000-00-71", "7 (999) 000-00-72", "8 999 000 00 73", "Viber: 79990000074"})
  void S02_aNumberIsConnectedAndRemovedHoweverItIsWritten(String typed) throws Exception {
    String number = "+7" + typed.replaceAll("\\D", "").substring(1);
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");

      assertThat(connect(typed, true).statusCode()).isEqualTo(204);
      assertThat(browser.next("channels"))
          .anySatisfy(
              channel -> {
                assertThat(channel.path("plainId").asText()).isEqualTo(number);
                assertThat(channel.path("connected").asBoolean()).isTrue();
                assertThat(channel.path("channelId").isNull()).as("not in Wazzup").isTrue();
              });

      assertThat(connect(typed, false).statusCode()).isEqualTo(204);
      assertThat(browser.next("channels"))
          .noneSatisfy(channel -> assertThat(channel.path("plainId").asText()).isEqualTo(number));
    }
  }

  @Test
  void S02_aRemovedChannelsMessagesAreCountedAndOnceConnectedItGoesOnInTheSameTask()
      throws Exception {
    run.wazzup().addChannel("whatsapp", "79990000093", null, null);
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");
      connect("8 (999) 000-00-93", true);
      int task = doneBy(browser, "Hello").path("task").asInt();

      connect("whatsapp:79990000093", false);
      JsonNode removed = browser.next("channels", now -> !isConnected(now));
      assertThat(ofNumber93(removed).path("unconnected").asInt()).isZero();
      JsonNode counted = doneBy(browser, "Are you gone?");
      assertThat(counted.path("state").asText()).isEqualTo("UNCONNECTED");
      assertThat(counted.path("task").isInt()).isFalse();
      assertThat(ofNumber93(browser.next("channels")).path("unconnected").asInt()).isEqualTo(1);

      connect("+7 999 000-00-93", true);
      assertThat(doneBy(browser, "There you are").path("task").asInt()).isEqualTo(task);
      assertThat(run.planfix().task(task).comments())
          .extracting(entry -> entry.text())
          .containsExactly("There you are");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'channel':'8 999','connected':true}      | phone number",
        "{'channel':'viber:shop','connected':true} | viber is named by its phone number",
        "{'channel':'','connected':false}          | phone number",
        "{'channel':'79990000097'}                 | connected",
        "{'connected':true}                        | channel",
        "nothing                                   | channel"
      },
      quoteCharacter = '`')
  void S02_whatIsNoChannelIsRefusedWithWords(String body, String why) throws Exception {
    HttpResponse<String> answer = put("/console/channels", body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.read(answer.body()).path("error").asText()).contains(why);
  }

  @Test
  void whatTheDoorCouldNotReadIsShownWithTheDeadLetters() throws Exception {
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");

      run.wazzup().postRaw("{\"messages\":[{\"messageId\":\"broken-1\"}]}");

      JsonNode parked =
          browser.next(
              "way",
              way ->
                  way.path("messageId").asText().equals("broken-1")
                      && way.path("state").asText().equals("PARKED"));
      assertThat(parked.at("/stops/QUEUE/light").asText()).isEqualTo("FAILED");
      assertThat(parked.at("/stops/QUEUE/note").asText()).isNotBlank();
    }
  }

  @Test
  void markupInATextComesAsDataInAnEventOfItsOwn() throws Exception {
    String markup = "<img src=x onerror=alert(1)>\n\nevent: way\ndata: {}\n</script>";
    try (EventStream browser = new EventStream(run.origin())) {
      browser.next("state");

      writes("79990000015", markup);

      assertThat(browser.response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      JsonNode way = browser.next("way", json -> json.path("text").asText().contains("onerror"));
      assertThat(way.path("text").asText()).isEqualTo(markup);
    }
  }

  private String writes(String phone, String text) {
    return run.wazzup()
        .clientWrites(ClientMessage.text(WazzupSimulator.WHATSAPP, phone, "Ivan Testov", text))
        .messageId();
  }

  /** What became of a message on the number ending in 93. */
  private JsonNode doneBy(EventStream browser, String text) throws Exception {
    String id =
        run.wazzup()
            .clientWrites(ClientMessage.text("79990000093", "79990000016", "Ivan Testov", text))
            .messageId();
    return browser.next("way", way -> way.at("/messageId").asText().equals(id) && isDone(way));
  }

  private static JsonNode ofNumber93(JsonNode channels) {
    return channels.findParents("identity").stream()
        .filter(channel -> channel.path("identity").asText().equals("whatsapp:79990000093"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isConnected(JsonNode channels) {
    return ofNumber93(channels).path("connected").asBoolean();
  }

  private HttpResponse<String> connect(String channel, boolean connected) throws Exception {
    return put("/console/channels", Json.write(Map.of("channel", channel, "connected", connected)));
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(run.origin().resolve(path))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static boolean isDone(JsonNode way) {
    return way.at("/stops/DONE/light").asText().equals("PASSED") && way.path("state").isTextual();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(run.origin().resolve(path)).build(), BodyHandlers.ofString());
  }
}
