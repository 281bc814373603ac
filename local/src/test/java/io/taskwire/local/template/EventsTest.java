package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.fakes.FakeMeter;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import io.taskwire.wazzup.QueuedNotice;
import io.taskwire.wazzup.UnreadableNotice;
import io.taskwire.wazzupwebhook.DoorParts;
import io.taskwire.wazzupwebhook.WazzupWebhookHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every webhook of Wazzup in {@code events/} through the door. */
class EventsTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final Pattern CHANNEL = Pattern.compile("\"channelId\":\"([^\"]*)\"");

  /** What the door makes of a file: its answer, what it queues in order, how much it parks. */
  private record Expected(int status, List<String> queued, int parked) {}

  private static final Map<String, Expected> EXPECTED =
      Map.ofEntries(
          queued("audio", "Audio"),
          queued("channels-updates", "ChannelChange", "ChannelChange"),
          queued("contact-card", "ContactCard"),
          queued("deletion", "Deletion"),
          queued("document", "Document"),
          queued("echo-error", "Text of us, ERROR"),
          queued("echo-from-phone", "Text of us, SENT"),
          queued("edit", "Edit: Text"),
          queued("group-chat", "Text in whatsgroup"),
          queued("instagram-comment", "Text under a post"),
          queued("instagram-direct", "Text"),
          queued("location", "Location"),
          queued("missed-call", "MissedCall"),
          queued("new-kind"),
          Map.entry("not-json", new Expected(400, List.of(), 0)),
          Map.entry("one-bad-among-good", new Expected(200, List.of("Text", "Text"), 1)),
          queued("picture", "Picture"),
          queued("picture-with-caption", "Picture"),
          queued("quoted", "Text with a quote"),
          queued("statuses", "SENT status", "DELIVERED status", "READ status", "ERROR status"),
          queued("sticker", "Sticker"),
          queued("system", "SystemNote"),
          queued("telegram", "Text"),
          queued("template", "Template of us, SENT"),
          queued("test"),
          queued("text", "Text"),
          queued("unknown", "Unknown"),
          queued("unsupported", "Unsupported"),
          queued("video", "Video"));

  static final Set<String> FILES = EXPECTED.keySet();

  private static Map.Entry<String, Expected> queued(String file, String... kinds) {
    return Map.entry(file, new Expected(200, List.of(kinds), 0));
  }

  @Test
  void everyFileHasItsLineHereAndEveryLineItsFile() {
    assertThat(
            Repository.files("events", ".json").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.startsWith(PlanfixEventsTest.PREFIX)))
        .containsExactlyInAnyOrderElementsOf(FILES.stream().map(name -> name + ".json").toList());
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void theDoorQueuesWhatTheEventTells(String file) {
    SampleEvents.Queue queue = new SampleEvents.Queue();
    List<DeadLetters.DeadLetter> parked = new ArrayList<>();
    var handler =
        new WazzupWebhookHandler(
            new DoorParts(
                new Settings(), queue, parked::add, new FakeMeter(), InstantSource.fixed(NOW)));

    APIGatewayV2HTTPResponse answer = handler.handleRequest(event(file), SampleEvents.UNASKED);

    assertThat(
            new Expected(
                answer.getStatusCode(),
                queue.taken.stream().map(EventsTest::kind).toList(),
                parked.size()))
        .isEqualTo(EXPECTED.get(file));
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void theLocalRunKnowsTheSecretAndTheChannels(String file) {
    assertThat(event(file).getPathParameters()).isEqualTo(Map.of("secret", Settings.SECRET));
    assertThat(event(file).getRawPath()).isEqualTo("/wazzup/" + Settings.SECRET);
    assertThat(CHANNEL.matcher(event(file).getBody()).results().map(EventsTest::first))
        .isSubsetOf(
            WazzupSimulator.WHATSAPP,
            WazzupSimulator.WABA,
            WazzupSimulator.INSTAGRAM,
            WazzupSimulator.TELEGRAM);
  }

  @Test
  void anEditADeletionAQuoteAndStatusesAreOfMessagesThatAreThere() {
    assertThat(messageId("edit")).isEqualTo(messageId("text"));
    assertThat(messageId("deletion")).isEqualTo(messageId("text"));
    assertThat(event("quoted").getBody())
        .contains("\"quotedMessage\":{\"messageId\":\"" + messageId("echo-from-phone") + "\"}");
    assertThat(event("statuses").getBody())
        .contains(messageId("echo-from-phone"), messageId("template"), messageId("echo-error"));
  }

  private static String messageId(String file) {
    return Pattern.compile("\"messageId\":\"([^\"]*)\"")
        .matcher(event(file).getBody())
        .results()
        .map(EventsTest::first)
        .findFirst()
        .orElseThrow();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }

  private static APIGatewayV2HTTPEvent event(String file) {
    return SampleEvents.read(file);
  }

  private static String kind(QueueEntry entry) {
    Notice notice;
    try {
      notice = QueuedNotice.decode(entry.body());
    } catch (UnreadableNotice e) {
      throw new AssertionError("the worker could not read it", e);
    }
    return switch (notice) {
      case Notice.Message(var origin, var content, var quote, var status) ->
          content.getClass().getSimpleName()
              + (origin.chat().post().isPresent() ? " under a post" : "")
              + (origin.chat().type().name().equals("whatsgroup") ? " in whatsgroup" : "")
              + (quote.isPresent() ? " with a quote" : "")
              + (origin.fromUs() ? " of us" : "")
              + status.map(change -> ", " + change.status()).orElse("");
      case Notice.Edit edit -> "Edit: " + edit.content().getClass().getSimpleName();
      case Notice.Deletion _ -> "Deletion";
      case Notice.StatusChange change -> change.status() + " status";
      case Notice.MarkDue _ -> throw new IllegalArgumentException("no webhook tells a mark");
      case Notice.ChannelChange _ -> "ChannelChange";
    };
  }

  /** The door's settings of a local run. */
  private static final class Settings implements SettingsSource<DoorSettings> {
    static final String SECRET = "local-wazzup-secret";

    @Override
    public Optional<DoorSettings> current() {
      return Optional.of(new DoorSettings(List.of(SECRET), List.of()));
    }

    @Override
    public Optional<DoorSettings> again() {
      return current();
    }
  }
}
