package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.fakes.FakeMeter;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.wazzup.InstagramPost;
import io.taskwire.wazzupwebhook.DoorParts;
import io.taskwire.wazzupwebhook.WazzupWebhookHandler;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Webhooks that no sane sender would write. */
@ExtendWith(OwnRun.class)
class HostileWebhooksTest {
  private static final int BODIES = 10_000;
  private static final int DELIVERED = 90;

  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "\ud800",
          "\uffff",
          "\u202e",
          "null",
          "true",
          "-1",
          "1e999",
          "{}",
          "../..",
          "'; DROP TABLE",
          "%00%n%s",
          "~",
          "#",
          "/",
          "x".repeat(300),
          "\u0007bell",
          "😀".repeat(200),
          "https://",
          "http://[::1",
          "file:///etc/passwd",
          "0001-01-01T00:00:00Z",
          "９９");

  private static final Logger DOOR_LOG = Logger.getLogger("taskwire.wazzup-webhook");

  private final Stage stage;

  HostileWebhooksTest(Stage stage) {
    this.stage = stage;
  }

  /** The door says of each webhook how much of it was bad: here, of all. */
  @BeforeAll
  static void quiet() {
    DOOR_LOG.setLevel(Level.WARNING);
  }

  @AfterAll
  static void loud() {
    DOOR_LOG.setLevel(null);
  }

  /** A queue that only remembers. */
  private static final class Taken implements NoticeQueue, DeadLetters {
    final List<String> bodies = new ArrayList<>();

    @Override
    public int largestBody() {
      return 1_000_000;
    }

    @Override
    public Answer put(List<QueueEntry> entries, Instant deadline) {
      entries.forEach(entry -> bodies.add(entry.body()));
      return new Answer.Taken(List.of());
    }

    @Override
    public void park(DeadLetter letter) {
      assertThat(letter.reason()).isNotBlank();
    }
  }

  private static WazzupWebhookHandler door(Taken taken) {
    DoorSettings settings =
        SettingsDocument.whole(SettingsText.USUAL.at(URI.create("http://localhost")), true).door();
    SettingsSource<DoorSettings> source =
        new SettingsSource<>() {
          @Override
          public Optional<DoorSettings> current() {
            return Optional.of(settings);
          }

          @Override
          public Optional<DoorSettings> again() {
            return Optional.of(settings);
          }
        };
    return new WazzupWebhookHandler(
        new DoorParts(source, taken, taken, new FakeMeter(), InstantSource.system()));
  }

  @Test
  void P1_noBodyHoweverMutatedMakesTheDoorFailOrLosesAGoodEntryBesideIt() {
    long seed = System.nanoTime();
    System.out.println("P1 hostile webhooks: seed " + seed);
    Random random = new Random(seed);
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    Taken taken = new Taken();
    WazzupWebhookHandler door = door(taken);
    for (int i = 0; i < BODIES; i++) {
      taken.bodies.clear();
      ObjectNode good = ivan.entry("Good " + i);
      String body =
          i % 4 == 0
              ? scratched(besideOddOnes(good, random).toString(), random)
              : besideOddOnes(good, random).toString();
      int status = DoorTest.status(door, body);
      assertThat(status).as("seed %d, body %d: %s", seed, i, body).isIn(200, 400);
      if (i % 4 != 0) {
        String id = good.path("messageId").asText();
        assertThat(status).as("seed %d, body %d: %s", seed, i, body).isEqualTo(200);
        assertThat(taken.bodies)
            .as("seed %d, body %d: %s", seed, i, body)
            .anyMatch(queued -> queued.contains(id));
      }
    }
  }

  @Test
  void P8_goodEntriesBesideOddOnesArriveInPlanfix() {
    long seed = System.nanoTime();
    System.out.println("P8 hostile webhooks: seed " + seed);
    Random random = new Random(seed);
    List<Talk> talks =
        List.of(
            stage.somebody("Ivan Testov").on(WHATSAPP),
            stage.somebody("Maria Testova").on(WHATSAPP),
            stage.somebody("Anna Testova").on(INSTAGRAM));
    for (int i = 0; i < DELIVERED; i++) {
      ObjectNode good = talks.get(i % talks.size()).entry("Good " + i);
      assertThat(stage.post(besideOddOnes(good, random).toString()))
          .as("seed %d", seed)
          .isEqualTo(200);
    }
    stage.settle();
    for (int talk = 0; talk < talks.size(); talk++) {
      List<String> expected = new ArrayList<>();
      for (int i = talk; i < DELIVERED; i += talks.size()) {
        expected.add("Good " + i);
      }
      assertThat(talks.get(talk).task().entries().map(EntryView::text))
          .as("seed %d", seed)
          .containsExactlyElementsOf(expected);
    }
  }

  /** A webhook with this entry somewhere among mutated ones. */
  private ObjectNode besideOddOnes(ObjectNode good, Random random) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = body.putArray("messages");
    int odd = 1 + random.nextInt(3);
    int place = random.nextInt(odd + 1);
    for (int i = 0; i <= odd; i++) {
      if (i == place) {
        messages.add(good);
      } else {
        ObjectNode mutated = rich(random);
        for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
          mutate(mutated, random);
        }
        messages.add(random.nextInt(20) == 0 ? odd(random) : mutated);
      }
    }
    if (random.nextInt(5) == 0) {
      body.set(
          List.of("statuses", "channelsUpdates", "somethingNew").get(random.nextInt(3)),
          odd(random));
    }
    return body;
  }

  /** An entry with everything that an entry can have, of somebody of whom nobody has heard. */
  private ObjectNode rich(Random random) {
    Talk talk =
        random.nextBoolean()
            ? stage.somebody("Odd Testov").on(WHATSAPP)
            : stage
                .somebody("Odd Testov")
                .under(InstagramPost.at("33_1", "https://www.instagram.com/p/EX33"), INSTAGRAM);
    ObjectNode entry = talk.entry("Odd");
    entry.put("type", List.of("text", "image", "geo", "vcard", "hologram").get(random.nextInt(5)));
    entry.put("contentUri", "https://store.example.org/0123/?filename=odd.jpg");
    entry.put("isEdited", random.nextInt(4) == 0).put("isDeleted", random.nextInt(4) == 0);
    entry.put("authorName", "Phone");
    entry.putObject("quotedMessage").put("messageId", "00000000-0000-4000-8000-000000000002");
    entry.putObject("oldInfo").put("oldText", "Older");
    entry.putObject("error").put("error", "BAD_CONTACT").put("description", "None");
    if (random.nextBoolean()) {
      entry.putObject("instPost").put("id", "33_1").put("src", "https://www.instagram.com/p/EX33");
    }
    return entry;
  }

  private static void mutate(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    if (object.get(name) instanceof ObjectNode inner && random.nextBoolean()) {
      mutate(inner, random);
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, odd(random));
      case 2 -> object.put(name, ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size())));
      default -> object.set(names.get(random.nextInt(names.size())), object.get(name));
    }
  }

  private static JsonNode odd(Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(8)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(random.nextLong());
      case 3 -> json.numberNode(random.nextDouble() * 1e300);
      case 4 -> json.arrayNode().add(1).add("two").add(json.objectNode());
      case 5 -> deep(1 + random.nextInt(400));
      case 6 -> json.objectNode().put("messageId", ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size())));
      default -> TextNode.valueOf(ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size())));
    };
  }

  private static JsonNode deep(int levels) {
    JsonNode node = JsonNodeFactory.instance.nullNode();
    for (int i = 0; i < levels; i++) {
      node =
          i % 2 == 0
              ? JsonNodeFactory.instance.arrayNode().add(node)
              : JsonNodeFactory.instance.objectNode().set("a", node);
    }
    return node;
  }

  /** The same body with some characters changed, doubled or gone, so that it is hardly JSON. */
  private static String scratched(String body, Random random) {
    StringBuilder scratched = new StringBuilder(body);
    for (int scratches = 1 + random.nextInt(6); scratches > 0; scratches--) {
      int at = random.nextInt(scratched.length());
      switch (random.nextInt(4)) {
        case 0 -> scratched.deleteCharAt(at);
        case 1 -> scratched.setCharAt(at, (char) random.nextInt(0x10000));
        case 2 -> scratched.insert(at, "{}[]\",:\\u".charAt(random.nextInt(9)));
        default ->
            scratched.insert(at, scratched.substring(at, Math.min(scratched.length(), at + 40)));
      }
    }
    return scratched.toString();
  }
}
