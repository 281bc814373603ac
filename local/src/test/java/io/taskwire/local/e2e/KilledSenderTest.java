package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.ERROR;
import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.planfix.MarkView.Shown.SENT;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.TELEGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.wording.Wording;
import io.taskwire.local.e2e.Deaths.Point;
import io.taskwire.local.e2e.Deaths.Side;
import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.WazzupKnobs.Echo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sender dies before or after each call that it makes for an answer, and the queue gives the
 * answer to another one: the client has nothing twice, and the mark tells what he has.
 */
class KilledSenderTest {
  /** Longer than a lease, and than an echo is waited for. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final String POST = "POST message";
  private static final String FILE = "(file)";
  private static final String MAY_NOT_HAVE_BEEN_SENT =
      Wording.of("ru").orElseThrow().mayNotHaveBeenSent();

  /** What an employee answers. */
  private enum Answer {
    ONE_PART("Good morning"),
    THREE_PARTS(
        ("One line of many. ".repeat(200) + "\n\n" + "The other lines. ".repeat(200)).strip());

    private final String text;

    Answer(String text) {
      this.text = text;
    }

    Sent given(Talk talk) {
      List<String> files =
          switch (this) {
            case ONE_PART -> List.of();
            case THREE_PARTS -> {
              FileView price =
                  talk.stage()
                      .planfix()
                      .upload(
                          "price.pdf", "application/pdf", "Price".getBytes(StandardCharsets.UTF_8));
              yield List.of(price.hash());
            }
          };
      return talk.task().comments(new CommentRequest(TaskSeen.OLGA, text, files, true, null));
    }
  }

  /** An answer and how its echo comes. */
  private record Story(Answer answer, Echo echo) {}

  /**
   * A death.
   *
   * @param calls what a sender calls that lives
   * @param parts what the client gets of one that lives
   */
  private record Death(Story story, List<String> calls, List<String> parts, Point point) {
    /** How many parts were posted when the sender died. */
    int posted() {
      return (int) done().filter(POST::equals).count();
    }

    /** Whether a part was on record as being sent, and was not sent. */
    boolean leavesAPartUnsent() {
      long calls = done().count();
      return calls < this.calls.size()
          && this.calls.get((int) calls).equals(POST)
          && done().toList().getLast().equals("TransactWriteItems");
    }

    private Stream<String> done() {
      return calls.stream().limit(point.side() == Side.BEFORE ? point.call() - 1 : point.call());
    }

    @Override
    public String toString() {
      return "%s, echo %s: dies %s call %d, %s"
          .formatted(
              story.answer(),
              story.echo(),
              point.side(),
              point.call(),
              calls.get(point.call() - 1));
    }
  }

  private static Talk answeredBefore(Workbench bench, Echo echo) {
    bench.stage().wazzup().turnKnobs(knobs -> knobs.echo = echo);
    return bench.stage().answeredBefore(TELEGRAM);
  }

  /** What the client got, without the first answer. */
  private static List<String> got(Talk talk) {
    return talk.received().stream()
        .skip(1)
        .map(message -> message.contentUri() == null ? String.valueOf(message.text()) : FILE)
        .toList();
  }

  private static Stream<Death> deaths(Story story) {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Talk ivan = answeredBefore(bench, story.echo());
      bench.senderDeaths.watch();
      story.answer().given(ivan).becomes(READ);
      bench.stage().settle();
      List<String> calls = bench.senderDeaths.calls();
      List<String> parts = got(ivan);
      return Point.ofAll(calls.size()).map(point -> new Death(story, calls, parts, point));
    }
  }

  static List<Death> deaths() {
    return Stream.of(
            new Story(Answer.ONE_PART, Echo.AFTER_ANSWER),
            new Story(Answer.ONE_PART, Echo.BEFORE_ANSWER),
            new Story(Answer.THREE_PARTS, Echo.AFTER_ANSWER))
        .flatMap(KilledSenderTest::deaths)
        .toList();
  }

  @Test
  void everyKindOfCallIsAmongThem() {
    assertThat(deaths(new Story(Answer.ONE_PART, Echo.AFTER_ANSWER)).toList().getLast().calls())
        .containsExactly(
            "BatchGetItem", "TransactWriteItems", POST, "TransactWriteItems", "SendMessageBatch");
    Death last = deaths(new Story(Answer.THREE_PARTS, Echo.AFTER_ANSWER)).toList().getLast();
    assertThat(last.parts()).hasSize(3).endsWith(FILE).doesNotHaveDuplicates();
    assertThat(last.calls())
        .containsExactly(
            "BatchGetItem",
            "file",
            "TransactWriteItems",
            POST,
            "TransactWriteItems",
            "TransactWriteItems",
            POST,
            "TransactWriteItems",
            "TransactWriteItems",
            POST,
            "TransactWriteItems",
            "SendMessageBatch");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  @Execution(ExecutionMode.CONCURRENT)
  void X07_nothingIsSentTwiceAndTheMarkTellsWhatWasSent(Death death) {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Stage stage = bench.stage();
      Talk ivan = answeredBefore(bench, death.story().echo());
      bench.senderDeaths.killAt(death.point());
      Sent answer = death.story().answer().given(ivan);
      assertThat(stage.await(() -> bench.senderDeaths.count() == 1)).isTrue();
      bench.pass(A_MINUTE);
      stage.settle();

      List<String> expected = new ArrayList<>(death.parts());
      if (death.leavesAPartUnsent()) {
        int lost = death.posted() + 1;
        expected.remove(lost - 1);
        answer.fails(MAY_NOT_HAVE_BEEN_SENT);
        if (death.parts().size() > 1) {
          answer.fails("Сообщение " + lost + " из " + death.parts().size());
        }
      } else {
        answer.becomes(READ);
      }
      assertThat(got(ivan)).containsExactlyElementsOf(expected);
      assertNoSecondComment(ivan, death.story().answer());
      assertThat(bench.senderDeaths.count()).isEqualTo(1);
    }
  }

  private static void assertNoSecondComment(Talk talk, Answer answer) {
    assertThat(talk.task().entries().map(EntryView::text))
        .containsExactly("Hello", Stage.WELCOME, answer.text);
    assertThat(talk.stage().deadLetters()).isEmpty();
  }

  /** How what became of a part is told late. */
  private enum Late {
    ECHO,
    STATUS_AND_THEN_ECHO,
    ECHO_AND_THEN_STATUS
  }

  @ParameterizedTest
  @EnumSource
  void X07_whatMayNotHaveBeenSentIsSettledByWhatWazzupTellsLater(Late late) {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Stage stage = bench.stage();
      Talk ivan = answeredBefore(bench, Echo.NEVER);
      stage.wazzup().turnKnobs(knobs -> knobs.statusesAfterSend = List.of());
      bench.senderDeaths.killAt(new Point(3, Side.AFTER));
      Sent answer = Answer.ONE_PART.given(ivan);
      assertThat(stage.await(() -> bench.senderDeaths.count() == 1)).isTrue();
      bench.pass(A_MINUTE);
      answer.becomes(ERROR).fails(MAY_NOT_HAVE_BEEN_SENT);
      stage.settle();

      ChatMessage sent = ivan.received().getLast();
      switch (late) {
        case ECHO -> {
          ivan.echoes(sent);
          answer.becomes(SENT);
        }
        case STATUS_AND_THEN_ECHO -> {
          stage.wazzup().changeStatus(sent.messageId(), "read", null);
          stage.settle();
          answer.becomes(ERROR);
          ivan.echoes(sent);
          answer.becomes(READ);
        }
        case ECHO_AND_THEN_STATUS -> {
          ivan.echoes(sent);
          stage.settle();
          stage.wazzup().changeStatus(sent.messageId(), "read", null);
          answer.becomes(READ);
        }
      }
      stage.settle();
      assertThat(got(ivan)).containsExactly("Good morning");
      assertNoSecondComment(ivan, Answer.ONE_PART);
    }
  }
}
