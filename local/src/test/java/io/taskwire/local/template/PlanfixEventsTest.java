package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.fakes.FakeMeter;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.outbound.TaskDeleted;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.local.Backstage;
import io.taskwire.planfix.QueuedComment;
import io.taskwire.planfix.UnreadableComment;
import io.taskwire.planfixwebhook.DoorParts;
import io.taskwire.planfixwebhook.PlanfixWebhookHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every call of Planfix in {@code events/} through the door, with the local run's settings. */
class PlanfixEventsTest {
  static final String PREFIX = "planfix-";

  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final String IVAN = "whatsapp:79990000099/79990000001";

  /** What the door makes of a file: its answer, and whither it queues what. */
  private record Expected(String answer, List<String> queued) {}

  private static final Map<String, Expected> EXPECTED =
      Map.of(
          "reply",
          new Expected(
              ids(IVAN, "phone:79990000001"),
              List.of(IVAN + ": Здравствуйте! Да, заказ готов. []")),
          "first-message",
          new Expected(
              ids("telegram:79990000096/phone:79990000002", "phone:79990000002"),
              List.of(
                  "first, telegram:79990000096/phone:79990000002:"
                      + " Добрый день! Ваш заказ отправлен. []")),
          "two-files",
          new Expected(ids(IVAN, "phone:79990000001"), List.of(IVAN + ":  [Прайс.pdf, plan.png]")),
          "task-deleted",
          new Expected("{}", List.of("deleted: 2417")),
          "unknown-command",
          new Expected("{}", List.of()));

  static final Set<String> FILES = EXPECTED.keySet();

  private static String ids(String chat, String contact) {
    return "{\"chatId\":\"" + chat + "\",\"contactId\":\"" + contact + "\"}";
  }

  @Test
  void everyFileHasItsLineHereAndEveryLineItsFile() {
    assertThat(
            Repository.files("events", ".json").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(PREFIX)))
        .containsExactlyInAnyOrderElementsOf(
            FILES.stream().map(name -> PREFIX + name + ".json").toList());
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void theDoorQueuesWhatTheEventTells(String file) {
    SampleEvents.Queue queue = new SampleEvents.Queue();
    var handler =
        new PlanfixWebhookHandler(
            new DoorParts(new Settings(), queue, new FakeMeter(), InstantSource.fixed(NOW)));

    APIGatewayV2HTTPResponse answer =
        handler.handleRequest(SampleEvents.read(PREFIX + file), SampleEvents.UNASKED);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(
            new Expected(
                answer.getBody(), queue.taken.stream().map(entry -> shown(entry.body())).toList()))
        .isEqualTo(EXPECTED.get(file));
  }

  private static String shown(String body) {
    try {
      return switch (QueuedComment.decode(body)) {
        case Comment comment ->
            (comment.first() ? "first, " : "")
                + comment.chat()
                + ": "
                + comment.text()
                + " "
                + comment.files().stream().map(FileLink::name).toList();
        case TaskDeleted deleted -> "deleted: " + deleted.task();
      };
    } catch (UnreadableComment e) {
      throw new AssertionError("the worker could not read it", e);
    }
  }

  /** The door's settings of a local run. */
  private static final class Settings implements SettingsSource<PlanfixDoorSettings> {
    @Override
    public Optional<PlanfixDoorSettings> current() {
      return Optional.of(SettingsDocument.whole(Backstage.settings(), true).planfixDoor());
    }

    @Override
    public Optional<PlanfixDoorSettings> again() {
      return current();
    }
  }
}
