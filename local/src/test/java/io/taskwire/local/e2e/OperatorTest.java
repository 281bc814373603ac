package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.ERROR;
import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.planfix.Posted;
import io.taskwire.local.sim.planfix.WriteRequest;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels, dialogs and the fate of messages at the command line, against a local run. */
@ExtendWith(OwnRun.class)
class OperatorTest {
  private final Stage stage;
  private final Operator operator;

  OperatorTest(Stage stage) {
    this.stage = stage;
    this.operator = Operator.of(stage);
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  private static Optional<JsonNode> row(JsonNode rows, String key, String value) {
    for (JsonNode row : rows) {
      if (row.path(key).asText().equals(value)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  // Channels

  @ParameterizedTest
  @ValueSource(strings = {"+7 (999) 000-%s-%s", "8999000%s%s", "7 999 000 %s %s"})
  void S02_aChannelIsAddedInAnySpellingAndItsMessagesAreBridged(String spelling) {
    String phone = Stage.freshPhone();
    WazzupChannel channel = stage.listed("whatsapp", phone);
    String typed = spelling.formatted(phone.substring(7, 9), phone.substring(9));
    operator.runs("channels", "add", typed).ends(0).says("whatsapp:" + phone + " is connected.");
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");
    operator.runs("channels", "add", typed).ends(0).says("connected already");
  }

  @Test
  void S02_whatIsNoChannelIsAMisuseThatSaysWhatToWrite() {
    operator.runs("channels", "add", "pigeon").ends(2).says("\"pigeon\"", "instagram:example.shop");
  }

  @Test
  void S02_aChannelThatWazzupLacksIsConnectedAndSaidSo() {
    operator.runs("channels", "add", Stage.freshPhone()).ends(0).says("Wazzup has no such channel");
  }

  @Test
  void S02_removingSaysWhatHappensAndAsksOnce() {
    String phone = Stage.freshPhone();
    WazzupChannel channel = stage.connected("whatsapp", phone, phone);
    operator.runs("channels", "remove", phone).ends(2).says("--yes");
    operator.answering("n").runs("channels", "remove", phone).ends(1).says("Nothing was changed");
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");

    operator
        .answering("y")
        .runs("channels", "remove", phone)
        .ends(0)
        .says("is counted, and no longer shown", "is disconnected");
    ivan.writes("Are you gone?");
    stage.settle();
    ivan.task().says("Hello");
    operator.runs("channels", "remove", phone, "--yes").ends(1).says("is not connected");
  }

  @Test
  void S02_theListShowsStateLineDialogsMessagesAndWhatIsLost() {
    String phone = Stage.freshPhone();
    Talk ivan = stage.somebody("Ivan Testov").on(stage.connected("whatsapp", phone, phone));
    ivan.writes("Hello");
    ivan.writes("Hello again");
    String other = Stage.freshPhone();
    stage.somebody("Maria Testova").on(stage.listed("whatsapp", other)).writes("Anybody?");
    stage.settle();

    JsonNode channels = operator.runs("channels", "list", "--json").ends(1).json().path("channels");
    JsonNode bridged = row(channels, "channel", "whatsapp:" + phone).orElseThrow();
    assertThat(bridged.path("connected").asBoolean()).isTrue();
    assertThat(bridged.path("state").asText()).isEqualTo("active");
    assertThat(bridged.path("line").asText()).isEqualTo("taskwire");
    assertThat(bridged.path("dialogs").asInt()).isEqualTo(1);
    assertThat(bridged.path("messagesOfADay").asInt()).isEqualTo(2);
    JsonNode lost = row(channels, "channel", "whatsapp:" + other).orElseThrow();
    assertThat(lost.path("connected").asBoolean()).isFalse();
    assertThat(lost.path("notBridgedOfADay").asInt()).isEqualTo(1);
    operator.runs("channels", "list", "--quick").ends(1).says("taskwire channels add");
  }

  // Dialogs

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void S05_closingADialogLetsTheClientBeWrittenToOnAnotherChannel(boolean byTask) {
    stage.wazzup().turnKnobs(knobs -> knobs.wabaWindow = false);
    stage.planfix().knobs().deletedTask = PlanfixKnobs.DeletedTask.ACTIVE;
    String phone = Stage.freshPhone();
    Sent one = writes("whatsapp-99", phone, "By one channel").becomes(READ);
    writes("whatsapp-98", phone, "By another").becomes(ERROR);
    stage.planfix().deleteTask(one.task());
    operator
        .runs(
            "dialogs",
            "close",
            byTask ? Integer.toString(one.task()) : "whatsapp:79990000099/" + phone)
        .ends(0)
        .says("Task " + one.task() + " counts as deleted now");
    writes("whatsapp-98", phone, "Created anew").becomes(READ);
  }

  private Sent writes(String line, String phone, String text) {
    Posted posted =
        stage
            .planfix()
            .write(
                new WriteRequest(
                    phone, line, null, "Order of a client", text, TaskSeen.OLGA, null));
    posted.answered().join();
    return new Sent(stage, posted.task(), posted.entry().id());
  }

  @Test
  void S05_whatIsNoDialogIsAMisuse() {
    operator.runs("dialogs", "close", "nonsense").ends(2).says("dialogs list");
    operator.runs("dialogs", "close", "whatsapp:79990000099/70000000001").ends(2);
  }

  @Test
  void S13_theListOfDialogsTellsTheirTasksAndATaskLeadsToItsStory() {
    try (Workbench bench = new Workbench(SettingsText.USUAL)) {
      Operator there = Operator.of(bench);
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      ChatMessage hello = ivan.writes("Hello");
      bench.stage().settle();
      // Until then Planfix need not be asked which task it is.
      bench.pass(Duration.ofHours(1));
      ivan.writes("Hello again");
      bench.stage().settle();
      String task = Integer.toString(ivan.task().number());

      JsonNode dialogs = there.runs("dialogs", "list", "--json").ends(0).json().path("dialogs");
      assertThat(dialogs).hasSize(1);
      assertThat(dialogs.path(0).path("dialog").asText()).isEqualTo(ivan.dialog());
      assertThat(dialogs.path(0).path("task").asText()).isEqualTo(task);
      assertThat(dialogs.path(0).path("state").asText()).isEqualTo("open when last seen");
      assertThat(dialogs.path(0).path("line").asText()).isEqualTo("taskwire");
      assertThat(
              there
                  .runs("dialogs", "list", "--channel", "+79990000098", "--json")
                  .json()
                  .path("dialogs"))
          .isEmpty();
      there.runs("why", task).ends(0).says("Dialog " + ivan.dialog(), hello.messageId());

      there.runs("dialogs", "close", task).ends(0);
      there.runs("dialogs", "list").ends(0).says("closed by hand");
      there.runs("dialogs", "close", task).ends(0).says("counted as deleted already");
    }
  }

  // Why

  @Test
  void X09_ofAMessageOneCommandTellsTheRuleTheAttemptsAndTheAnswers() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    stage
        .planfix()
        .faults()
        .add(Fault.of(Fault.Kind.SERVER_ERROR).in("getTask").ofChat(ivan.dialog()).times(1));
    ChatMessage hello = ivan.writes("A text that nobody else sees");
    ivan.task().hasBody("A text that nobody else sees");
    stage.settle();
    operator
        .runs("why", hello.messageId())
        .ends(0)
        .says(
            "rule: dialog by channel and chat",
            "getTask: HTTP 500",
            "attempts that failed: 1",
            "rule: OPEN",
            "newMessage with title: taken",
            "state: in Planfix",
            ivan.dialog());
    assertThat(operator.runs("why", hello.messageId(), "--json").ends(0).out())
        .doesNotContain("A text that nobody else sees");
  }

  @Test
  void X09_aPhoneATaskADialogAndACommentLeadToTheSameStory() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ChatMessage hello = ivan.writes("Hello");
    Sent answer = ivan.task().answers("Good morning").becomes(READ);
    stage.settle();
    String comment = "part 1: taken as " + ivan.received().getFirst().messageId();
    for (String asked : new String[] {ivan.chatId(), "+" + ivan.chatId(), ivan.dialog()}) {
      operator
          .runs("why", asked)
          .ends(0)
          .says("Dialog " + ivan.dialog(), hello.messageId(), comment, "Planfix shows: READ");
    }
    operator
        .runs("why", ivan.received().getFirst().messageId())
        .ends(0)
        .says("rule: dialog of the task's chat", comment);
    assertThat(answer.task()).isPositive();
  }

  @Test
  void X09_aCommentThatWasRefusedTellsWhyInWords() {
    stage.wazzup().turnKnobs(knobs -> knobs.wabaWindow = false);
    String phone = Stage.freshPhone();
    writes("whatsapp-99", phone, "By one channel").becomes(READ);
    writes("whatsapp-98", phone, "By another").becomes(ERROR);
    operator
        .runs("why", "whatsapp:79990000098/" + phone, "--all")
        .ends(0)
        .says(
            "refused: another dialog of the contact was open",
            "rule: another dialog is open",
            "nothing of it was sent",
            "taskwire dialogs close");
  }

  @Test
  void X09_whatIsNotKnownIsSaidToBeSo() {
    operator.runs("why", "00000000-0000-4000-8000-00000000dead").ends(1).says("Nothing is known");
  }

  // Status

  @Test
  void X10_theStatusShowsBothQueuesAndWhoIsAway() {
    JsonNode status = operator.runs("status", "--json").json();
    assertThat(status.path("queues").path("inbound").path("waiting").isNumber()).isTrue();
    assertThat(status.path("queues").path("outbound").path("deadLetters").isNumber()).isTrue();
    assertThat(status.path("away").path("planfix").path("away").isBoolean()).isTrue();
  }

  @Test
  void X11_aPlaceWhereNothingRunsIsNotAnEmptyInstallation() {
    Operator.at(1).runs("status").ends(3).says("mvn -Prun");
  }
}
