package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tasks are called, and when a new one is made. */
@ExtendWith(OwnRun.class)
class TitlesTest {
  /** Longer than Planfix's word that a task is open is believed. */
  private static final Duration A_WHILE = Duration.ofMinutes(6);

  private final Stage stage;

  TitlesTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void S12_theTitleHasNameTransportServiceAndNumberOfTheChannel() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().hasName("Ivan Testov — WhatsApp, Wazzup, +79990000099").hasBody("Hello");
  }

  @Test
  void S12_aClientWithoutANameIsCalledByHisNumber() {
    Talk nobody = stage.somebody("").on(WHATSAPP);
    ObjectNode entry = nobody.entry("Hello");
    entry.remove("contact");
    assertThat(stage.post(Webhooks.messages(entry))).isEqualTo(200);
    nobody.task().hasName(nobody.chatId() + " — WhatsApp, Wazzup, +79990000099");
  }

  @Test
  void S12_aClientWithABlankNameIsCalledByHisNumber() {
    Talk nobody = stage.somebody(" \t").on(WHATSAPP);
    assertThat(stage.post(Webhooks.messages(nobody.entry("Hello")))).isEqualTo(200);
    nobody.task().hasName(nobody.chatId() + " — WhatsApp, Wazzup, +79990000099");
  }

  @Test
  void S12_digitsAreANameLikeAnyOther() {
    Talk ivan = stage.somebody("79990000001").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().hasName("79990000001 — WhatsApp, Wazzup, +79990000099");
  }

  @Test
  void S12_aSecondMessageDoesNotRename() {
    Person ivan = stage.somebody("Ivan Testov");
    ivan.on(WHATSAPP).writes("Hello");
    ivan.on(WHATSAPP).task().hasBody("Hello");
    Talk renamed = new Person(stage, ivan.number(), "Ivan Superman").on(WHATSAPP);
    renamed.writes("I have a new name");
    renamed
        .task()
        .says("Hello", "I have a new name")
        .hasName("Ivan Testov — WhatsApp, Wazzup, +79990000099");
  }

  @Test
  void S12_afterItsTaskWasDeletedADialogGoesOnInANewOneWithATitle() {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      ivan.writes("Hello");
      bench.stage().settle().planfix().deleteTask(ivan.task().number());
      bench.pass(A_WHILE);
      ivan.writes("Hello again");
      ivan.task(2).says("Hello again").hasName("Ivan Testov — WhatsApp, Wazzup, +79990000099");
    }
  }

  @Test
  void S12_afterItsTaskWasClosedADialogGoesOnInANewOneWithATitleWherePlanfixMakesOne() {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      ivan.writes("Hello");
      bench.stage().settle().planfix().closeTask(ivan.task().number());
      bench.pass(A_WHILE);
      ivan.writes("Hello again");
      ivan.task(2).says("Hello again").hasName("Ivan Testov — WhatsApp, Wazzup, +79990000099");
      ivan.writes("And again");
      ivan.task(2).says("Hello again", "And again");
    }
  }

  @Test
  void S12_wherePlanfixGoesOnInClosedTasksSoDoesTheDialog() {
    try (var bench = new Workbench(SettingsText.USUAL)) {
      bench.stage().planfix().knobs().newTaskIfNoneActive = false;
      Talk ivan = bench.stage().somebody("Ivan Testov").on(WHATSAPP);
      ivan.writes("Hello");
      bench.stage().settle().planfix().closeTask(ivan.task().number());
      bench.pass(A_WHILE);
      ivan.writes("Hello again");
      ivan.task()
          .says("Hello", "Hello again")
          .hasName("Ivan Testov — WhatsApp, Wazzup, +79990000099");
    }
  }
}
