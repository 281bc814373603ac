package io.taskwire.wazzup;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList.Answer;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.loopback.LoopbackServer;
import io.taskwire.core.loopback.LoopbackServer.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpChannelListTest {
  private static final String KEY = "secret-key";
  private static final Duration SHORT = Duration.ofMillis(200);

  private final HttpClient client = HttpClient.newHttpClient();
  private LoopbackServer wazzup;

  @BeforeEach
  void start() throws IOException {
    wazzup = new LoopbackServer();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    wazzup.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/sim/wazzup", "/sim/wazzup/"})
  void itAsksWithTheKeyWhateverTheAddressEndsWith(String path) {
    wazzup.answersWith(200, "[]");

    new HttpChannelList(client, URI.create(wazzup.address() + path), KEY).ask();

    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    assertThat(wazzup.requests())
        .containsExactly(
            new Request(
                "GET", base + "/v3/channels", Optional.of("Bearer " + KEY), Optional.empty(), ""));
  }

  @Test
  void everyTransportLeadsToItsMessenger() {
    wazzup.answersWith(200, Fixtures.channels("every-transport"));

    assertThat(ask())
        .isEqualTo(
            new Answer.Listed(
                List.of(
                    listed(
                        "5d92f893-58d1-43ca-a756-e3466e1ef788",
                        "whatsapp",
                        "whatsapp:79990000099",
                        "active"),
                    listed(
                        "94d7ab8b-5943-498b-b44a-d29f23e03770",
                        "wapi",
                        "whatsapp:79990000098",
                        "active"),
                    listed(
                        "e5519c69-3c00-4d82-b2db-9ef63cea03d9",
                        "instagram",
                        "instagram:example.shop",
                        "active"),
                    listed(
                        "ec4c7f67-8b60-4ece-b6aa-0bfacf4bc3ac",
                        "tgapi",
                        "telegram:79990000097",
                        "unauthorized"),
                    listed(
                        "268cc8c8-ae4a-4eb2-aaf4-085cb6a53984",
                        "telegram",
                        "telegram:example_shop_bot",
                        "active"),
                    listed(
                        "02e39467-88e6-4bad-bcc8-90753ae1c6b6", "max", "max:79990000096", "active"),
                    listed(
                        "a9e8a60b-dde3-4ab2-b9c5-d8c74acfad8f",
                        "avito",
                        "avito:600000001",
                        "active"),
                    listed("b5c915d8-b3cf-4073-be70-f124ffc0875d", "vk", "vk:700000001", "active"),
                    listed(
                        "343c44fd-a121-41d6-917a-bd1f63f47491",
                        "viber",
                        "viber:79990000095",
                        "notEnoughMoney")),
                Set.of()));
  }

  @Test
  void everyStateIsAccepted() {
    wazzup.answersWith(200, Fixtures.channels("every-state"));
    assertThat(ask())
        .isInstanceOfSatisfying(
            Answer.Listed.class,
            answer ->
                assertThat(answer.channels())
                    .extracting(ListedChannel::state)
                    .hasSize(16)
                    .contains("active", "openElsewhere", "openelsewhere", "waitForCode"));
  }

  @Test
  void whoeverIsInterruptedAsksNothing() {
    wazzup.answersWith(200, "[]");
    Thread.currentThread().interrupt();

    Answer answer = ask();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer).isEqualTo(new Answer.CouldNotAsk("interrupted before sending"));
    assertThat(wazzup.requests()).isEmpty();
  }

  @Test
  void noChannelsAreAnAnswerToo() {
    wazzup.answersWith(200, Fixtures.channels("none"));
    assertThat(ask()).isEqualTo(new Answer.Listed(List.of(), Set.of()));
  }

  @Test
  void anOddChannelDoesNotSpoilTheList() {
    wazzup.answersWith(
        200,
        """
        [null, 5, [], {}, "text",
         {"channelId":"no-account-yet","transport":"whatsapp","state":"qr"},
         {"channelId":"no-account-yet","transport":"whatsapp","plainId":null,"state":"init"},
         {"channelId":"no-account-yet","transport":"whatsapp","plainId":" ","state":"init"},
         {"channelId":{},"transport":"whatsapp","plainId":"79990000001","state":"active"},
         {"channelId":"c","transport":"no word!","plainId":"79990000001","state":"active"},
         {"channelId":"c","plainId":"79990000001","state":"active"},
         {"channelId":"c-1","transport":"newmessenger","plainId":12345,"new":{}}]
        """);

    assertThat(ask())
        .isEqualTo(
            new Answer.Listed(
                List.of(listed("c-1", "newmessenger", "newmessenger:12345", "")),
                Set.of(new ChannelId("no-account-yet"), new ChannelId("c"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 400, 401, 403, 404, 429, 500, 503})
  void anyOtherStatusMeansThatItCouldNotBeAsked(int status) {
    wazzup.answersWith(status, status == 204 ? "" : "[]");
    assertThat(ask()).isEqualTo(new Answer.CouldNotAsk("HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>Sorry</html>", "{}", "{\"data\":[]}", "null", "[", "\"" + KEY + "\""})
  void anAnswerThatIsNoListIsNone(String body) {
    wazzup.answersWith(200, body);
    assertThat(ask()).isEqualTo(new Answer.CouldNotAsk("the answer is not a list of channels"));
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (LoopbackServer elsewhere = new LoopbackServer()) {
      wazzup.redirectsTo(elsewhere.address());
      assertThat(ask()).isEqualTo(new Answer.CouldNotAsk("HTTP 302"));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aServerThatNeverAnswersIsLeftAtTheDeadline() {
    wazzup.neverAnswers();
    assertThat(ask(SHORT)).isEqualTo(new Answer.CouldNotAsk("no answer within 200 ms"));
  }

  @Test
  void anAnswerWithoutEndIsLeftAtTheDeadlineAndHungUpOn() throws InterruptedException {
    wazzup.answersWithoutEnd(200);
    assertThat(ask(SHORT)).isInstanceOf(Answer.CouldNotAsk.class);
    assertThat(wazzup.wasHungUpOn()).isTrue();
  }

  @Test
  void anAnswerBeyondAllMeasureIsNotReadToItsEnd() throws InterruptedException {
    wazzup.answersWithTooMuch(200);
    assertThat(ask()).isInstanceOf(Answer.CouldNotAsk.class);
    assertThat(wazzup.wasHungUpOn()).isTrue();
  }

  @Test
  void aBrokenConnectionTellsOnlyItsKind() {
    wazzup.breaksOff();
    assertThat(ask())
        .isInstanceOfSatisfying(
            Answer.CouldNotAsk.class,
            answer -> assertThat(answer.reason()).matches("the connection failed: \\w+"));
  }

  @Test
  void aServerThatIsNotThereTellsOnlyTheKindOfFailure() {
    URI nobody = wazzup.address();
    wazzup.close();
    assertThat(new HttpChannelList(client, nobody, KEY).ask())
        .isEqualTo(new Answer.CouldNotAsk("the connection failed: ConnectException"));
  }

  @Test
  void aKeyThatCannotBeSentIsNotShown() {
    assertThat(new HttpChannelList(client, wazzup.address(), "secret\nkey").ask())
        .isEqualTo(new Answer.CouldNotAsk("the address or the key can't be used in a request"));
  }

  @Test
  void anInterruptedWaitStaysInterrupted() {
    wazzup.neverAnswersBut(Thread.currentThread()::interrupt);
    assertThat(ask()).isEqualTo(new Answer.CouldNotAsk("interrupted while waiting for the answer"));
    assertThat(Thread.interrupted()).isTrue();
  }

  private Answer ask() {
    return new HttpChannelList(client, wazzup.address(), KEY).ask();
  }

  private Answer ask(Duration deadline) {
    return new HttpChannelList(client, wazzup.address(), KEY, deadline).ask();
  }

  private static ListedChannel listed(String id, String transport, String identity, String state) {
    return new ListedChannel(
        new ChannelId(id), ChannelIdentity.parse(identity), new Transport(transport), state);
  }
}
