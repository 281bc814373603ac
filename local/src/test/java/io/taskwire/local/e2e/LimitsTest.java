package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.wazzup.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a messenger does not take is told before anything is sent. */
class LimitsTest {
  private final Workbench bench = new Workbench(SettingsText.USUAL);
  private final Stage stage = bench.stage();

  /** Nothing here may be left to Wazzup's judgement. */
  private long sent;

  @BeforeEach
  void count() {
    sent = calls();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private long calls() {
    return stage.wazzup().ended(Fault.Call.SEND);
  }

  private void assertNothingWasTried() {
    stage.settle();
    assertThat(calls()).as("calls to Wazzup").isEqualTo(sent);
  }

  private Talk wrote(String channel) {
    Talk talk = stage.somebody("Ivan Testov").on(channel);
    talk.writes("Hello");
    talk.task().says("Hello");
    return talk;
  }

  @ParameterizedTest
  @CsvSource({WABA + ", PT24H, 24 час", INSTAGRAM + ", P7D, 7 дней"})
  void X06_afterTheWindowTheReasonIsToldAndTheClientsNextWordOpensIt(
      String channel, Duration window, String word) {
    Talk ivan = wrote(channel);
    bench.pass(window.plusHours(1));
    ivan.task().answers("Are you still there?").fails(word);
    assertNothingWasTried();

    ivan.writes("Yes");
    stage.settle();
    ivan.task().answers("Good").becomes(READ);
    assertThat(ivan.phone()).containsExactly("Good");
  }

  @Test
  void X06_aKindOfFileThatTheMessengerDoesNotTakeIsToldAndItsTextIsNotSentEither() {
    Talk ivan = wrote(WHATSAPP);
    sends(ivan, file("plan.bmp", "image/bmp", 10)).fails("такого вида");
    assertNothingWasTried();
  }

  @Test
  void X06_aFileThatIsTooBigIsToldAndItsTextIsNotSentEither() {
    Talk ivan = wrote(WHATSAPP);
    sends(ivan, file("price.pdf", "application/pdf", 10 * 1024 * 1024 + 1)).fails("10 МБ");
    assertNothingWasTried();
  }

  @Test
  void X06_aCommentThatWouldFloodTheClientIsTold() {
    Talk ivan = wrote(WHATSAPP);
    ivan.task().answers("A word. ".repeat(15_000)).fails("длинн");
    assertNothingWasTried();
  }

  private static Sent sends(Talk talk, FileView file) {
    return talk.task()
        .comments(new CommentRequest(TaskSeen.OLGA, "See", List.of(file.hash()), true, null));
  }

  private FileView file(String name, String type, int size) {
    return stage.planfix().upload(name, type, new byte[size]);
  }
}
