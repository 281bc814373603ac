package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.EntryView;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client's messages and the tasks they lead to. */
@ExtendWith(OwnRun.class)
class DialogsTest {
  private final Stage stage;

  DialogsTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void S04_whatTheClientWritesFurtherAreCommentsOfTheSameTaskInTheirOrder() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    String[] texts = IntStream.rangeClosed(1, 20).mapToObj(i -> "Line " + i).toArray(String[]::new);
    for (String text : texts) {
      ivan.writes(text);
    }
    ivan.task().says(texts);
    assertThat(ivan.task().entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.kind()).isEqualTo(EntryView.Kind.CONTACT);
              assertThat(entry.author()).isEqualTo("Ivan Testov");
            });
  }

  @Test
  void S04_aTextArrivesAsItWasWritten() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    String text =
        "Привет! 👋 \"quoted\" <b>&amp;</b> a=1&b=2 %20 + ~\n\nhttps://example.org/?q=ä \\n";
    ivan.writes(text);
    ivan.task().says(text);
  }

  @Test
  void S06_thePersonWhoWritesToTwoChannelsHasOneCardAndTwoTasks() {
    Person ivan = stage.somebody("Ivan Testov");
    ivan.on(WHATSAPP).writes("By the first number");
    ivan.on(WABA).writes("By the second number");
    ivan.on(WHATSAPP).task().says("By the first number");
    ivan.on(WABA).task().says("By the second number");

    assertThat(stage.planfix().contacts())
        .filteredOn(contact -> ivan.phone().equals(contact.phone()))
        .singleElement()
        .satisfies(
            card ->
                assertThat(card.tasks())
                    .containsExactlyInAnyOrder(
                        ivan.on(WHATSAPP).task().number(), ivan.on(WABA).task().number()));
  }

  @Test
  void S06_twoPeopleOnOneChannelHaveACardAndATaskEach() {
    Person ivan = stage.somebody("Ivan Testov");
    Person maria = stage.somebody("Maria Testova");
    ivan.on(WHATSAPP).writes("I am Ivan");
    maria.on(WHATSAPP).writes("I am Maria");
    ivan.on(WHATSAPP).task().says("I am Ivan");
    maria.on(WHATSAPP).task().says("I am Maria");
    assertThat(stage.planfix().contacts())
        .filteredOn(card -> card.tasks().contains(ivan.on(WHATSAPP).task().number()))
        .singleElement()
        .satisfies(
            card -> assertThat(card.tasks()).doesNotContain(maria.on(WHATSAPP).task().number()));
  }
}
