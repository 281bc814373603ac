package io.taskwire.wazzup;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.loopback.LoopbackServer;
import io.taskwire.core.wazzup.WazzupWebhooks.Answer;
import io.taskwire.core.wazzup.WazzupWebhooks.Change;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpWazzupWebhooksTest {
  private static final String KEY = "secret-key";
  private static final URI OURS =
      URI.create("https://taskwire.example.org/wazzup/0123456789abcdef");

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

  private HttpWazzupWebhooks webhooks() {
    return new HttpWazzupWebhooks(client, URI.create(wazzup.address() + "/sim/wazzup/"), KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"true\""})
  void aSwitchIsOnWhetherWazzupWritesABooleanOrAString(String on) {
    wazzup.answersWith(
        200,
        "{\"webhooksUri\":\"%s\",\"subscriptions\":{\"messagesAndStatuses\":%s,\"channelsUpdates\":%s}}"
            .formatted(OURS, on, on));
    assertThat(webhooks().current())
        .isEqualTo(new Answer.Subscribed(Optional.of(OURS.toString()), true, true));
    assertThat(((Answer.Subscribed) webhooks().current()).isComplete(OURS)).isTrue();
  }

  @Test
  void noAddressAndNoSwitchesIsAnAnswerToo() {
    wazzup.answersWith(200, "{\"webhooksUri\":null}");
    assertThat(webhooks().current())
        .isEqualTo(new Answer.Subscribed(Optional.empty(), false, false));
  }

  @ParameterizedTest
  @CsvSource({"401, true", "403, true", "500, false", "404, false"})
  void whatIsNoAnswerIsNotTakenForNoSubscription(int status, boolean keyRejected) {
    wazzup.answersWith(status, "{}");
    assertThat(webhooks().current())
        .isEqualTo(new Answer.CouldNotAsk("HTTP " + status, keyRejected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OK", "[]"})
  void aBodyThatIsNoObjectIsNoAnswer(String body) {
    wazzup.answersWith(200, body);
    assertThat(webhooks().current()).isInstanceOf(Answer.CouldNotAsk.class);
  }

  @Test
  void subscribingSendsEverySwitch() {
    wazzup.answersWith(200, "OK");
    assertThat(webhooks().subscribe(OURS)).isEqualTo(new Change.Done());
    var request = wazzup.requests().getFirst();
    assertThat(request.method()).isEqualTo("PATCH");
    assertThat(request.body())
        .contains("\"webhooksUri\":\"" + OURS + "\"")
        .contains("\"messagesAndStatuses\":true")
        .contains("\"contactsAndDealsCreation\":false")
        .contains("\"channelsUpdates\":true")
        .contains("\"templateStatus\":true");
  }

  @Test
  void aTestPostThatWasNotPassedIsARefusalWithWazzupsWord() {
    wazzup.answersWith(400, "{\"error\":\"testPostNotPassed\",\"data\":{\"code\":503}}");
    assertThat(webhooks().subscribe(OURS)).isEqualTo(new Change.Refused("testPostNotPassed"));
  }

  @Test
  void aServerErrorLeavesItOpenWhetherTheAddressWasTaken() {
    wazzup.answersWith(502, "");
    assertThat(webhooks().subscribe(OURS)).isEqualTo(new Change.Unknown("HTTP 502"));
  }

  @Test
  void theAddressShowsNowhereSinceItHoldsASecret() {
    assertThat(new Answer.Subscribed(Optional.of(OURS.toString()), true, true).toString())
        .doesNotContain("0123456789abcdef");
  }
}
