package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.planfix.WriteRequest;
import io.taskwire.local.sim.wazzup.InstagramPost;
import io.taskwire.planfixwebhook.PlanfixWebhookHandler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A busy and unlucky day, after which the logs are searched for anything that is not theirs. */
@Isolated("it hears whatever is printed in this JVM")
class LogCanaryTest {
  private static final String CANARY = "Quokka";
  private static final String PHONE = "79990007777";
  private static final String OTHER_PHONE = "79990008888";
  private static final String OLGA = TaskSeen.OLGA;
  private static final String PLANFIX_SECRET = "bench-planfix-secret";
  private static final String PLANFIX_TOKEN = "bench-token";
  private static final String NICKNAME = "quokka.nickname";
  private static final String SECRET = "quokka-webhook-secret-1";
  private static final SettingsText SETTINGS =
      new SettingsText(
          "quokka-api-key",
          List.of(SECRET),
          List.of("quokka-crm-key"),
          "quokka-planfix-token",
          List.of("79990000099", "instagram:example.shop"));

  /** Everything that is logged or printed while it is open. */
  private static final class Overheard extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final PrintStream notes = new PrintStream(heard, /* autoFlush= */ true, UTF_8);

    Overheard() {
      Logger.getLogger("").addHandler(this);
      System.setOut(notes);
      System.setErr(notes);
    }

    @Override
    public void publish(LogRecord entry) {
      notes.print(formatter.format(entry));
    }

    @Override
    public void flush() {}

    /** Ends the listening. */
    @Override
    public void close() {
      Logger.getLogger("").removeHandler(this);
      System.setOut(out);
      System.setErr(err);
    }

    String all() {
      return heard.toString(UTF_8);
    }
  }

  /** Throws what it was given into the face of whoever posts, once. */
  private record Indiscreet(PlanfixChat planfix, AtomicBoolean due) implements PlanfixChat {
    @Override
    public TaskAnswer taskOf(Line line, PlanfixChatId chat) {
      return planfix.taskOf(line, chat);
    }

    @Override
    public PostAnswer post(Line line, TaskMessage message) {
      if (due.compareAndSet(true, false)) {
        throw new IllegalStateException(
            message + " " + line.planfixToken(), new IllegalArgumentException(message.text()));
      }
      return planfix.post(line, message);
    }

    @Override
    public PostAnswer mark(Line line, CommentId comment, Mark mark) {
      return planfix.mark(line, comment, mark);
    }
  }

  @Test
  void P11_noTextPhoneTokenLinkOrNameIsEverLogged() {
    AtomicBoolean crashDue = new AtomicBoolean();
    Overheard overheard = new Overheard();
    try (var bench = new Workbench(SETTINGS, 1, planfix -> new Indiscreet(planfix, crashDue))) {
      Stage stage = bench.stage();
      Talk talk =
          new Talk(stage, stage.channel(WHATSAPP), PHONE, CANARY + " Name", Optional.empty());
      Talk comment =
          new Talk(
              stage,
              stage.channel(INSTAGRAM),
              NICKNAME,
              CANARY + " Name",
              Optional.of(InstagramPost.at("quokka_1", "https://www.instagram.com/p/quokka")));
      for (String type :
          List.of(
              "text",
              "image",
              "audio",
              "video",
              "document",
              "vcard",
              "geo",
              "wapi_template",
              "missing_call",
              "system",
              "unsupported",
              "quokka_type")) {
        post(stage, talk.entry(CANARY + " text").put("type", type).put("contentUri", link()));
      }
      post(stage, comment.entry(CANARY + " comment"));
      var first = comment.writes(CANARY + " comment");
      stage.wazzup().clientEdits(first.messageId(), CANARY + " edited");
      stage.wazzup().clientDeletes(first.messageId());
      var typed = talk.getsFromThePhone(CANARY + " echo");
      post(stage, talk.entry(CANARY + " reply").set("quotedMessage", typed(typed.messageId())));
      stage.settle();

      badEntries(stage, talk);
      wrongDoors(bench, stage, talk);

      stage.planfix().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).times(2));
      stage
          .planfix()
          .faults()
          .add(Fault.of(Fault.Kind.INVALID_PARAMETERS).in("newMessage").times(1));
      stage.planfix().faults().add(Fault.of(Fault.Kind.HTML_ERROR).times(1));
      stage.planfix().faults().add(Fault.of(Fault.Kind.DROPPED).times(1));
      talk.writes(CANARY + " in trouble");
      talk.writes(CANARY + " in trouble again");
      assertThat(
              stage.await(
                  () -> {
                    // Each outage makes all wait until somebody may ask again.
                    bench.pass(Duration.ofSeconds(1));
                    return stage.planfix().faults().planned().isEmpty();
                  }))
          .isTrue();
      bench.pass(Duration.ofMinutes(1));
      stage.settle();

      String good = bench.settings.get();
      bench.settings.set(good.replace("\"ru\"", "\"" + CANARY + "\""));
      bench.pass(Duration.ofMinutes(2));
      assertThat(status(stage, talk)).isEqualTo(503);
      bench.settings.set("{" + good);
      bench.pass(Duration.ofMinutes(2));
      assertThat(status(stage, talk)).isEqualTo(503);
      bench.settings.set(good);
      bench.pass(Duration.ofMinutes(2));

      crashDue.set(true);
      talk.writes(CANARY + " crash");
      assertThat(stage.await(() -> !crashDue.get())).isTrue();
      bench.deaths.afterPosting(CANARY + " death");
      comment.writes(CANARY + " death");
      assertThat(stage.await(() -> bench.deaths.count() == 1)).isTrue();

      // What an operator lists is as public as a log.
      assertThat(stage.deadLetters())
          .hasSizeGreaterThan(10)
          .extracting(Stage.Letter::reason)
          .noneMatch(LogCanaryTest::tells);
    } finally {
      overheard.close();
    }
    String all = overheard.all();
    // It did listen, to us and to the libraries.
    assertThat(all).contains("entries: bad=").contains("stays in the queue").contains("Javalin");
    assertThat(all.lines().filter(LogCanaryTest::tells)).isEmpty();
  }

  @Test
  void P11_noAnswerAndNothingOfItIsEverLogged() {
    Overheard overheard = new Overheard();
    List<String> files = new ArrayList<>();
    try (var bench = new Workbench(SETTINGS);
        var sqs = bench.sqs()) {
      Stage stage = bench.stage();
      Talk talk =
          new Talk(stage, stage.channel(WHATSAPP), PHONE, CANARY + " Name", Optional.empty());
      stage.wazzup().turnKnobs(knobs -> knobs.rateWindowSeconds = 1);
      talk.writes(CANARY + " question");
      stage.settle();
      TaskSeen task = talk.task();

      task.answers(CANARY + " answer").becomes(READ);
      int quoted = task.entry(CANARY + " question").id();
      task.comments(new CommentRequest(OLGA, CANARY + " it is", null, true, quoted)).becomes(READ);
      withFile(task, files).becomes(READ);
      writesFirst(stage);

      wrongCalls(bench);
      doorInTrouble(bench);
      for (Fault.Kind kind : Fault.Kind.values()) {
        if (kind != Fault.Kind.HANGING && kind != Fault.Kind.DELAYED) {
          stage.planfix().faults().add(Fault.of(kind).in("messageStatus").times(1));
          answered(bench, task, "whose mark meets " + kind);
        }
      }
      for (PlanfixKnobs.FileServing serving : PlanfixKnobs.FileServing.values()) {
        stage.planfix().knobs().fileServing = serving;
        withFile(task, files);
        bench.pass(Duration.ofMinutes(1));
        stage.settle();
      }
      for (io.taskwire.local.sim.wazzup.Fault.Kind kind :
          io.taskwire.local.sim.wazzup.Fault.Kind.values()) {
        stage
            .wazzup()
            .addFault(
                new io.taskwire.local.sim.wazzup.Fault(
                    kind,
                    io.taskwire.local.sim.wazzup.Fault.Call.SEND,
                    false,
                    0,
                    1,
                    10,
                    "BAD_CONTACT"));
        answered(bench, task, "that meets " + kind);
        if (kind == io.taskwire.local.sim.wazzup.Fault.Kind.DROP
            || kind == io.taskwire.local.sim.wazzup.Fault.Kind.SERVER_ERROR) {
          stage
              .wazzup()
              .addFault(
                  io.taskwire.local.sim.wazzup.Fault.of(
                          kind, io.taskwire.local.sim.wazzup.Fault.Call.SEND, 2)
                      .afterTheEffect());
          answered(bench, task, "that meets " + kind + " when it was sent");
        }
      }
      for (String code :
          List.of(
              "CHANNEL_NOT_FOUND", "INVALID_MESSAGE_DATA", "MESSAGE_CONTENT_TOO_LONG", "QUOKKA")) {
        stage
            .wazzup()
            .addFault(
                new io.taskwire.local.sim.wazzup.Fault(
                    io.taskwire.local.sim.wazzup.Fault.Kind.REFUSAL,
                    io.taskwire.local.sim.wazzup.Fault.Call.SEND,
                    false,
                    0,
                    1,
                    0,
                    code));
        answered(bench, task, "that is refused");
      }

      senderInTrouble(bench, task);
      for (String nonsense :
          List.of(
              CANARY,
              "{\"" + CANARY,
              "{\"v\":1,\"kind\":\"comment\",\"text\":\"" + CANARY + "\"}",
              bench.comments.getFirst().body().replace("\"v\":", "\"" + CANARY + "\":"))) {
        bench.putForSenders(sqs, nonsense);
      }
      stage.settle();
      assertThat(bench.sendersDeadLetters(sqs))
          .hasSizeGreaterThanOrEqualTo(3)
          .extracting(Stage.Letter::reason)
          .allSatisfy(reason -> assertThat(reason).isNotBlank())
          .noneMatch(LogCanaryTest::tells);

      String good = bench.settings.get();
      bench.settings.set("{" + good);
      bench.pass(Duration.ofMinutes(2));
      assertThat(planfix(bench, PLANFIX_SECRET, call(CANARY))).isEqualTo(503);
      bench.settings.set(good);
    } finally {
      overheard.close();
    }
    String all = overheard.all();
    // Both functions had much to tell.
    assertThat(
            List.of(
                "refused: the line is unknown",
                "refused: messageId",
                "the call was not taken",
                "not accepted: ",
                "ignored: an unknown command",
                "rejects our set-up",
                "Wazzup did not take it now",
                "the outcome of part 1 is not known yet",
                "stays in the queue"))
        .allMatch(all::contains);
    assertThat(files).hasSizeGreaterThan(4);
    assertThat(all.lines().filter(LogCanaryTest::tells)).isEmpty();
    assertThat(all.lines().filter(line -> files.stream().anyMatch(line::contains))).isEmpty();
  }

  /** An answer whose fate is known in the end, whatever it is. */
  private static void answered(Workbench bench, TaskSeen task, String what) {
    Sent answer = task.answers(CANARY + " answer " + what);
    assertThat(
            bench
                .stage()
                .await(
                    () -> {
                      bench.pass(Duration.ofSeconds(20));
                      return bench.stage().unsent() == 0 && bench.stage().waiting() == 0;
                    }))
        .as(what)
        .isTrue();
    bench.stage().settle();
    assertThat(answer.signs()).as(what).isNotEmpty();
  }

  private static Sent withFile(TaskSeen task, List<String> files) {
    var file =
        task.stage().planfix().upload(CANARY + ".pdf", "application/pdf", CANARY.getBytes(UTF_8));
    files.add(file.hash());
    return task.comments(
        new CommentRequest(OLGA, CANARY + " see", List.of(file.hash()), true, null));
  }

  private static void writesFirst(Stage stage) {
    for (String phone : List.of(OTHER_PHONE, CANARY + " nobody's phone")) {
      for (String channel : List.of("79990000099", CANARY)) {
        stage
            .planfix()
            .write(
                new WriteRequest(
                    phone, "taskwire", channel, CANARY + " task", CANARY + " first", OLGA, null))
            .answered()
            .join();
      }
    }
    stage.settle();
  }

  private static int planfix(Workbench bench, String secret, String form) {
    return Stage.post(
        bench.origin().resolve("/planfix/" + secret),
        form.getBytes(UTF_8),
        "content-type",
        "application/x-www-form-urlencoded");
  }

  /** A comment as Planfix tells it, with its text. */
  private static String call(String text) {
    return "cmd=newMessage&providerId=taskwire&chatId=whatsapp%3A79990000099%2F"
        + PHONE
        + "&token="
        + PLANFIX_TOKEN
        + "&messageId=990001&message="
        + text
        + "&contactPhone="
        + PHONE;
  }

  private static void wrongCalls(Workbench bench) {
    String good = call(CANARY);
    assertThat(planfix(bench, "quokka-wrong-secret", good)).isEqualTo(404);
    assertThat(planfix(bench, PLANFIX_SECRET, good.replace(PLANFIX_TOKEN, CANARY))).isEqualTo(401);
    assertThat(planfix(bench, PLANFIX_SECRET, good.replace("=taskwire", "=" + CANARY)))
        .isEqualTo(401);
    for (String bad :
        List.of(
            good.replace("990001", ""),
            good.replace("990001", CANARY + "%0A" + PHONE + "~".repeat(2000)),
            good.replace("message=" + CANARY, "message="),
            good.replace("whatsapp%3A79990000099%2F" + PHONE, "~" + CANARY),
            good + "&attachments%5Burl%5D=quokka%3A" + CANARY,
            good + "&message=%ZZ" + CANARY,
            good.replace("newMessage", CANARY),
            good.replace("newMessage", "taskDeleted"),
            good.replace("newMessage", "startDialog"),
            "{\"quokka\": \"" + CANARY + "\"}",
            CANARY,
            good + "x".repeat(1_100_000))) {
      assertThat(planfix(bench, PLANFIX_SECRET, bad)).isIn(200, 400, 401, 413);
    }
  }

  /** The queue refuses, and something breaks. */
  @SuppressWarnings("NullAway") // The door asks nothing of its context.
  private static void doorInTrouble(Workbench bench) {
    for (RuntimeException trouble :
        List.of(
            SqsException.builder().message(CANARY).statusCode(500).build(),
            SdkClientException.create(CANARY),
            new IllegalStateException(CANARY, new IllegalArgumentException(CANARY)))) {
      var door = new PlanfixWebhookHandler(bench.planfixDoorParts(new BrokenQueues(trouble)));
      var event =
          APIGatewayV2HTTPEvent.builder()
              .withPathParameters(Map.of("secret", PLANFIX_SECRET))
              .withBody(call(CANARY))
              .build();
      assertThat(door.handleRequest(event, null).getStatusCode()).isIn(500, 503);
    }
  }

  /** Queues that take nothing. */
  private record BrokenQueues(RuntimeException trouble) implements SqsClient {
    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      throw trouble;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** It crashes with the message in its mouth, and dies in the middle of one. */
  private static void senderInTrouble(Workbench bench, TaskSeen task) {
    AtomicBoolean crashDue = new AtomicBoolean(true);
    bench.wazzupAsCalled =
        wazzup ->
            sending -> {
              if (crashDue.compareAndSet(true, false)) {
                throw new IllegalStateException(
                    sending.toString(), new IllegalArgumentException(sending.toString()));
              }
              return wazzup.send(sending);
            };
    answered(bench, task, "at which it crashes");
    assertThat(crashDue).isFalse();
    bench.senderDeaths.killAt(new Deaths.Point(3, Deaths.Side.AFTER));
    answered(bench, task, "in which it dies");
    assertThat(bench.senderDeaths.count()).isEqualTo(1);
  }

  private static int status(Stage stage, Talk talk) {
    return Stage.post(
        stage.door(),
        Webhooks.messages(talk.entry(CANARY)).getBytes(UTF_8),
        "Authorization",
        "Bearer quokka-crm-key");
  }

  private static boolean tells(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("quokka")
        || Stream.of(PHONE, PHONE.substring(1), OTHER_PHONE, PLANFIX_SECRET, PLANFIX_TOKEN, OLGA)
            .anyMatch(line::contains);
  }

  private static String link() {
    return "https://store.example.org/quokka/?filename=quokka.jpg";
  }

  private static ObjectNode typed(String messageId) {
    return JsonNodeFactory.instance.objectNode().put("messageId", messageId);
  }

  private static void post(Stage stage, JsonNode entry) {
    assertThat(
            Stage.post(
                stage.door(),
                Webhooks.messages((ObjectNode) entry).getBytes(UTF_8),
                "Authorization",
                "Bearer quokka-crm-key"))
        .isEqualTo(200);
  }

  private static void badEntries(Stage stage, Talk talk) {
    List<ObjectNode> bad = new ArrayList<>();
    for (String field : List.of("messageId", "channelId", "chatType", "chatId")) {
      bad.add(talk.entry(CANARY + " without " + field).without(List.of(field)));
      bad.add(talk.entry(CANARY).put(field, CANARY + "\n" + PHONE));
      bad.add((ObjectNode) talk.entry(CANARY).set(field, talk.entry(CANARY)));
    }
    bad.add(talk.entry(CANARY).put("dateTime", CANARY));
    bad.add(talk.entry(CANARY).put("isEcho", CANARY));
    bad.add(talk.entry(CANARY).put("contentUri", "quokka:" + CANARY).put("type", "image"));
    bad.add(talk.entry(CANARY + "x".repeat(1_100_000)));
    bad.forEach(entry -> post(stage, entry));
    stage.settle();
  }

  private static void wrongDoors(Workbench bench, Stage stage, Talk talk) {
    byte[] body = Webhooks.messages(talk.entry(CANARY)).getBytes(UTF_8);
    assertThat(Stage.post(stage.door(), body, "Authorization", "Bearer quokka-wrong-key"))
        .isEqualTo(401);
    assertThat(Stage.post(bench.origin().resolve("/wazzup/quokka-wrong-secret"), body))
        .isEqualTo(404);
    for (String nonsense :
        List.of(
            "quokka",
            "{\"quokka\"",
            "[\"" + CANARY + "\"]",
            "{\"messages\":[{\"text\":\"" + CANARY)) {
      assertThat(
              Stage.post(
                  stage.door(), nonsense.getBytes(UTF_8), "Authorization", "Bearer quokka-crm-key"))
          .isEqualTo(400);
    }
  }
}
