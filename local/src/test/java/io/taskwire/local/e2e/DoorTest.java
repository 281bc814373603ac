package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.wazzupwebhook.WazzupWebhookHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** What the door for Wazzup's webhooks lets in, and what it answers. */
@ExtendWith(OwnRun.class)
class DoorTest {
  private static final String JSON = "application/json";

  private final Stage stage;

  DoorTest(Stage stage) {
    this.stage = stage;
  }

  private static byte[] body(Talk talk, String text) {
    return Webhooks.messages(talk.entry(text)).getBytes(UTF_8);
  }

  /** Lets so many batches through to the queue and breaks the connection afterwards. */
  private static final class BrokenAfter implements ExecutionInterceptor {
    private final AtomicInteger left;

    BrokenAfter(int batches) {
      this.left = new AtomicInteger(batches);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof SendMessageBatchRequest && left.getAndDecrement() <= 0) {
        throw SdkClientException.create("the test broke the connection");
      }
    }
  }

  /** What a door answers that nothing but a test can reach. */
  static int status(WazzupWebhookHandler door, String body) {
    return status(door, event(body));
  }

  @SuppressWarnings("NullAway") // The door asks nothing of its context.
  private static int status(WazzupWebhookHandler door, APIGatewayV2HTTPEvent event) {
    return door.handleRequest(event, null).getStatusCode();
  }

  private static APIGatewayV2HTTPEvent event(String body) {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setPathParameters(Map.of("secret", "bench-wazzup-secret"));
    event.setHeaders(Map.of("content-type", JSON));
    event.setBody(body);
    return event;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void P1_whatTheQueueDoesNotTakeIsNotAcknowledgedAndARepetitionAddsNothing(int taken) {
    try (var bench = new Workbench(SettingsText.USUAL);
        SqsClient broken = bench.sqs(new BrokenAfter(taken))) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      Talk maria = bench.stage().somebody("Maria Testova").on(WHATSAPP);
      // One batch never holds two entries of one chat, so these are four batches.
      String body =
          Webhooks.messages(
              ivan.entry("One"),
              ivan.entry("Two"),
              ivan.entry("Three"),
              ivan.entry("Four"),
              maria.entry("Five"));
      assertThat(status(new WazzupWebhookHandler(bench.doorParts(broken)), body)).isEqualTo(503);
      assertThat(bench.stage().post(body)).isEqualTo(200);
      bench.stage().settle();
      ivan.task().says("One", "Two", "Three", "Four");
      maria.task().says("Five");
    }
  }

  @Test
  void P1_whereTheQueueComesBackInTimeTheWebhookIsTaken() {
    AtomicInteger refusals = new AtomicInteger(3);
    ExecutionInterceptor refusesThreeTimes =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (refusals.getAndDecrement() > 0) {
              throw SdkClientException.create("the test broke the connection");
            }
          }
        };
    try (var bench = new Workbench(SettingsText.USUAL);
        SqsClient shaky = bench.sqs(refusesThreeTimes)) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      String body = Webhooks.messages(ivan.entry("One"), ivan.entry("Two"));
      assertThat(status(new WazzupWebhookHandler(bench.doorParts(shaky)), body)).isEqualTo(200);
      ivan.task().says("One", "Two");
    }
  }

  @Test
  void P1_whatTheQueueHasForgottenTheTableRemembers() {
    try (var bench = new Workbench(SettingsText.USUAL);
        SqsClient sqs = bench.sqs()) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      ObjectNode hello = ivan.entry("Hello");
      assertThat(bench.stage().post(Webhooks.messages(hello))).isEqualTo(200);
      ivan.task().says("Hello");
      bench.repeatInTheQueue(sqs, hello.toString());
      bench.stage().settle();
      ivan.task().says("Hello");
    }
  }

  @Test
  void P1_aBadEntryHarmsNoneBesideItAndLiesWithTheDeadLetters() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ObjectNode bad = ivan.entry("Lost?").put("chatType", "no such: type");
    ObjectNode worse = ivan.entry("Lost too?");
    worse.remove("messageId");
    int status = stage.post(Webhooks.messages(ivan.entry("One"), bad, ivan.entry("Two"), worse));
    assertThat(status).isEqualTo(200);
    ivan.task().says("One", "Two");

    assertThat(reason(bad.path("messageId").asText()))
        .isEqualTo(
            "messages: chatType must be a word of Latin letters and digits, at most 32 of them");
    assertThat(reason("Lost too?")).isEqualTo("messages: messageId is missing");
  }

  private String reason(String inBody) {
    return stage.deadLetter(body -> body.contains(inBody)).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "17",
        "{",
        "{\"messages\":[}",
        "{}{}",
        "<html></html>",
        "messages=1"
      })
  void P1_whatIsNoJsonObjectIsRefused(String body) {
    assertThat(Stage.post(stage.door(), body.getBytes(UTF_8), "content-type", JSON)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"test\":true}",
        "{\"messages\":[]}",
        "{\"messages\":null}",
        "{\"somethingNew\":[{\"id\":1}]}",
        "{\"templateStatus\":{\"templateGuid\":\"1\",\"status\":\"APPROVED\"}}"
      })
  void P1_whatTellsNothingOfUseIsTaken(String body) {
    assertThat(stage.post(body)).isEqualTo(200);
  }

  @Test
  void P1_aWrongSecretFindsNothing() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    byte[] body = body(ivan, "Let me in");
    for (String wrong :
        List.of(
            "wrong", "local-wazzup-secre", "local-wazzup-secret1", "%20", "Local-wazzup-secret")) {
      assertThat(Stage.post(stage.door().resolve("/wazzup/" + wrong), body, "content-type", JSON))
          .as(wrong)
          .isEqualTo(404);
    }
    assertThat(Stage.post(stage.door().resolve("/wazzup"), body)).isEqualTo(404);
    stage.settle();
    assertThat(ivan.tasks()).isEmpty();
  }

  @Test
  void P1_bothSecretsOpenTheDoorWhileTheyAreExchanged() {
    try (var bench =
        new Workbench(
            SettingsText.USUAL.withSecrets("the-new-wazzup-secret", "the-old-wazzup-secret"))) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      for (String secret : List.of("the-new-wazzup-secret", "the-old-wazzup-secret")) {
        assertThat(Stage.post(bench.origin().resolve("/wazzup/" + secret), body(ivan, secret)))
            .isEqualTo(200);
      }
      ivan.task().says("the-new-wazzup-secret", "the-old-wazzup-secret");

      bench.settings.set(
          SettingsText.USUAL.withSecrets("the-new-wazzup-secret").at(bench.origin()));
      bench.pass(Duration.ofMinutes(2));
      assertThat(
              Stage.post(bench.origin().resolve("/wazzup/the-old-wazzup-secret"), body(ivan, "No")))
          .isEqualTo(404);
    }
  }

  @Test
  void P1_whereThereAreCrmKeysARequestNeedsOne() {
    try (var bench = new Workbench(SettingsText.USUAL.withCrmKeys("crm-key-1", "crm-key-2"))) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      var door = bench.stage().door();
      assertThat(Stage.post(door, body(ivan, "No"))).isEqualTo(401);
      assertThat(Stage.post(door, body(ivan, "No"), "Authorization", "Bearer wrong"))
          .isEqualTo(401);
      assertThat(Stage.post(door, body(ivan, "No"), "Authorization", "crm-key-1")).isEqualTo(401);
      assertThat(Stage.post(door, body(ivan, "One"), "Authorization", "Bearer crm-key-1"))
          .isEqualTo(200);
      assertThat(Stage.post(door, body(ivan, "Two"), "authorization", "bearer crm-key-2"))
          .isEqualTo(200);
      ivan.task().says("One", "Two");
    }
  }

  @Test
  void P1_whileTheSettingsAreIncompleteNothingIsAcknowledged() {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      String good = bench.settings.get();
      bench.settings.set("{}");
      String body = Webhooks.messages(ivan.entry("Hello"));
      assertThat(bench.stage().post(body)).isEqualTo(503);
      bench.settings.set(good);
      assertThat(bench.stage().post(body)).isEqualTo(200);
      ivan.task().says("Hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json; charset-utf-8",
        "application/json; charset=windows-1251",
        "text/plain",
        "application/octet-stream",
        "application/x-www-form-urlencoded"
      })
  void P1_theBodyIsUtf8WhateverTheHeaderSays(String contentType) {
    Talk ivan = stage.somebody("Иван Тестов").on(WHATSAPP);
    assertThat(Stage.post(stage.door(), body(ivan, "Привет 👋"), "content-type", contentType))
        .isEqualTo(200);
    ivan.task().says("Привет 👋").hasName("Иван Тестов — WhatsApp, Wazzup, +79990000099");
  }

  @Test
  void P1_aBodyInBase64IsRead() {
    try (var bench = new Workbench(SettingsText.USUAL);
        SqsClient sqs = bench.sqs()) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      APIGatewayV2HTTPEvent event =
          event(Base64.getEncoder().encodeToString(body(ivan, "Привет 👋")));
      event.setIsBase64Encoded(true);
      var door = new WazzupWebhookHandler(bench.doorParts(sqs));
      assertThat(status(door, event)).isEqualTo(200);
      ivan.task().says("Привет 👋");
    }
  }

  @Test
  void P1_aBodyThatLambdaWouldNotTakeIsTooLarge() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    assertThat(
            Stage.post(stage.door(), body(ivan, "x".repeat(6 * 1024 * 1024)), "content-type", JSON))
        .isEqualTo(413);
  }

  @Test
  void P1_anEntryLargerThanTheQueueTakesLiesWithTheDeadLetters() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    String huge = "x".repeat(1_100_000);
    assertThat(
            stage.post(Webhooks.messages(ivan.entry("One"), ivan.entry(huge), ivan.entry("Two"))))
        .isEqualTo(200);
    ivan.task().says("One", "Two");
    assertThat(
            stage.await(
                () ->
                    stage.deadLetters().stream()
                        .anyMatch(
                            letter ->
                                letter
                                    .reason()
                                    .equals("the entry is larger than the queue takes"))))
        .isTrue();
  }

  @Test
  void P1_aWebhookWithManyEntriesOfSeveralDialogsArrivesWholeAndInOrder() {
    List<Talk> talks =
        IntStream.range(0, 7)
            .mapToObj(i -> stage.somebody("Client " + i).on(i % 2 == 0 ? WHATSAPP : WABA))
            .toList();
    List<ObjectNode> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      for (Talk talk : talks) {
        entries.add(talk.entry("Line " + i));
      }
    }
    assertThat(stage.post(Webhooks.messages(entries))).isEqualTo(200);
    for (Talk talk : talks) {
      talk.task().says("Line 0", "Line 1", "Line 2", "Line 3", "Line 4");
    }
  }

  @Test
  void P3_entriesThatAreNotChronologicalAreShownInTheirOrder() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    Instant start = Instant.now().minusSeconds(60);
    List<ObjectNode> entries = new ArrayList<>();
    String[] texts = new String[12];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "Line " + i;
      entries.add(ivan.entry(texts[i]).put("dateTime", start.plusMillis(i * 7L).toString()));
    }
    long seed = 20260114;
    Collections.shuffle(entries, new Random(seed));
    assertThat(stage.post(Webhooks.messages(entries))).isEqualTo(200);
    ivan.task().says(texts);
  }
}
