package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.wazzup.InstagramPost;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** A busy and unlucky day, after which the logs are searched for anything that is not theirs. */
class LogCanaryTest {
  private static final String CANARY = "Quokka";
  private static final String PHONE = "79990007777";
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

  private static int status(Stage stage, Talk talk) {
    return Stage.post(
        stage.door(),
        Webhooks.messages(talk.entry(CANARY)).getBytes(UTF_8),
        "Authorization",
        "Bearer quokka-crm-key");
  }

  private static boolean tells(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("quokka") || line.contains(PHONE) || line.contains(PHONE.substring(1));
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
