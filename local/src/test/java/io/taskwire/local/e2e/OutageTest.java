package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.wazzup.InstagramPost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planfix is away, refuses, or the worker dies in the middle. */
@ExtendWith(OwnRun.class)
class OutageTest {
  /** Longer than a lease, and than the claim to ask whether Planfix is back. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /** Until somebody may ask again whether Planfix is back. */
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  private static final int DEATHS = 8;

  private static List<Talk> openDialogs(Stage stage, int count) {
    List<Talk> talks =
        IntStream.range(0, count)
            .mapToObj(i -> stage.somebody("Client " + i).on(i % 2 == 0 ? WHATSAPP : WABA))
            .toList();
    talks.forEach(talk -> talk.writes("Hello"));
    talks.forEach(talk -> talk.task().says("Hello"));
    stage.settle();
    return talks;
  }

  private static List<String> texts(Talk talk) {
    return talk.task().entries().map(EntryView::text).toList();
  }

  private static String body(String post) {
    return "Комментарий под постом: https://www.instagram.com/p/" + post + "\n«New collection»";
  }

  private static long posted(Stage stage) {
    return stage.planfix().apiCalls().stream()
        .filter(call -> "newMessage".equals(call.cmd()))
        .count();
  }

  private static List<String> withoutRepetitions(List<String> texts) {
    List<String> once = new ArrayList<>();
    for (String text : texts) {
      if (once.isEmpty() || !once.getLast().equals(text)) {
        once.add(text);
      }
    }
    return once;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"BAD_GATEWAY", "HTML_OK", "DROPPED", "UNAUTHORIZED"})
  void P9_whatWasWrittenWhilePlanfixWasAwayArrivesAfterwardsInOrder(Fault.Kind kind) {
    try (var bench = new Workbench(SettingsText.USUAL, 3, planfix -> planfix)) {
      Stage stage = bench.stage();
      List<Talk> talks = openDialogs(stage, 6);
      long before = posted(stage);
      stage.planfix().faults().add(Fault.of(kind));
      for (int i = 1; i <= 3; i++) {
        for (Talk talk : talks) {
          talk.writes("Waiting " + i);
        }
      }
      // The question for a newcomer's task would show the outage as well, and then nothing is
      // posted.
      assertThat(stage.await(() -> posted(stage) > before)).isTrue();
      Talk newcomer = stage.somebody("Newcomer").on(WHATSAPP);
      newcomer.writes("Waiting too");
      for (int rounds = 1; rounds <= 3; rounds++) {
        int calls = stage.planfix().apiCalls().size();
        assertThat(stage.await(() -> stage.planfix().apiCalls().size() > calls)).isTrue();
        bench.pass(A_WHILE);
      }
      assertThat(stage.await(() -> stage.waiting() == 6 * 3 + 1)).isTrue();
      if (kind != Fault.Kind.UNAUTHORIZED) {
        // Only calls already under way were made without knowing; then it was asked, and no more.
        assertThat(posted(stage) - before).isBetween(1L, (long) talks.size());
      }

      stage.planfix().faults().clear();
      bench.pass(A_MINUTE);
      stage.settle();
      for (Talk talk : talks) {
        talk.task().says("Hello", "Waiting 1", "Waiting 2", "Waiting 3");
      }
      newcomer.task().says("Waiting too").hasName("Newcomer — WhatsApp, Wazzup, +79990000099");
    }
  }

  @Test
  void P5_onlyCallsThatWereUnderWayCanBeDoubled() {
    try (var bench = new Workbench(SettingsText.USUAL, 3, planfix -> planfix)) {
      Stage stage = bench.stage();
      List<Talk> talks = openDialogs(stage, 6);
      stage.planfix().faults().add(Fault.of(Fault.Kind.DROPPED).in("newMessage").afterTheEffect());
      stage.planfix().faults().add(Fault.of(Fault.Kind.BAD_GATEWAY));
      for (int i = 1; i <= 3; i++) {
        for (Talk talk : talks) {
          talk.writes("Waiting " + i);
        }
      }
      assertThat(stage.await(() -> stage.waiting() == 6 * 3)).isTrue();
      stage.planfix().faults().clear();
      bench.pass(A_MINUTE);
      stage.settle();
      for (Talk talk : talks) {
        List<String> texts = texts(talk);
        assertThat(withoutRepetitions(texts))
            .containsExactly("Hello", "Waiting 1", "Waiting 2", "Waiting 3");
        assertThat(texts).hasSizeLessThanOrEqualTo(5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void P5_oneConnectionDroppedAfterPlanfixHadTheMessageDoublesItAtMostOnce(boolean first) {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Stage stage = bench.stage();
      Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
      if (!first) {
        ivan.writes("Hello");
        ivan.task().says("Hello");
      }
      stage
          .planfix()
          .faults()
          .add(Fault.of(Fault.Kind.DROPPED).in("newMessage").afterTheEffect().times(1));
      ivan.writes("Did you get this?");
      ivan.writes("And this?");
      stage.settle();
      List<String> texts = texts(ivan);
      assertThat(withoutRepetitions(texts)).endsWith("Did you get this?", "And this?");
      assertThat(texts).hasSizeLessThanOrEqualTo((first ? 0 : 1) + 3);
    }
  }

  @Test
  void P5_aKilledWorkerLosesNothing() {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Stage stage = bench.stage();
      Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
      Talk maria = stage.somebody("Maria Testova").on(WABA);
      Talk pavel =
          stage
              .somebody("Pavel Testov")
              .under(InstagramPost.at("31_1", "https://www.instagram.com/p/EX31"), INSTAGRAM);
      Talk anna =
          stage
              .somebody("Anna Testova")
              .under(InstagramPost.at("32_1", "https://www.instagram.com/p/EX32"), INSTAGRAM);
      Map<Talk, String[]> expected = new LinkedHashMap<>();
      expected.put(ivan, new String[] {"Ivan 1", "Ivan 2", "Ivan 3"});
      expected.put(maria, new String[] {"Maria 1", "Maria 2", "Maria 3"});
      expected.put(pavel, new String[] {body("EX31"), "Pavel 1"});
      expected.put(anna, new String[] {body("EX32"), "Anna 1"});

      bench.deaths.beforePosting("Ivan 1");
      bench.deaths.afterPosting("Ivan 2");
      bench.deaths.afterPosting("Maria 1");
      bench.deaths.beforePosting("Maria 3");
      // A comment takes two steps: the task with the link, and the comment itself.
      bench.deaths.afterPosting("EX31");
      bench.deaths.beforePosting("Pavel 1");
      bench.deaths.beforePosting("EX32");
      bench.deaths.afterPosting("Anna 1");
      List.of("Ivan 1", "Ivan 2", "Ivan 3").forEach(ivan::writes);
      List.of("Maria 1", "Maria 2", "Maria 3").forEach(maria::writes);
      pavel.writes("Pavel 1");
      anna.writes("Anna 1");

      for (int deaths = 1; deaths <= DEATHS; deaths++) {
        int sofar = deaths;
        assertThat(stage.await(() -> bench.deaths.count() >= sofar)).isTrue();
        // Its dialog is free only when the worker is surely dead.
        bench.pass(A_MINUTE);
      }
      stage.settle();
      assertThat(bench.deaths.count()).isEqualTo(DEATHS);
      expected.forEach(
          (talk, texts) -> {
            List<String> arrived = texts(talk);
            assertThat(withoutRepetitions(arrived)).containsExactly(texts);
            assertThat(arrived).hasSizeLessThanOrEqualTo(texts.length + DEATHS);
          });
    }
  }

  @Test
  void P8_aRefusedMessageIsParkedAndToldAndHarmsNoOther(Stage stage) {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    Talk maria = stage.somebody("Maria Testova").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().says("Hello");
    stage
        .planfix()
        .faults()
        .add(
            Fault.of(Fault.Kind.INVALID_PARAMETERS)
                .in("newMessage")
                .ofChat(ivan.dialog())
                .times(1));
    var refused = ivan.entry("Planfix won't like this");
    assertThat(
            stage.post(
                Webhooks.messages(
                    maria.entry("One"), refused, maria.entry("Two"), ivan.entry("But this"))))
        .isEqualTo(200);

    maria.task().says("One", "Two");
    ivan.task().entry("But this");
    List<String> texts = texts(ivan);
    assertThat(texts).hasSize(3).startsWith("Hello").endsWith("But this");
    assertThat(texts.get(1)).startsWith("⚠ Сообщение от ").contains("не удалось показать");
    assertThat(stage.deadLetter(body -> body.contains(refused.path("messageId").asText())).reason())
        .isNotBlank();
  }

  @Test
  void P8_aDialogWhoseFirstMessageIsRefusedHasATaskThatSaysSo(Stage stage) {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    stage
        .planfix()
        .faults()
        .add(
            Fault.of(Fault.Kind.INVALID_PARAMETERS)
                .in("newMessage")
                .ofChat(ivan.dialog())
                .times(1));
    ivan.writes("Planfix won't like this");
    ivan.writes("But this");
    ivan.task().hasName("Ivan Testov — WhatsApp, Wazzup, +79990000099").hasComments("But this");
    assertThat(ivan.task().view().description().text()).startsWith("⚠ Сообщение от ");
  }

  @Test
  void P8_aCallThatNeverReturnsHoldsUpItsOwnDialogOnly(Stage stage) {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    List<Talk> others =
        IntStream.range(0, 9).mapToObj(i -> stage.somebody("Maria " + i).on(WHATSAPP)).toList();
    stage
        .planfix()
        .faults()
        .add(Fault.of(Fault.Kind.HANGING).in("newMessage").ofChat(ivan.dialog()).times(1));

    ivan.writes("Hello");
    others.forEach(other -> other.writes("Hello too"));

    others.forEach(other -> other.task().says("Hello too"));
    assertThat(stage.planfix().tasks()).noneMatch(task -> ivan.dialog().equals(task.chatId()));
    stage.planfix().faults().release();
    ivan.task().entry("Hello");
  }
}
