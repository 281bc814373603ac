package io.taskwire.local.sim.wazzup;

import static io.taskwire.local.sim.wazzup.SimulatorRig.CLIENT;
import static io.taskwire.local.sim.wazzup.SimulatorRig.sample;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.local.sim.wazzup.WebhookPost.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How webhooks reach the receiver, knob by knob. */
class WebhookDeliveryTest {

  private final SimulatorRig rig = new SimulatorRig();
  private final WazzupSimulator simulator = rig.simulator;

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aClientsMessagesArriveInOrder() {
    for (int i = 1; i <= 20; i++) {
      clientWrites(CLIENT, "message " + i);
    }
    assertThat(texts())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 20).mapToObj(i -> "message " + i).toList());
  }

  @Test
  void whatTheReceiverRefusesIsForgottenButLogged() {
    rig.receiverAnswers.add(500);
    clientWrites(CLIENT, "lost");
    clientWrites(CLIENT, "taken");
    rig.settle();
    assertThat(simulator.webhooks(0))
        .extracting(WebhookPost::outcome, WebhookPost::lastStatus)
        .containsExactly(tuple(Outcome.GIVEN_UP, 500), tuple(Outcome.DELIVERED, 200));
    assertThat(simulator.webhooks(1)).hasSize(1);
  }

  @Test
  void withRetriesARefusedWebhookComesAgainBeforeItsFollower() {
    simulator.turnKnobs(
        knobs -> {
          knobs.retries = 2;
          knobs.retryDelayMs = 1;
        });
    rig.receiverAnswers.addAll(List.of(503, 204));
    clientWrites(CLIENT, "first");
    clientWrites(CLIENT, "second");
    assertThat(texts()).containsExactly("first", "first", "first", "second");
    assertThat(simulator.webhooks(0).getFirst().attempts())
        .extracting(WebhookPost.Attempt::status)
        .containsExactly(503, 204, 200);
  }

  @Test
  void aReceiverThatHangsTimesOut() {
    simulator.turnKnobs(knobs -> knobs.receiverTimeoutMs = 200);
    simulator.overwriteWebhooksUri(rig.server("/hanging"));
    clientWrites(CLIENT, "unheard");
    rig.settle();
    WebhookPost post = simulator.webhooks(0).getFirst();
    assertThat(post.outcome()).isEqualTo(Outcome.GIVEN_UP);
    assertThat(post.attempts().getFirst().fault()).isEqualTo("HttpTimeoutException");
  }

  @Test
  void aDuplicateIsTheSameBodyOnceMore() {
    simulator.turnKnobs(knobs -> knobs.duplicateRate = 1);
    clientWrites(CLIENT, "twice");
    assertThat(rig.bodies()).hasSize(2);
    assertThat(rig.got.get(0).body()).isEqualTo(rig.got.get(1).body());
    assertThat(simulator.webhooks(0))
        .extracting(WebhookPost::duplicate)
        .containsExactly(false, true);
  }

  @Test
  void aWebhookChangesPlacesWithItsFollower() {
    simulator.turnKnobs(
        knobs -> {
          knobs.outOfOrderRate = 1;
          knobs.gatherMs = 5_000;
        });
    clientWrites(CLIENT, "first");
    clientWrites(CLIENT, "second");
    assertThat(texts()).containsExactly("second", "first");
  }

  @Test
  void severalEntriesOfDifferentChatsShareAPost() {
    simulator.turnKnobs(
        knobs -> {
          knobs.entriesPerPost = 3;
          knobs.gatherMs = 5_000;
          knobs.newestFirstWithinPost = true;
        });
    clientWrites(CLIENT, "first");
    clientWrites("79990000002", "second");
    clientWrites(CLIENT, "third");
    assertThat(rig.bodies()).hasSize(1);
    assertThat(texts()).containsExactly("third", "second", "first");
  }

  @Test
  void messagesAndStatusesShareAPostOnlyWhenMixed() {
    simulator.turnKnobs(
        knobs -> {
          knobs.entriesPerPost = 2;
          knobs.gatherMs = 5_000;
          knobs.statusesAfterSend = List.of("sent");
          knobs.mixStatuses = true;
        });
    rig.sent(rig.whatsapp("Hi"));
    JsonNode body = rig.bodies().getFirst();
    assertThat(body.propertyStream().map(Map.Entry::getKey))
        .containsExactlyElementsOf(
            sample("webhook-messages-and-statuses-combined")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList());

    simulator.turnKnobs(
        knobs -> {
          knobs.mixStatuses = false;
          knobs.gatherMs = 1;
        });
    rig.sent(rig.whatsapp("Hi"));
    assertThat(rig.bodies().stream().map(JsonNode::size)).containsExactly(2, 1, 1);
  }

  @Test
  void theHeadersAreTheKnobs() {
    clientWrites(CLIENT, "plain");
    rig.settle();
    simulator.turnKnobs(
        knobs -> {
          knobs.contentType = "application/json; charset-utf-8";
          knobs.crmKey = "secret1";
        });
    clientWrites(CLIENT, "привет");
    rig.settle();
    assertThat(rig.got.get(0).headers())
        .containsEntry("Content-Type", "application/json")
        .doesNotContainKey("Authorization");
    assertThat(rig.got.get(1).headers())
        .containsEntry("Content-Type", "application/json; charset-utf-8")
        .containsEntry("Authorization", "Bearer secret1");
    assertThat(simulator.webhooks(0).get(1).body()).contains("привет");
  }

  @Test
  void theEchoIsPostedBeforeTheAnswerWhenTheKnobSaysSo() {
    simulator.turnKnobs(
        knobs -> {
          knobs.echo = WazzupKnobs.Echo.BEFORE_ANSWER;
          knobs.statusesAfterSend = List.of();
        });
    String id = rig.sent(rig.whatsapp("Hi"));
    assertThat(rig.got).as("without waiting").hasSize(1);
    assertThat(rig.entries("messages").getFirst().path("messageId").asText()).isEqualTo(id);
  }

  @Test
  void withoutEchoOnlyStatusesCome() {
    simulator.turnKnobs(knobs -> knobs.echo = WazzupKnobs.Echo.NEVER);
    rig.sent(rig.whatsapp("Hi"));
    assertThat(rig.entries("messages")).isEmpty();
    assertThat(rig.entries("statuses"))
        .extracting(status -> status.path("status").asText())
        .containsExactly("sent", "delivered", "read");
  }

  @Test
  void aStatusMayComeAsARepeatedMessage() {
    simulator.turnKnobs(knobs -> knobs.statusesAsMessages = true);
    rig.sent(rig.whatsapp("Hi"));
    assertThat(rig.entries("statuses")).isEmpty();
    assertThat(rig.entries("messages"))
        .extracting(entry -> entry.path("status").asText())
        .containsExactly("sent", "sent", "delivered", "read");
  }

  @Test
  void delayedStatusesCountAsWorkThatIsNotFinished() {
    simulator.turnKnobs(knobs -> knobs.statusDelayMs = 30);
    rig.sent(rig.whatsapp("Hi"));
    assertThat(rig.entries("statuses")).hasSize(3);
    assertThat(simulator.chat(WHATSAPP, CLIENT).messages().getFirst().status()).isEqualTo("read");
  }

  @Test
  void whatIsNotSubscribedIsLoggedAndNotPosted() {
    simulator.overwriteWebhooksUri(null);
    clientWrites(CLIENT, "unheard");
    rig.settle();
    assertThat(rig.got).isEmpty();
    assertThat(simulator.webhooks(0).getFirst().outcome()).isEqualTo(Outcome.NOT_SUBSCRIBED);
  }

  @Test
  void idlenessIsNotClaimedWhileAReceiverHangs() throws InterruptedException {
    simulator.overwriteWebhooksUri(rig.server("/hanging"));
    clientWrites(CLIENT, "waiting");
    assertThat(simulator.awaitIdle(Duration.ofMillis(50))).isFalse();
    rig.hangingReceiver.countDown();
    rig.settle();
  }

  @Test
  void everythingIsToldToListeners() {
    List<String> seen = new CopyOnWriteArrayList<>();
    simulator.onEvent(
        event -> {
          throw new IllegalStateException("a listener that fails harms nobody");
        });
    simulator.onEvent(
        event -> seen.add(SimulatorRig.json(WazzupSimulator.json(event)).path("event").asText()));
    clientWrites(CLIENT, "Hello");
    rig.sent(rig.whatsapp("Hi"));
    simulator.changeState(WHATSAPP, "qr", null);
    rig.settle();
    assertThat(seen)
        .contains(
            "ClientWrote", "ClientReceived", "StatusChanged", "WebhookPosted", "ChannelChanged");
  }

  private void clientWrites(String chatId, String text) {
    simulator.clientWrites(ClientMessage.text(WHATSAPP, chatId, "Ivan Testov", text));
  }

  private List<String> texts() {
    return rig.entries("messages").stream().map(entry -> entry.path("text").asText()).toList();
  }
}
