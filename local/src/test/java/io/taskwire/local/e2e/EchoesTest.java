package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.wazzup.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What our people write on the phone. */
@ExtendWith(OwnRun.class)
class EchoesTest {
  private static final String NOT_DELIVERED =
      "⚠ Сообщение, отправленное не из Планфикса, не доставлено: ";

  private final Stage stage;

  EchoesTest(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  @ParameterizedTest
  @EnumSource
  void S13_aDialogBegunOnThePhoneHasATaskLikeOneBegunByTheClient(PlanfixKnobs.NewChatEcho echo) {
    stage.planfix().knobs().newChatEcho = echo;
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.getsFromThePhone("Your order is ready");
    stage.settle();

    TaskSeen task = ivan.task().hasName("Ivan Testov — WhatsApp, Wazzup, +79990000099");
    assertThat(task.entriesWith("Your order is ready")).hasSize(1);
    ivan.writes("I am coming");
    assertThat(ivan.task().entriesWith("I am coming")).hasSize(1);
    assertThat(ivan.task().entries()).hasSize(2);
  }

  @Test
  void X01_aMessageTypedOnThePhoneIsTheEmployeesOnce() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.getsFromThePhone("Hello, Ivan");
    ivan.writes("Bye");
    ivan.task().says("Hello", "Hello, Ivan", "Bye");
    EntryView echo = ivan.task().entry("Hello, Ivan");
    assertThat(echo.kind()).isEqualTo(EntryView.Kind.EMPLOYEE);
    assertThat(echo.isEcho()).isTrue();
  }

  @Test
  void X01_repeatedWebhooksAddNothing() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    List<ChatMessage> messages =
        List.of(ivan.writes("Hello"), ivan.getsFromThePhone("Hello, Ivan"));
    ivan.task().says("Hello", "Hello, Ivan");
    for (ChatMessage message : messages) {
      assertThat(stage.post(Webhooks.posted(stage, message))).isEqualTo(200);
    }
    stage.settle();
    ivan.task().says("Hello", "Hello, Ivan");
  }

  @Test
  void X01_anEntryThatComesAgainWithANewerStatusAddsNothing() {
    stage.wazzup().turnKnobs(knobs -> knobs.statusesAsMessages = true);
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.getsFromThePhone("Hello, Ivan");
    stage.settle();
    ivan.task().says("Hello", "Hello, Ivan");
  }

  @Test
  void X01_thatItWasNotDeliveredIsToldOnce() {
    stage.wazzup().turnKnobs(knobs -> knobs.statusesAfterSend = List.of("sent"));
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ChatMessage typed = ivan.getsFromThePhone("Hello, Ivan");
    stage.settle();
    stage.wazzup().changeStatus(typed.messageId(), "error", "BAD_CONTACT");
    String note = NOT_DELIVERED + "BAD_CONTACT (Simulated: BAD_CONTACT)";
    ivan.task().says("Hello", "Hello, Ivan", note);

    assertThat(stage.post(Webhooks.failed(typed.messageId(), "BAD_CONTACT"))).isEqualTo(200);
    ObjectNode again = ivan.entry("Hello, Ivan");
    again.put("messageId", typed.messageId()).put("isEcho", true).put("status", "error");
    again.putObject("error").put("error", "BAD_CONTACT");
    assertThat(stage.post(Webhooks.messages(again))).isEqualTo(200);
    stage.settle();
    ivan.task().says("Hello", "Hello, Ivan", note);
  }

  @Test
  void X01_anErrorThatComesBeforeItsMessageIsToldAfterIt() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ObjectNode typed = ivan.entry("Hello, Ivan");
    typed.put("isEcho", true).put("status", "sent");
    String id = typed.path("messageId").asText();
    assertThat(stage.post(Webhooks.failed(id, "BAD_CONTACT"))).isEqualTo(200);
    stage.settle();
    assertThat(stage.post(Webhooks.messages(typed))).isEqualTo(200);
    stage.settle();
    ivan.task()
        .says("Hello", "Hello, Ivan", NOT_DELIVERED + "BAD_CONTACT (Simulated: BAD_CONTACT)");
  }

  @Test
  void X02_anErrorAfterItWasReadIsNotTold() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ChatMessage typed = ivan.getsFromThePhone("Hello, Ivan");
    stage.settle();
    assertThat(stage.post(Webhooks.failed(typed.messageId(), "BAD_CONTACT"))).isEqualTo(200);
    stage.settle();
    ivan.task().says("Hello", "Hello, Ivan");
  }
}
