package io.taskwire.local.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.local.console.Way.Light;
import io.taskwire.local.console.Way.Station;
import io.taskwire.local.sim.planfix.ConnectorCall;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.planfix.MarkView;
import io.taskwire.local.sim.planfix.TaskStatus;
import io.taskwire.local.sim.planfix.TaskSummary;
import io.taskwire.local.sim.wazzup.ChatMessage;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundWaysTest {
  private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");
  private static final String QUEUED =
      "{\"v\":1,\"kind\":\"comment\",\"comment\":{\"providerId\":\"taskwire\",\"messageId\":\"7310042\","
          + "\"chatId\":\"whatsapp:79990000099/79990000001\"}}";

  private final WayList kept = new WayList();
  private final List<Way> told = new ArrayList<>();
  private final OutboundWays ways = new OutboundWays(kept, () -> NOW, told::add);

  @Test
  void aCommentPassesAllStationsUntilItIsRead() {
    ways.entered(task(), comment("7310042", "Tomorrow at noon"), false);
    assertThat(at(Station.COMMENT).light()).isEqualTo(Light.HERE);
    ways.called(call(200));
    assertThat(at(Station.QUEUE).light()).isEqualTo(Light.HERE);
    ways.taken(List.of(QUEUED));
    assertThat(at(Station.SENDER).light()).isEqualTo(Light.HERE);
    ways.received("channel-1", "79990000001", onPhone("1", "sent", null));
    ways.done(QUEUED);
    ways.received("channel-1", "79990000001", onPhone("1", "read", null));
    ways.marked("7310042", mark("read", null));

    assertThat(way().stops.values()).hasSize(6).allMatch(stop -> stop.light() == Light.PASSED);
    assertThat(way().parts).containsExactly(Map.entry("wazzup-1", "read"));
    assertThat(way().client).isEqualTo("Ivan Testov");
    assertThat(way().employee).isEqualTo("Olga Manager");
    assertThat(way().channelId).isEqualTo("channel-1");
    assertThat(way().task).isEqualTo(2417);
    assertThat(told).hasSize(7).containsOnly(way());
  }

  @Test
  void whatStaysInsideHasNoWay() {
    ways.entered(task(), comment(null, "What shall I answer?"), false);

    assertThat(kept.all()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void theQueueMayBeFasterThanTheDoorsAnswer() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.taken(List.of(QUEUED));
    ways.done(QUEUED);
    ways.called(call(200));

    assertThat(at(Station.QUEUE).light()).isEqualTo(Light.PASSED);
    assertThat(at(Station.SENDER).light()).isEqualTo(Light.PASSED);
    assertThat(way().duplicates).isZero();
  }

  @Test
  void aDoorThatRefusesIsShownWithItsStatusUntilARepeatGetsThrough() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.called(call(503));
    assertThat(at(Station.DOOR).light()).isEqualTo(Light.FAILED);
    assertThat(at(Station.DOOR).note()).isEqualTo("503");

    ways.called(call(200));
    assertThat(at(Station.DOOR).light()).isEqualTo(Light.PASSED);

    ways.called(call(200));
    assertThat(way().duplicates).isEqualTo(1);
  }

  @Test
  void aDoorThatDoesNotAnswerIsShownWithTheReason() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.called(call(null));

    assertThat(at(Station.DOOR).light()).isEqualTo(Light.FAILED);
    assertThat(at(Station.DOOR).note()).isEqualTo("the connection failed");
  }

  @Test
  void whatIsTriedAgainWaitsInTheQueueMeanwhile() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.taken(List.of(QUEUED));
    ways.failed(QUEUED, "reported by the function");
    ways.marked("7310042", mark("sent", "Waiting for Wazzup"));

    assertThat(at(Station.QUEUE).light()).isEqualTo(Light.HERE);
    assertThat(at(Station.SENDER).light()).isEqualTo(Light.FAILED);
    assertThat(way().stops).doesNotContainKeys(Station.WAZZUP, Station.CLIENT);
    assertThat(way().mark).isNotNull().returns("Waiting for Wazzup", MarkView::text);

    ways.taken(List.of(QUEUED));
    assertThat(at(Station.SENDER).light()).isEqualTo(Light.HERE);
    assertThat(way().attempts).isEqualTo(2);
  }

  @Test
  void whatIsRefusedFailsAtTheSenderThoughItLeavesTheQueue() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.taken(List.of(QUEUED));
    ways.marked("7310042", mark("error", "The channel is off"));
    ways.done(QUEUED);

    assertThat(at(Station.SENDER).light()).isEqualTo(Light.FAILED);
    assertThat(at(Station.SENDER).note()).isEqualTo("The channel is off");
  }

  @Test
  void whatDoesNotArriveFailsAtTheClientWhateverBecomesOfItsOtherParts() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.received("channel-1", "79990000001", onPhone("1", "sent", null));
    ways.received("channel-1", "79990000001", onPhone("2", "error", "BAD_CONTACT"));
    ways.received("channel-1", "79990000001", onPhone("1", "read", null));
    ways.marked("7310042", mark("error", "One of two messages did not arrive"));

    assertThat(at(Station.SENDER).light()).isEqualTo(Light.PASSED);
    assertThat(at(Station.CLIENT).light()).isEqualTo(Light.FAILED);
    assertThat(at(Station.CLIENT).note()).isEqualTo("BAD_CONTACT");
    assertThat(way().parts).hasSize(2);
  }

  @Test
  void aDeadLetterOfACommentEndsItsWay() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    assertThat(ways.parked(letter(QUEUED))).isTrue();

    assertThat(way().state).isEqualTo("PARKED");
    assertThat(at(Station.SENDER).light()).isEqualTo(Light.FAILED);
    assertThat(at(Station.SENDER).note()).isEqualTo("a reason");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{}",
        "[]",
        "{\"messageId\":null}",
        "{\"messageId\":\"of another\"}",
        "{\"kind\":\"message\",\"entry\":{\"messageId\":\"5f1c\"}}"
      })
  void whatIsNotKnownIsPassedOver(String body) {
    ways.entered(task(), comment("7310042", "Hello"), false);
    told.clear();

    ways.taken(List.of(body));
    ways.failed(body, "reported by the function");
    ways.done(body);
    assertThat(ways.parked(letter(body))).isFalse();

    assertThat(told).isEmpty();
    assertThat(kept.all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"taskwire~7310042", "taskwire~731004~21", "other~7310042~1", "7310042", "-", ""})
  void aMessageThatIsNotNamedAfterTheCommentIsNotItsPart(String crmMessageId) {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.received("channel-1", "79990000001", message("wazzup-1", crmMessageId, "sent", null));
    ways.received("channel-1", "79990000001", message("wazzup-2", null, "sent", null));

    assertThat(way().parts).isEmpty();
  }

  @Test
  void whereThereIsNoTextTheFirstFileSaysWhatItIs() {
    ways.entered(
        task(),
        entry("7310042", "", List.of(file("photo.png", "image/png"), file("a.pdf", null))),
        true);

    assertThat(way().type).isEqualTo("image");
    assertThat(way().files).isEqualTo(2);
    assertThat(way().first).isTrue();
  }

  @Test
  void theEchoOfACommentIsKnownByItsPart() {
    ways.entered(task(), comment("7310042", "Hello"), false);
    ways.received("channel-1", "79990000001", onPhone("1", "sent", null));

    assertThat(kept.isOfComment("wazzup-1")).isTrue();
    assertThat(kept.isOfComment("wazzup-2")).isFalse();
  }

  private Way way() {
    return kept.all().getFirst();
  }

  private Way.Stop at(Station station) {
    return requireNonNull(way().stops.get(station));
  }

  private static TaskSummary task() {
    return new TaskSummary(
        2417,
        "Ivan Testov",
        TaskStatus.ACTIVE,
        null,
        1,
        "Ivan Testov",
        "taskwire",
        "Taskwire",
        null,
        "whatsapp:79990000099/79990000001",
        NOW,
        null,
        0,
        0);
  }

  private static EntryView comment(@Nullable String messageId, String text) {
    return entry(messageId, text, List.of());
  }

  private static EntryView entry(@Nullable String messageId, String text, List<FileView> files) {
    return new EntryView(
        1,
        EntryView.Kind.EMPLOYEE,
        "Olga Manager",
        7,
        false,
        text,
        files,
        NOW,
        messageId,
        null,
        List.of(),
        List.of());
  }

  private static FileView file(String name, @Nullable String contentType) {
    URI link = URI.create("http://localhost/" + name);
    return new FileView(name, name, null, FileView.State.READY, null, contentType, 1, link, null);
  }

  private static ConnectorCall call(@Nullable Integer status) {
    return new ConnectorCall(
        "taskwire",
        2417,
        "7310042",
        1,
        NOW,
        NOW,
        Map.of(),
        status,
        status == null ? null : "{}",
        status == null ? "the connection failed" : null);
  }

  private static MarkView mark(String status, @Nullable String text) {
    MarkView.Shown shown =
        switch (status) {
          case "error" -> MarkView.Shown.ERROR;
          case "read" -> MarkView.Shown.READ;
          default -> MarkView.Shown.SENT;
        };
    return new MarkView(shown, status, text, NOW);
  }

  /** A part of the comment, as Wazzup has it. */
  private static ChatMessage onPhone(String part, String status, @Nullable String errorCode) {
    return message("wazzup-" + part, "taskwire~7310042~" + part, status, errorCode);
  }

  private static ChatMessage message(
      String messageId, @Nullable String crmMessageId, String status, @Nullable String errorCode) {
    return new ChatMessage(
        messageId,
        ChatMessage.From.API,
        "text",
        "Hello",
        null,
        NOW,
        status,
        errorCode,
        null,
        null,
        "Admin",
        false,
        false,
        errorCode == null,
        crmMessageId);
  }

  private static DeadLetter letter(String body) {
    return new DeadLetter("a group", "a deduplication", body, "a reason");
  }
}
