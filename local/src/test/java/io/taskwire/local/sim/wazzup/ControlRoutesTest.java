package io.taskwire.local.sim.wazzup;

import static io.taskwire.local.sim.wazzup.SimulatorRig.CLIENT;
import static io.taskwire.local.sim.wazzup.SimulatorRig.json;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The controls as a console and end-to-end tests use them. */
class ControlRoutesTest {

  private final SimulatorRig rig = new SimulatorRig();

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void channelsComeGoChangeAndAreRecreated() {
    String id =
        ok(
                "POST",
                "/channels",
                "{\"transport\":\"viber\",\"plainId\":\"79990000095\",\"name\":\"Viber\"}")
            .path("channelId")
            .asText();
    assertThat(ok("PUT", "/channels/" + id + "/state", "{\"state\":\"unauthorized\"}"))
        .isEqualTo(json(rig.api("GET", "/channels", null).body()).path(4));
    ok("POST", "/client/messages", message("79990000095", "79990000006", "Hi from Viber"));
    String anew = ok("POST", "/channels/79990000095/recreate", null).path("channelId").asText();
    assertThat(anew).isNotEqualTo(id);
    assertThat(ok("GET", "/chats", null).path(0).path("channelId").asText()).isEqualTo(anew);
    assertThat(rig.control("DELETE", "/channels/" + anew, null).statusCode()).isEqualTo(204);
    assertThat(ok("GET", "/channels", null)).hasSize(4);
    assertThat(rig.entries("channelsUpdates"))
        .filteredOn(update -> update.path("channelId").asText().equals(anew))
        .extracting(update -> update.path("state").asText())
        .containsExactly("active", "disabled");
  }

  @Test
  void aClientWritesEditsAndDeletes() {
    JsonNode written = ok("POST", "/client/messages", message("79990000099", CLIENT, "Hello"));
    String route = "/client/messages/" + written.path("messageId").asText();
    assertThat(ok("PATCH", route, "{\"text\":\"Hello!\"}").path("edited").asBoolean()).isTrue();
    assertThat(phoneOf(0)).containsExactly("Hello!");
    assertThat(ok("DELETE", route, null).path("deleted").asBoolean()).isTrue();
    assertThat(rig.simulator.chat(WHATSAPP, CLIENT).onPhone()).isEmpty();
  }

  @Test
  void aClientCommentsUnderAPostWithAFileAndWithAnUnknownType() {
    ok(
        "POST",
        "/client/messages",
        """
        {"channel":"example.shop","chatId":"fictional.client","text":"How much?",
         "instPost":{"id":"31_4","src":"https://www.instagram.com/p/EXAMPLEpost"}}
        """);
    assertThat(rig.simulator.chat(INSTAGRAM, "fictional.client").messages().getFirst().postUrl())
        .isEqualTo("https://www.instagram.com/p/EXAMPLEpost");
    JsonNode file =
        ok(
            "POST",
            "/client/messages",
            """
            {"channel":"%s","chatId":"%s","file":{"filename":"Договор 1.pdf","contentBase64":"JVBERi0x"}}
            """
                .formatted(WHATSAPP, CLIENT));
    assertThat(file.path("type").asText()).isEqualTo("document");
    assertThat(rig.download(file.path("contentUri").asText()).body())
        .asString()
        .isEqualTo("%PDF-1");
    JsonNode strange =
        ok(
            "POST",
            "/client/messages",
            "{\"channel\":\"%s\",\"chatId\":\"%s\",\"type\":\"hologram\"}"
                .formatted(WHATSAPP, CLIENT));
    assertThat(strange.path("type").asText()).isEqualTo("hologram");
  }

  @Test
  void anEmployeeTypesOnThePhoneInANewChat() {
    JsonNode typed =
        ok(
            "POST",
            "/employee/messages",
            "{\"channel\":\"79990000099\",\"chatId\":\"79990000003\",\"text\":\"Good day\"}");
    assertThat(typed.path("author").asText()).isEqualTo("Phone");
    JsonNode echo = rig.entries("messages").getFirst();
    assertThat(echo.path("isEcho").asBoolean()).isTrue();
    assertThat(echo.path("contact").path("name").asText()).isEqualTo("79990000003");
    String route = "/employee/messages/" + typed.path("messageId").asText();
    ok("PATCH", route, "{\"text\":\"Good evening\"}");
    assertThat(phoneOf(0)).containsExactly("Good evening");
  }

  @Test
  void aStatusIsSetByHand() {
    ok("PATCH", "/knobs", "{\"statusesAfterSend\":[]}");
    String id = rig.sent(rig.whatsapp("Hi"));
    ok("PUT", "/messages/" + id + "/status", "{\"status\":\"read\"}");
    assertThat(rig.entries("statuses").getFirst().path("status").asText()).isEqualTo("read");
    ok("PUT", "/messages/" + id + "/status", "{\"status\":\"error\",\"error\":\"SPAM\"}");
    assertThat(rig.simulator.chat(WHATSAPP, CLIENT).onPhone()).isEmpty();
    refused("PUT", "/messages/" + id + "/status", "{\"status\":\"error\"}");
  }

  @Test
  void aTemplateGetsAStatus() {
    String route = "/templates/" + Template.ORDER_READY.guid() + "/status";
    assertThat(rig.control("PUT", route, "{\"status\":\"paused\"}").statusCode()).isEqualTo(204);
    assertThat(rig.bodies().getFirst().path("templateStatus").path("status").asText())
        .isEqualTo("paused");
  }

  @Test
  void aRawBodyIsPostedVerbatim() {
    assertThat(rig.control("POST", "/webhooks/raw", "{\"messages\": [[").statusCode())
        .isEqualTo(202);
    rig.settle();
    assertThat(rig.got.getFirst().body()).isEqualTo("{\"messages\": [[");
  }

  @Test
  void anotherIntegrationTakesTheAddress() {
    assertThat(
            rig.control("PUT", "/webhooks/address", "{\"webhooksUri\":\"http://localhost/x\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(json(rig.api("GET", "/webhooks", null).body()).path("webhooksUri").asText())
        .isEqualTo("http://localhost/x");
  }

  @Test
  void theLogAndIdlenessCanBeAsked() {
    ok("POST", "/client/messages", message("79990000099", CLIENT, "Hello"));
    assertThat(ok("POST", "/await-idle?timeoutMs=20000", null).path("idle").asBoolean()).isTrue();
    JsonNode post = ok("GET", "/webhooks?after=0", null).path(0);
    assertThat(post.path("outcome").asText()).isEqualTo("DELIVERED");
    assertThat(post.path("attempts").path(0).path("status").asInt()).isEqualTo(200);
    assertThat(ok("GET", "/webhooks?after=1", null)).isEmpty();
  }

  @Test
  void knobsAreReadChangedInPartAndChecked() {
    JsonNode before = ok("GET", "/knobs", null);
    assertThat(before.path("echo").asText()).isEqualTo("AFTER_ANSWER");
    JsonNode after = ok("PATCH", "/knobs", "{\"crmKey\":\"k1\",\"retries\":3}");
    assertThat(after.path("crmKey").asText()).isEqualTo("k1");
    assertThat(rig.simulator.knobs().retries).isEqualTo(3);
    refused("PATCH", "/knobs", "{\"duplicateRate\":2}");
    refused("PATCH", "/knobs", "{\"noSuchKnob\":1}");
    assertThat(ok("GET", "/knobs", null)).isEqualTo(after);
  }

  @Test
  void faultsAreAddedListedAndCleared() {
    ok("POST", "/faults", "{\"kind\":\"SERVER_ERROR\",\"call\":\"CHANNELS\",\"count\":5}");
    assertThat(rig.api("GET", "/channels", null).statusCode()).isEqualTo(500);
    assertThat(ok("GET", "/faults", null).path(0).path("count").asInt()).isEqualTo(4);
    refused("POST", "/faults", "{\"kind\":\"REFUSAL\"}");
    assertThat(rig.control("DELETE", "/faults", null).statusCode()).isEqualTo(204);
    assertThat(rig.api("GET", "/channels", null).statusCode()).isEqualTo(200);
  }

  @Test
  void whatCannotBeDoneSaysWhy() {
    assertThat(refused("POST", "/client/messages", message("unknown", CLIENT, "Hi")))
        .isEqualTo("No channel unknown");
    assertThat(refused("DELETE", "/client/messages/unknown", null)).isEqualTo("No message unknown");
    refused("POST", "/client/messages", "{");
    refused("POST", "/client/messages", "{\"text\":\"to nobody\"}");
    refused("GET", "/webhooks?after=x", null);
    refused("PUT", "/channels/" + WABA + "/state", "{}");
  }

  private JsonNode ok(String method, String route, @Nullable String body) {
    HttpResponse<String> answer = rig.control(method, route, body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return json(answer.body());
  }

  private String refused(String method, String route, @Nullable String body) {
    HttpResponse<String> answer = rig.control(method, route, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return json(answer.body()).path("error").asText();
  }

  private List<String> phoneOf(int chat) {
    return rig.simulator.chats().get(chat).onPhone().stream()
        .map(message -> String.valueOf(message.text()))
        .toList();
  }

  private static String message(String channel, String chatId, String text) {
    return "{\"channel\":\"%s\",\"chatId\":\"%s\",\"name\":\"Ivan Testov\",\"text\":\"%s\"}"
        .formatted(channel, chatId, text);
  }
}
