package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.wording.Wording;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.planfix.MarkView;
import io.taskwire.local.sim.planfix.MarkView.Shown;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.planfix.PlanfixKnobs.EchoComesBack;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.EmployeeMessage;
import io.taskwire.local.sim.wazzup.Upload;
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

  private static final String CAME_BACK = Wording.of("ru").orElseThrow().cameBack();

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

  // Whether Planfix sends back what was posted is not documented

  private static boolean comesBack(EchoComesBack knob) {
    return knob != EchoComesBack.NEVER;
  }

  /** It came back, and the employee sees that it went no further. */
  private static void assertStays(TaskSeen task, EntryView posted) {
    new Sent(task.stage(), task.number(), posted.id()).becomes(Shown.ERROR);
    EntryView now =
        task.entries().filter(entry -> entry.id() == posted.id()).findFirst().orElseThrow();
    assertThat(now.marks()).extracting(MarkView::text).containsExactly(CAME_BACK);
  }

  @ParameterizedTest
  @EnumSource
  void X01_theClientGetsWhatWasTypedOnThePhoneOnceWhateverPlanfixSendsBack(EchoComesBack knob) {
    stage.planfix().knobs().echoComesBack = knob;
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.getsFromThePhone("Hello, Ivan");
    TaskSeen task = ivan.task().says("Hello", "Hello, Ivan");
    if (comesBack(knob)) {
      assertStays(task, task.entry("Hello, Ivan"));
    }
    stage.settle();
    assertThat(ivan.phone()).containsExactly("Hello, Ivan");
    task.says("Hello", "Hello, Ivan");

    // Who does not know whether it comes back can't tell these apart: they are told the same.
    Sent alike = task.answers("Hello, Ivan");
    alike.becomes(comesBack(knob) ? Shown.READ : Shown.ERROR);
    stage.settle();
    assertThat(alike.text()).isEqualTo(comesBack(knob) ? "null" : CAME_BACK);
    assertThat(ivan.phone()).hasSize(comesBack(knob) ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void X01_itIsKnownInWhateverFormPlanfixSendsItBack(PlanfixKnobs.TextForm form) {
    stage.planfix().knobs().echoComesBack = EchoComesBack.BEFORE_THE_ANSWER;
    stage.planfix().knobs().textForm = form;
    String text = "Is 1 < 2 & \"so\"?\n«See» https://shop.example/price?a=1&b=2";
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().says("Hello");
    ivan.getsFromThePhone(text);

    assertStays(ivan.task(), ivan.task().entry(text));
    stage.settle();

    assertThat(ivan.phone()).containsExactly(text);
  }

  @ParameterizedTest
  @EnumSource
  void X01_aFileThatWasSentFromThePhoneIsNotSentAgain(EchoComesBack knob) {
    stage.planfix().knobs().echoComesBack = knob;
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().says("Hello");
    var _ =
        stage
            .wazzup()
            .employeeWrites(
                new EmployeeMessage(
                    WHATSAPP,
                    null,
                    ivan.chatId(),
                    null,
                    null,
                    Upload.named("photo.jpg"),
                    null,
                    null,
                    null,
                    null));
    var _ = ivan.task().files(1);
    if (comesBack(knob)) {
      assertStays(ivan.task(), ivan.task().entries().toList().getLast());
    }
    stage.settle();

    assertThat(ivan.received()).hasSize(1);
    assertThat(ivan.task().entries()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void X01_whatMayBePostedTwiceMayComeBackTwice(EchoComesBack knob) {
    stage.planfix().knobs().echoComesBack = knob;
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().says("Hello");
    stage
        .planfix()
        .faults()
        .add(Fault.of(Fault.Kind.SERVER_ERROR).in("newMessage").afterTheEffect().times(1));
    ivan.getsFromThePhone("Hello, Ivan");
    TaskSeen task = ivan.task().says("Hello", "Hello, Ivan", "Hello, Ivan");
    if (comesBack(knob)) {
      task.entriesWith("Hello, Ivan").forEach(entry -> assertStays(task, entry));
    }
    stage.settle();

    assertThat(ivan.phone()).containsExactly("Hello, Ivan");
  }

  @ParameterizedTest
  @EnumSource
  void X01_aTaskThatIsBegunOnThePhoneSendsNothingBackToTheClient(EchoComesBack knob) {
    stage.planfix().knobs().echoComesBack = knob;
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.getsFromThePhone("Your order is ready");
    TaskSeen task = ivan.task().hasBody("Your order is ready");
    if (comesBack(knob)) {
      assertStays(task, task.entry("Your order is ready"));
    }
    stage.settle();

    assertThat(ivan.phone()).containsExactly("Your order is ready");
    task.hasNoComments();
  }

  @ParameterizedTest
  @EnumSource
  void X01_thatItWasNotDeliveredIsNotSentToTheClient(EchoComesBack knob) {
    stage.planfix().knobs().echoComesBack = knob;
    stage.wazzup().turnKnobs(knobs -> knobs.statusesAfterSend = List.of("sent"));
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ChatMessage typed = ivan.getsFromThePhone("Hello, Ivan");
    ivan.task().says("Hello", "Hello, Ivan");
    stage.settle();
    stage.wazzup().changeStatus(typed.messageId(), "error", "BAD_CONTACT");
    EntryView note = ivan.task().entriesWith(NOT_DELIVERED).getFirst();
    if (comesBack(knob)) {
      assertStays(ivan.task(), note);
    }
    stage.settle();

    assertThat(ivan.phone()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void X01_whatIsShownOfAnAnswerInDirectIsNotSentAgain(EchoComesBack knob) {
    stage.planfix().knobs().echoComesBack = knob;
    Person nora = stage.somebody("Nora Testova");
    Talk comments = nora.under(InstagramTest.POST, INSTAGRAM);
    comments.writes("How much is it?");
    stage.settle();

    comments.task().answers("/direct It is yours for 8").becomes(Shown.READ);
    TaskSeen direct = nora.on(INSTAGRAM).task().hasComments("It is yours for 8");
    if (comesBack(knob)) {
      direct.entriesWith("It is yours for 8").forEach(entry -> assertStays(direct, entry));
    }
    stage.settle();

    assertThat(nora.on(INSTAGRAM).phone()).containsExactly("It is yours for 8");
  }
}
