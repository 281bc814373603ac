package io.taskwire.local.sim.wazzup;

import static io.taskwire.local.sim.wazzup.SimulatorRig.CLIENT;
import static io.taskwire.local.sim.wazzup.SimulatorRig.sample;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.TELEGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the simulator writes has the keys and types of the documented samples. */
class DocumentedShapesTest {

  private static final String IVAN = "Ivan Testov";
  private static final InstagramPost POST = new InstagramPost(null, null, null, null);

  private final SimulatorRig rig = new SimulatorRig();
  private final WazzupSimulator simulator = rig.simulator;

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aClientsText() {
    simulator.clientWrites(ClientMessage.text(WHATSAPP, CLIENT, IVAN, "Hello!"));
    onlyBodyHasTheShapeOf("webhook-inbound-whatsapp-text");
    assertThat(rig.entries("messages").getFirst().path("dateTime").asText())
        .isEqualTo("2026-01-15T09:30:00.000Z");
  }

  @Test
  void aClientsFiles() {
    ClientMessage text = ClientMessage.text(WHATSAPP, CLIENT, IVAN, "");
    simulator.clientWrites(text.withFile(Upload.named("photo-0001.jpg")));
    bodyHasTheShapeOf(0, "webhook-inbound-whatsapp-image");
    simulator.clientWrites(text.withFile(Upload.named("voice-0001.ogg")));
    bodyHasTheShapeOf(1, "webhook-inbound-whatsapp-audio");
    simulator.clientWrites(text.withFile(new Upload(null, "JVBERg==")));
    bodyHasTheShapeOf(2, "webhook-inbound-whatsapp-document-no-filename");
    assertThat(rig.entries("messages"))
        .extracting(entry -> entry.path("type").asText())
        .containsExactly("image", "audio", "document");
  }

  @Test
  void aQuoteInEachOfItsForms() {
    String first =
        simulator.clientWrites(ClientMessage.text(WHATSAPP, CLIENT, IVAN, "One")).messageId();
    ClientMessage quote = ClientMessage.text(WHATSAPP, CLIENT, IVAN, "That").quoting(first);
    simulator.clientWrites(quote);
    bodyHasTheShapeOf(1, "webhook-inbound-whatsapp-quoted");

    simulator.turnKnobs(knobs -> knobs.quotedMessage = WazzupKnobs.Quote.ABSENT);
    simulator.clientWrites(quote);
    bodyHasTheShapeOf(2, "webhook-inbound-whatsapp-text");

    String ours =
        simulator
            .employeeWrites(
                new EmployeeMessage(
                    WHATSAPP, null, CLIENT, null, "Ready.", null, null, "Olga", "u-7", true))
            .messageId();
    simulator.turnKnobs(knobs -> knobs.quotedMessage = WazzupKnobs.Quote.RICH);
    simulator.clientWrites(ClientMessage.text(WHATSAPP, CLIENT, IVAN, "Yes").quoting(ours));
    bodyHasTheShapeOf(rig.bodies().size() - 1, "webhook-inbound-whatsapp-quoted-rich-variant");
  }

  @Test
  void contactCardAndPlaceInEachLayout() {
    ClientMessage card = ClientMessage.text(WHATSAPP, CLIENT, IVAN, "x").withType("vcard");
    ClientMessage place = card.withType("geo");
    simulator.clientWrites(card);
    bodyHasTheShapeOf(0, "webhook-inbound-whatsapp-vcard-variant-text");
    simulator.clientWrites(place);
    bodyHasTheShapeOf(1, "webhook-inbound-whatsapp-geo-variant-text");
    simulator.turnKnobs(
        knobs -> {
          knobs.vcard = WazzupKnobs.Layout.CONTENT;
          knobs.geo = WazzupKnobs.Layout.EMPTY;
        });
    simulator.clientWrites(card);
    bodyHasTheShapeOf(2, "webhook-inbound-whatsapp-vcard-variant-content");
    simulator.clientWrites(place);
    bodyHasTheShapeOf(3, "webhook-inbound-whatsapp-geo-variant-empty");
  }

  @Test
  void aMissedCallHasNeitherTextNorFile() {
    simulator.clientWrites(
        new ClientMessage(
            WHATSAPP,
            null,
            CLIENT,
            IVAN,
            null,
            null,
            null,
            "missing_call",
            null,
            null,
            null,
            null,
            null));
    onlyBodyHasTheShapeOf("webhook-inbound-whatsapp-missing-call");
  }

  @Test
  void instagramDirectAndComments() {
    ClientMessage direct =
        ClientMessage.text(INSTAGRAM, "fictional.client", "Fictional Client", "Hi");
    simulator.clientWrites(direct);
    bodyHasTheShapeOf(0, "webhook-inbound-instagram-direct");
    simulator.clientWrites(direct.under(POST));
    bodyHasTheShapeOf(1, "webhook-inbound-instagram-comment");
    simulator.turnKnobs(
        knobs -> {
          knobs.instPostMinimal = true;
          knobs.contactAvatar = true;
        });
    simulator.clientWrites(direct.under(POST));
    bodyHasTheShapeOf(2, "webhook-inbound-instagram-comment-minimal");
    simulator.turnKnobs(
        knobs -> {
          knobs.contactIgsid = true;
          knobs.contactAvatar = false;
        });
    simulator.clientWrites(direct.from(null, null, "1000000000000001"));
    bodyHasTheShapeOf(3, "webhook-inbound-instagram-direct-igsid");
  }

  @Test
  void anEmployeesPublicAnswerToAComment() {
    String comment =
        simulator
            .clientWrites(
                ClientMessage.text(INSTAGRAM, "fictional.client", "Fictional Client", "Price?")
                    .under(POST))
            .messageId();
    simulator.employeeWrites(
        new EmployeeMessage(
            INSTAGRAM,
            null,
            "fictional.client",
            null,
            "1000.",
            null,
            comment,
            "Olga Manager",
            "u-7",
            true));
    bodyHasTheShapeOf(1, "webhook-echo-instagram-comment-reply");
  }

  @Test
  void telegramAndAvito() {
    simulator.turnKnobs(knobs -> knobs.contactAvatar = false);
    simulator.clientWrites(
        ClientMessage.text(TELEGRAM, "900000001", "Anna Fictional", "Hi")
            .from("anna_fictional", "79990000004", null));
    bodyHasTheShapeOf(0, "webhook-inbound-telegram");
    simulator.turnKnobs(knobs -> knobs.contactPhone = WazzupKnobs.Phone.NEVER);
    simulator.clientWrites(ClientMessage.text(TELEGRAM, "900000001", "Anna Fictional", "Hi"));
    assertThat(rig.entries("messages").get(1).path("contact").has("phone")).isFalse();

    String avito = simulator.addChannel("avito", "600000001", null, null).channelId();
    rig.settle();
    rig.got.clear();
    simulator.clientWrites(ClientMessage.text(avito, "u2i-EXAMPLEchat", "Gleb Fictional", "Sold?"));
    bodyHasTheShapeOf(0, "webhook-inbound-avito");
  }

  @Test
  void whatsAppsPhoneWhenTheKnobSaysSo() {
    simulator.turnKnobs(knobs -> knobs.contactPhone = WazzupKnobs.Phone.ALSO_WHATSAPP);
    simulator.clientWrites(ClientMessage.text(WHATSAPP, CLIENT, IVAN, "Hello!"));
    assertThat(rig.entries("messages").getFirst().path("contact").path("phone").asText())
        .isEqualTo(CLIENT);
  }

  @Test
  void aClientsEditAndDeletion() {
    String id =
        simulator.clientWrites(ClientMessage.text(WHATSAPP, CLIENT, IVAN, "Hello!")).messageId();
    simulator.clientEdits(id, "Hello, hello!");
    bodyHasTheShapeOf(1, "webhook-inbound-edited-by-client");
    simulator.clientDeletes(id);
    bodyHasTheShapeOf(2, "webhook-inbound-deleted-by-client");
    assertThat(rig.entries("messages"))
        .extracting(entry -> entry.path("oldInfo").path("oldText").asText())
        .containsExactly("", "Hello!", "Hello, hello!");
  }

  @Test
  void echoesStatusesEditsAndDeletionsOfASend() {
    String id = rig.sent(rig.whatsapp("Your order is ready.").put("crmUserId", "u-7"));
    rig.settle();
    assertThat(rig.api("PATCH", "/message/" + id, "{\"text\":\"Ready.\"}").body()).isEqualTo("{}");
    assertThat(rig.api("DELETE", "/message/" + id, null).body()).isEqualTo("{}");
    bodyHasTheShapeOf(1, "webhook-status-read");
    bodyHasTheShapeOf(4, "webhook-edited");
    bodyHasTheShapeOf(5, "webhook-deleted");
  }

  @Test
  void echoesOfTextFileAndTemplate() {
    simulator.turnKnobs(knobs -> knobs.statusesAfterSend = List.of());
    rig.sent(rig.whatsapp("Your order is ready."));
    bodyHasTheShapeOf(0, "webhook-echo-api");
    var file = rig.whatsapp("").put("contentUri", rig.server("/files/photo.png"));
    file.remove("text");
    rig.sent(file);
    bodyHasTheShapeOf(1, "webhook-echo-image");
    var template = rig.textTo(WABA, "whatsapp", CLIENT, "");
    template.remove("text");
    template.put("templateId", Template.ORDER_READY.guid()).putArray("templateValues").add("1042");
    rig.sent(template);
    bodyHasTheShapeOf(2, "webhook-inbound-waba-template-echo");
    assertThat(rig.entries("messages").get(2).path("text").asText())
        .isEqualTo("Order 1042 is ready.");
  }

  @Test
  void whatIsTypedAndEditedOnThePhone() {
    simulator.turnKnobs(knobs -> knobs.statusesAfterSend = List.of());
    String id =
        simulator.employeeWrites(EmployeeMessage.onPhone(WHATSAPP, CLIENT, "Hi")).messageId();
    bodyHasTheShapeOf(0, "webhook-echo-phone");
    simulator.employeeEdits(id, "Hello");
    bodyHasTheShapeOf(1, "webhook-status-edited");
  }

  @Test
  void failuresInEachForm() {
    simulator.addFault(Fault.ofSend(Fault.Kind.DELIVERY_ERROR, "24_HOURS_EXCEEDED", 1));
    rig.sent(rig.whatsapp("Hello"));
    bodyHasTheShapeOf(1, "webhook-status-error-24_HOURS_EXCEEDED");

    simulator.turnKnobs(
        knobs -> {
          knobs.failure = WazzupKnobs.Failure.MESSAGE;
          knobs.contactAvatar = false;
        });
    simulator.addFault(Fault.ofSend(Fault.Kind.DELIVERY_ERROR, "BAD_CONTACT", 1));
    rig.sent(rig.whatsapp("Hello"));
    bodyHasTheShapeOf(2, "webhook-message-error-BAD_CONTACT");
  }

  @Test
  void nullsForAbsentFields() {
    simulator.turnKnobs(knobs -> knobs.nullsForAbsent = true);
    simulator.clientWrites(ClientMessage.text(WHATSAPP, CLIENT, IVAN, "Hello!"));
    onlyBodyHasTheShapeOf("webhook-inbound-whatsapp-text-nulls");
  }

  @Test
  void unknownFieldsEverywhere() {
    simulator.turnKnobs(knobs -> knobs.unknownFields = true);
    simulator.clientWrites(ClientMessage.text(WHATSAPP, CLIENT, IVAN, "Hello!"));
    JsonNode body = rig.bodies().getFirst();
    assertThat(body.has("somethingNew")).isTrue();
    assertThat(body.path("messages").path(0).has("somethingNew")).isTrue();
  }

  @Test
  void channelsAndTemplates() {
    simulator.changeState(WHATSAPP, "active", null);
    bodyHasTheShapeOf(0, "webhook-channelsUpdates-active");
    simulator.changeState(WHATSAPP, "qr", null);
    bodyHasTheShapeOf(1, "webhook-channelsUpdates-qr");
    simulator.changeState(WABA, "active", "TIER_1K");
    bodyHasTheShapeOf(2, "webhook-channelsUpdates-waba-tier");
    simulator.changeTemplate(Template.ORDER_READY.guid(), "paused");
    bodyHasTheShapeOf(3, "webhook-templateStatus-lowercase");
  }

  @Test
  void answersOfTheApi() {
    JsonNode channels = SimulatorRig.json(rig.api("GET", "/channels", null).body());
    assertThat(shape(channels.path(0))).isEqualTo(shape(sample("get-channels-response").path(0)));
    assertThat(shape(SimulatorRig.json(rig.api("GET", "/webhooks", null).body())))
        .isEqualTo(shape(sample("get-webhooks-response")));
    simulator.overwriteWebhooksUri(null);
    assertThat(SimulatorRig.json(rig.api("GET", "/webhooks", null).body()))
        .isEqualTo(sample("get-webhooks-response-not-set"));

    errorHasTheShapeOf("{\"channelId\":\"x\"}", "post-message-error-INVALID_MESSAGE_DATA");
    errorHasTheShapeOf(
        rig.textTo("00000000-0000-4000-8000-000000000000", "whatsapp", CLIENT, "Hi").toString(),
        "post-message-error-CHANNEL_NOT_FOUND");
    errorHasTheShapeOf(
        rig.textTo(WHATSAPP, "vk", "1", "Hi").toString(), "post-message-error-WRONG_TRANSPORT");
    String repeated = rig.whatsapp("Hi").put("crmMessageId", "task-1042-msg-7").toString();
    var answer = rig.api("POST", "/message", repeated);
    assertThat(shape(SimulatorRig.json(answer.body())))
        .isEqualTo(shape(sample("post-message-response-201")));
    errorHasTheShapeOf(repeated, "post-message-error-REPEATED_CRM_MESSAGE_ID");
  }

  private void errorHasTheShapeOf(String request, String sample) {
    var answer = rig.api("POST", "/message", request);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = SimulatorRig.json(answer.body());
    assertThat(error.path("error")).isEqualTo(sample(sample).path("error"));
    assertThat(shape(error)).isEqualTo(shape(sample(sample)));
  }

  private void onlyBodyHasTheShapeOf(String sample) {
    assertThat(rig.bodies()).hasSize(1);
    bodyHasTheShapeOf(0, sample);
  }

  private void bodyHasTheShapeOf(int index, String sample) {
    assertThat(rig.bodies().size()).isGreaterThan(index);
    assertThat(shape(rig.bodies().get(index))).isEqualTo(shape(sample(sample)));
  }

  /** Every path with the type of what is there; arrays by their first element. */
  private static Map<String, String> shape(JsonNode json) {
    Map<String, String> shape = new TreeMap<>();
    walk("", json, shape);
    return shape;
  }

  private static void walk(String path, JsonNode json, Map<String, String> shape) {
    shape.put(path, json.getNodeType().toString());
    if (json.isArray() && !json.isEmpty()) {
      walk(path + "[]", json.path(0), shape);
    }
    json.properties().forEach(field -> walk(path + "/" + field.getKey(), field.getValue(), shape));
  }
}
