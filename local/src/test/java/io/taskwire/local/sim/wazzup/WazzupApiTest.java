package io.taskwire.local.sim.wazzup;

import static io.taskwire.local.sim.wazzup.SimulatorRig.CLIENT;
import static io.taskwire.local.sim.wazzup.SimulatorRig.json;
import static io.taskwire.local.sim.wazzup.SimulatorRig.sample;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.TELEGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API as a client with a key sees it. */
class WazzupApiTest {

  private final SimulatorRig rig = new SimulatorRig();
  private final WazzupSimulator simulator = rig.simulator;

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aMissingOrWrongKeyGets401WithAnEmptyBody() {
    assertThat(rig.call("GET", "/v3/channels", null, null).statusCode()).isEqualTo(401);
    var answer = rig.call("GET", "/v3/channels", null, "wrong");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aSidecarKeyIsForbiddenTheOtherRoutes() {
    assertThat(rig.api("GET", "/contacts", null).statusCode()).isEqualTo(404);
    simulator.turnKnobs(knobs -> knobs.sidecar = true);
    var answer = rig.api("GET", "/contacts", null);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer.body())).isEqualTo(sample("error-403-FORBIDDEN"));
    assertThat(rig.api("GET", "/channels", null).statusCode()).isEqualTo(200);
  }

  @Test
  void theAccountStartsWithFourActiveChannels() {
    JsonNode channels = json(rig.api("GET", "/channels", null).body());
    assertThat(channels.valueStream())
        .extracting(
            channel -> channel.path("transport").asText() + ":" + channel.path("plainId").asText(),
            channel -> channel.path("state").asText())
        .containsExactly(
            tuple("whatsapp:79990000099", "active"),
            tuple("wapi:79990000098", "active"),
            tuple("instagram:example.shop", "active"),
            tuple("tgapi:79990000096", "active"));
  }

  @Test
  void aRequestAboveTheLimitGets429AndTheNextWindowIsOpen() {
    simulator.turnKnobs(knobs -> knobs.rateLimit = 3);
    IntStream.range(0, 3)
        .forEach(i -> assertThat(rig.api("GET", "/channels", null).statusCode()).isEqualTo(200));
    var refused = rig.api("GET", "/channels", null);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    rig.clock.advance(Duration.ofSeconds(5));
    assertThat(rig.api("GET", "/channels", null).statusCode()).isEqualTo(200);
  }

  @Test
  void settingTheAddressPostsATestAndNeedsExactly200() {
    String patch =
        "{\"webhooksUri\":\"%s?key=1\",\"subscriptions\":{\"messagesAndStatuses\":true}}"
            .formatted(rig.hook());
    simulator.overwriteWebhooksUri(null);
    rig.receiverAnswers.add(201);
    var refused = rig.api("PATCH", "/webhooks", patch);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused.body())).isEqualTo(sample("patch-webhooks-error-testPostNotPassed"));

    var accepted = rig.api("PATCH", "/webhooks", patch);
    assertThat(accepted.statusCode()).isEqualTo(200);
    assertThat(accepted.body()).isEqualTo("OK");
    assertThat(rig.got.getLast().json()).isEqualTo(sample("webhook-test"));
    assertThat(rig.got.getLast().query()).isEqualTo("key=1");
    JsonNode settings = json(rig.api("GET", "/webhooks", null).body());
    assertThat(settings.path("webhooksUri").asText()).isEqualTo(rig.hook() + "?key=1");
    assertThat(settings.path("subscriptions").path("messagesAndStatuses").asBoolean()).isTrue();
    assertThat(settings.path("subscriptions").path("channelsUpdates").asBoolean()).isFalse();
  }

  @Test
  void anAddressThatIsTooLongOrNoneIsRefused() {
    for (String uri : new String[] {rig.hook() + "?" + "x".repeat(200), "not a uri", "/hook"}) {
      var refused = rig.api("PATCH", "/webhooks", "{\"webhooksUri\":\"" + uri + "\"}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused.body())).isEqualTo(sample("patch-webhooks-error-uriNotValid"));
    }
    assertThat(rig.got).isEmpty();
  }

  @Test
  void badFieldsAreNamedAndComeBeforeEverythingElse() {
    ObjectNode bad =
        rig.textTo("nonsense", "pigeon", "1", "Hi").put("contentUri", "x").put("phone", "+7999");
    var answer = rig.api("POST", "/message", bad.toString());
    JsonNode error = json(answer.body());
    assertThat(error.path("error").asText()).isEqualTo("INVALID_MESSAGE_DATA");
    assertThat(error.path("data").path("fields").valueStream().map(JsonNode::asText))
        .containsExactly("channelId", "chatType", "phone");
    assertThat(rig.refused(rig.whatsapp("Hi").put("chatId", 79990000001L)))
        .isEqualTo("INVALID_MESSAGE_DATA");
    assertThat(rig.refused(rig.whatsapp("Hi").put("chatId", "+79990000001")))
        .isEqualTo("INVALID_MESSAGE_DATA");
    assertThat(rig.api("POST", "/message", "not json").statusCode()).isEqualTo(400);
  }

  @Test
  void eachCheckComesBeforeTheNext() {
    ObjectNode body =
        rig.textTo("00000000-0000-4000-8000-000000000000", "vk", "1", "x".repeat(10_001))
            .put("contentUri", rig.server("/files/none"))
            .put("crmMessageId", "m-1")
            .put("refMessageId", "unknown");
    rig.sent(rig.whatsapp("first").put("crmMessageId", "m-1"));

    assertThat(rig.refused(body)).isEqualTo("CHANNEL_NOT_FOUND");
    body.put("channelId", WHATSAPP);
    assertThat(rig.refused(body)).isEqualTo("WRONG_TRANSPORT");
    body.put("chatType", "whatsapp").put("chatId", CLIENT);
    assertThat(rig.refused(body)).isEqualTo("MESSAGE_ONLY_TEXT_OR_CONTENT");
    body.remove("contentUri");
    assertThat(rig.refused(body)).isEqualTo("MESSAGE_TEXT_TOO_LONG");
    body.remove("text");
    assertThat(rig.refused(body)).isEqualTo("MESSAGE_NOTHING_TO_SEND");
    body.put("contentUri", rig.server("/files/none"));
    assertThat(rig.refused(body)).isEqualTo("REPEATED_CRM_MESSAGE_ID");
    body.put("crmMessageId", "m-2");
    assertThat(rig.refused(body)).isEqualTo("REFERENCE_MESSAGE_NOT_FOUND");
    body.remove("refMessageId");
    assertThat(rig.refused(body)).isEqualTo("MESSAGE_DOWNLOAD_CONTENT_ERROR");
    body.put("contentUri", rig.server("/files/invoice.pdf"));
    rig.sent(body);
  }

  @Test
  void aRepeatWithin60SecondsIsRefusedAndSendsAgainAfterwards() {
    ObjectNode body = rig.whatsapp("Hi").put("crmMessageId", "task-1");
    rig.sent(body);
    rig.clock.advance(Duration.ofMillis(59_999));
    assertThat(rig.refused(body)).isEqualTo("REPEATED_CRM_MESSAGE_ID");
    rig.clock.advance(Duration.ofMillis(1));
    rig.sent(body);
    assertThat(simulator.chat(WHATSAPP, CLIENT).onPhone()).hasSize(2);
  }

  @Test
  void theShorterTableOfTextLengthsHoldsUnlessTheKnobIsTurned() {
    simulator.clientWrites(ClientMessage.text(INSTAGRAM, "fictional.client", "Fictional", "Hi"));
    ObjectNode body = rig.textTo(INSTAGRAM, "instagram", "fictional.client", "x".repeat(1001));
    assertThat(rig.refused(body)).isEqualTo("MESSAGES_TOO_LONG_INSTAGRAM");
    simulator.turnKnobs(knobs -> knobs.textLimits = WazzupKnobs.TextLimits.LARGER);
    rig.sent(body);
  }

  @Test
  void aChannelThatIsNotActiveRefusesWithItsReason() {
    simulator.changeState(WHATSAPP, "notEnoughMoney", null);
    assertThat(rig.refused(rig.whatsapp("Hi"))).isEqualTo("CHANNEL_NO_MONEY");
    simulator.changeState(WHATSAPP, "disabled", null);
    assertThat(rig.refused(rig.whatsapp("Hi"))).isEqualTo("CHANNEL_BLOCKED");
    simulator.changeState(WHATSAPP, "phoneUnavailable", null);
    assertThat(rig.refused(rig.whatsapp("Hi"))).isEqualTo("MESSAGE_CHANNEL_UNAVAILABLE");
    simulator.changeState(WABA, "rejected", null);
    assertThat(rig.refused(rig.textTo(WABA, "whatsapp", CLIENT, "Hi")))
        .isEqualTo("CHANNEL_WAPI_REJECTED");
  }

  @Test
  void contentIsFetchedAtOnceWithoutRedirectsAndServedByTheFileHost() {
    ObjectNode body = rig.whatsapp("").put("contentUri", rig.server("/files/moved.pdf"));
    body.remove("text");
    assertThat(rig.refused(body)).isEqualTo("MESSAGE_DOWNLOAD_CONTENT_ERROR");

    rig.sent(body.put("contentUri", rig.server("/files/invoice.pdf")));
    ChatMessage onPhone = simulator.chat(WHATSAPP, CLIENT).onPhone().getFirst();
    assertThat(onPhone.type()).isEqualTo("document");
    assertThat(onPhone.contentUri())
        .matches(".*/sim/wazzup/store/[0-9a-f]{40}/\\?filename=invoice\\.pdf");
    var file = rig.download(String.valueOf(onPhone.contentUri()));
    assertThat(file.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(new String(file.body(), StandardCharsets.UTF_8)).isEqualTo("%PDF-1.4");
  }

  @Test
  void aFilesNameMayStandInTheHeaderOfItsDownload() {
    ObjectNode body = rig.whatsapp("").put("contentUri", rig.server("/files/nameless"));
    body.remove("text");
    rig.sent(body);

    ChatMessage onPhone = simulator.chat(WHATSAPP, CLIENT).onPhone().getFirst();
    assertThat(onPhone.type()).isEqualTo("image");
    assertThat(onPhone.contentUri()).endsWith("?filename=%D1%84%D0%BE%D1%82%D0%BE%201.png");
  }

  @Test
  void instagramTakesOnlyPicturesOfUpTo8Megabytes() {
    simulator.clientWrites(ClientMessage.text(INSTAGRAM, "fictional.client", "Fictional", "Hi"));
    ObjectNode body = rig.textTo(INSTAGRAM, "instagram", "fictional.client", "");
    body.remove("text");
    assertThat(rig.refused(body.put("contentUri", rig.server("/files/invoice.pdf"))))
        .isEqualTo("MESSAGES_UNSUPPORTED_CONTENT_TYPE_INSTAPI");
    assertThat(rig.refused(body.put("contentUri", rig.server("/files/big.png"))))
        .isEqualTo("MESSAGES_CONTENT_SIZE_EXCEEDED");
    rig.sent(body.put("contentUri", rig.server("/files/photo.png")));
  }

  @Test
  void aGeneratedPictureIsARealOneUntilItsLinkExpires() throws IOException {
    simulator.turnKnobs(knobs -> knobs.contentUriLifetimeSeconds = 60L);
    ChatMessage message =
        simulator.clientWrites(
            ClientMessage.text(WHATSAPP, CLIENT, "Ivan Testov", "").withType("image"));
    String uri = String.valueOf(message.contentUri());
    var picture = ImageIO.read(new ByteArrayInputStream(rig.download(uri).body()));
    assertThat(picture.getWidth()).isEqualTo(16);
    rig.clock.advance(Duration.ofSeconds(60));
    assertThat(rig.download(uri).statusCode()).isEqualTo(404);
  }

  @Test
  void aTelegramChatOpensByPhoneAndKeepsItsChatId() {
    ObjectNode body = rig.textTo(TELEGRAM, "telegram", "", "Hi").put("phone", "79990000004");
    body.remove("chatId");
    String chatId =
        json(rig.api("POST", "/message", body.toString()).body()).path("chatId").asText();
    assertThat(chatId).matches("\\d{9}");
    assertThat(json(rig.api("POST", "/message", body.toString()).body()).path("chatId").asText())
        .isEqualTo(chatId);
    rig.settle();
    assertThat(rig.entries("statuses"))
        .extracting(status -> status.path("status").asText())
        .as("Telegram has no delivered")
        .containsExactly("sent", "read", "sent", "read");
  }

  @Test
  void wabaTakesOnlyTemplatesLaterThan24Hours() {
    ObjectNode text = rig.textTo(WABA, "whatsapp", CLIENT, "Hi");
    rig.sent(text);
    simulator.clientWrites(ClientMessage.text(WABA, CLIENT, "Ivan Testov", "Hello"));
    rig.sent(text);
    rig.clock.advance(Duration.ofHours(24));
    rig.sent(text);
    rig.sent(
        rig.textTo(
            WABA, "whatsapp", CLIENT, "@template: " + Template.ORDER_READY.guid() + " { [[7]] }"));
    simulator.turnKnobs(knobs -> knobs.wabaWindow = false);
    rig.sent(text);
    assertThat(simulator.chat(WABA, CLIENT).messages())
        .extracting(ChatMessage::errorCode)
        .containsExactly("24_HOURS_EXCEEDED", null, null, "24_HOURS_EXCEEDED", null, null);
    assertThat(simulator.chat(WABA, CLIENT).onPhone())
        .extracting(ChatMessage::text)
        .containsExactly("Hello", "Hi", "Order 7 is ready.", "Hi");
  }

  @Test
  void wabaRefusesEditingAndDeleting() {
    simulator.clientWrites(ClientMessage.text(WABA, CLIENT, "Ivan Testov", "Hello"));
    String id = rig.sent(rig.textTo(WABA, "whatsapp", CLIENT, "Hi"));
    assertThat(code("PATCH", id, "{\"text\":\"x\"}"))
        .isEqualTo("CHANNEL_INVALID_TRANSPORT_FOR_EDITING");
    assertThat(code("PATCH", id, "{\"contentUri\":\"x\"}"))
        .isEqualTo("CHANNEL_INVALID_TRANSPORT_FOR_CONTENT_EDITING");
    assertThat(code("DELETE", id, null)).isEqualTo("CHANNEL_INVALID_TRANSPORT_FOR_DELETION");
  }

  @Test
  void editingKnowsItsRefusals() {
    assertThat(code("PATCH", "unknown", "{\"text\":\"x\"}")).isEqualTo("MESSAGES_NOT_FOUND");
    assertThat(code("DELETE", "unknown", null)).isEqualTo("MESSAGES_NOT_FOUND");
    ObjectNode buttons = rig.whatsapp("Choose");
    buttons.putObject("buttonsObject").putArray("buttons");
    assertThat(code("PATCH", rig.sent(buttons), "{\"text\":\"x\"}"))
        .isEqualTo("MESSAGES_CONTAIN_BUTTONS");
    String id = rig.sent(rig.whatsapp("Hi"));
    assertThat(code("PATCH", id, "{\"text\":\"x\",\"contentUri\":\"y\"}"))
        .isEqualTo("MESSAGES_ONLY_TEXT_OR_CONTENT");
    simulator.turnKnobs(
        knobs -> {
          knobs.editWindowSeconds = 60L;
          knobs.deleteWindowSeconds = 120L;
        });
    rig.clock.advance(Duration.ofSeconds(60));
    assertThat(code("PATCH", id, "{\"text\":\"x\"}")).isEqualTo("MESSAGES_EDITING_TIME_EXPIRED");
    rig.clock.advance(Duration.ofSeconds(60));
    assertThat(code("DELETE", id, null)).isEqualTo("MESSAGES_DELETION_TIME_EXPIRED");
  }

  @Test
  void templatesAreListedAndARejectedOneIsRefused() {
    JsonNode template = json(rig.api("GET", "/templates/whatsapp", null).body()).path(0);
    assertThat(template.path("status").asText()).isEqualTo("approved");
    assertThat(template.path("channels").path(0).asText()).isEqualTo(WABA);
    simulator.changeTemplate(Template.ORDER_READY.guid(), "REJECTED");
    ObjectNode body = rig.textTo(WABA, "whatsapp", CLIENT, "");
    body.remove("text");
    assertThat(rig.refused(body.put("templateId", Template.ORDER_READY.guid())))
        .isEqualTo("TEMPLATE_REJECTED");
  }

  @Test
  void faultsComeInTheirOrderAndAreUsedUp() {
    simulator.addFault(Fault.of(Fault.Kind.UNAUTHORIZED, Fault.Call.SEND, 1));
    simulator.addFault(Fault.of(Fault.Kind.TOO_MANY_REQUESTS, Fault.Call.SEND, 1));
    simulator.addFault(Fault.of(Fault.Kind.SERVER_ERROR, Fault.Call.SEND, 1));
    simulator.addFault(Fault.of(Fault.Kind.HTML, Fault.Call.SEND, 1));
    simulator.addFault(Fault.ofSend(Fault.Kind.REFUSAL, "CHANNEL_LIMIT_EXCEEDED", 1));
    String body = rig.whatsapp("Hi").toString();
    assertThat(IntStream.range(0, 6).map(i -> rig.api("POST", "/message", body).statusCode()))
        .containsExactly(401, 429, 500, 502, 400, 201);
    assertThat(simulator.faults()).isEmpty();
    assertThat(simulator.chat(WHATSAPP, CLIENT).messages()).hasSize(1);
  }

  @Test
  void aFaultWithoutACountLastsUntilCleared() {
    simulator.addFault(new Fault(Fault.Kind.SERVER_ERROR, null, false, 1, null, 0, null));
    assertThat(IntStream.range(0, 3).map(i -> rig.api("GET", "/channels", null).statusCode()))
        .containsExactly(200, 500, 500);
    simulator.clearFaults();
    assertThat(rig.api("GET", "/channels", null).statusCode()).isEqualTo(200);
  }

  @Test
  void aDroppedConnectionHasAnEffectOnlyWhenItIsToHaveOne() {
    String body = rig.whatsapp("Hi").toString();
    String key = simulator.knobs().apiKey;
    Fault drop = Fault.of(Fault.Kind.DROP, Fault.Call.SEND, 1);
    simulator.addFault(drop);
    assertThatThrownBy(() -> rig.tryCall("POST", "/v3/message", body, key))
        .isInstanceOf(IOException.class);
    assertThat(simulator.chats()).isEmpty();
    simulator.addFault(drop.afterTheEffect());
    assertThatThrownBy(() -> rig.tryCall("POST", "/v3/message", body, key))
        .isInstanceOf(IOException.class);
    rig.settle();
    assertThat(simulator.chat(WHATSAPP, CLIENT).onPhone()).hasSize(1);
    assertThat(rig.entries("messages")).as("the echo tells of it").hasSize(1);
  }

  @Test
  void aServerErrorAfterTheEffectHasSentTheMessage() {
    simulator.addFault(Fault.of(Fault.Kind.SERVER_ERROR, Fault.Call.SEND, 1).afterTheEffect());
    ObjectNode body = rig.whatsapp("Hi").put("crmMessageId", "m-1");
    assertThat(rig.api("POST", "/message", body.toString()).statusCode()).isEqualTo(500);
    assertThat(rig.refused(body)).isEqualTo("REPEATED_CRM_MESSAGE_ID");
    assertThat(rig.entries("messages")).hasSize(1);
  }

  @Test
  void aDelayedAnswerComesLateWithItsEffect() {
    simulator.addFault(new Fault(Fault.Kind.DELAY, Fault.Call.SEND, true, 0, 1, 100, null));
    long before = System.nanoTime();
    rig.sent(rig.whatsapp("Hi"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(99));
    assertThat(simulator.chat(WHATSAPP, CLIENT).onPhone()).hasSize(1);
  }

  @Test
  void theFileHostHasFaultsToo() {
    String uri =
        String.valueOf(
            simulator
                .clientWrites(
                    ClientMessage.text(WHATSAPP, CLIENT, "Ivan Testov", "").withType("audio"))
                .contentUri());
    simulator.addFault(Fault.of(Fault.Kind.SERVER_ERROR, Fault.Call.FILE, 1));
    assertThat(rig.download(uri).statusCode()).isEqualTo(500);
    assertThat(rig.download(uri).statusCode()).isEqualTo(200);
  }

  private String code(String method, String messageId, @Nullable String body) {
    var answer = rig.api(method, "/message/" + messageId, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return json(answer.body()).path("error").asText();
  }
}
