package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.MarkView.Shown;
import io.taskwire.local.sim.wazzup.Fault;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every error code of Wazzup's, from its answer or its status to the words that stand in Planfix.
 */
@ExtendWith(OwnRun.class)
class ErrorCodesTest {
  private static final String NO_ERROR = "sent";
  private static final Pattern COLUMNS = Pattern.compile(" *\\| *");

  /** Longer than settings are remembered. */
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  /** A line of the table. */
  private record Row(boolean inTheAnswer, String code, String russian, String english) {
    static Row parse(String line) {
      List<String> cells = COLUMNS.splitAsStream(line.strip()).toList();
      return new Row(
          switch (cells.getFirst()) {
            case "send" -> true;
            case "status" -> false;
            default -> throw new IllegalArgumentException(line);
          },
          cells.get(1),
          cells.get(2),
          cells.get(3));
    }

    Fault fault() {
      Fault.Kind kind = inTheAnswer ? Fault.Kind.REFUSAL : Fault.Kind.DELIVERY_ERROR;
      return Fault.ofSend(kind, code, 1);
    }

    String told(String language) {
      return language.equals("ru") ? russian : english;
    }
  }

  private static List<Row> table() throws IOException {
    try (InputStream table =
        requireNonNull(ErrorCodesTest.class.getResourceAsStream("wazzup-error-codes.psv"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Row::parse)
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"ru, STATUS", "en, STATUS", "ru, MESSAGE"})
  void X02_everyErrorCodeTellsInTheEmployeesLanguageWhatToDo(
      String language, WazzupKnobs.Failure failure) throws IOException {
    try (Workbench bench = new Workbench(SettingsText.USUAL)) {
      bench.settings.updateAndGet(
          json -> json.replace("\"language\": \"ru\"", "\"language\": \"" + language + "\""));
      bench.pass(A_WHILE);
      Stage stage = bench.stage();
      stage.wazzup().turnKnobs(knobs -> knobs.failure = failure);
      Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
      ivan.writes("Hello");
      stage.settle();
      List<Row> rows = table();
      assertThat(rows).hasSizeGreaterThan(60);
      // The answers of one dialog are sent in their order, so each meets its own fault.
      rows.forEach(row -> stage.wazzup().addFault(row.fault()));
      Map<Row, Sent> answers = new LinkedHashMap<>();
      TaskSeen task = ivan.task();
      rows.forEach(row -> answers.put(row, task.answers("Answer " + answers.size())));
      stage.settle();
      assertThat(stage.wazzup().faults()).isEmpty();
      assertThat(stage.wazzup().ended(Fault.Call.SEND)).isEqualTo(rows.size());

      SoftAssertions softly = new SoftAssertions();
      answers.forEach((row, answer) -> check(softly, row, row.told(language), answer));
      softly.assertAll();
      assertThat(stage.deadLetters()).isEmpty();
      // What failed for the client stays one comment in the task.
      assertThat(task.entries()).hasSize(1 + rows.size());
    }
  }

  private static void check(SoftAssertions softly, Row row, String told, Sent answer) {
    String mark = answer.text();
    if (told.equals(NO_ERROR)) {
      softly.assertThat(answer.signs()).as(row.code()).doesNotContain(Shown.ERROR);
      return;
    }
    softly.assertThat(answer.signs()).as(row.code()).endsWith(Shown.ERROR);
    softly.assertThat(mark).as(row.code()).containsPattern(told).doesNotContain("7999");
    if (!told.contains(row.code())) {
      softly.assertThat(mark).as(row.code()).doesNotContain(row.code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVALID_API_KEY", "FORBIDDEN", "NO_SUCH_ACCOUNT"})
  void P9_aCodeThatSpeaksOfOurKeyIsNoErrorOfTheAnswerWhichWaits(String code, Stage stage) {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    stage.settle();
    stage.wazzup().addFault(Fault.ofSend(Fault.Kind.REFUSAL, code, 1));
    List<Sent> answers = new ArrayList<>();
    answers.add(ivan.task().answers("First"));
    answers.add(ivan.task().answers("Second"));
    for (Sent answer : answers) {
      assertThat(answer.becomes(Shown.READ).signs()).doesNotContain(Shown.ERROR);
    }
    assertThat(ivan.phone()).containsExactly("First", "Second");
  }

  @Test
  void theTableNamesEachCodeOnce() throws IOException {
    assertThat(table().stream().map(row -> row.inTheAnswer() + row.code())).doesNotHaveDuplicates();
  }
}
