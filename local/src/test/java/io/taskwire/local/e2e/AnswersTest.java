package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.ERROR;
import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.planfix.MarkView.Shown.SENT;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.TELEGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WABA;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Employees answer in the tasks that clients' messages made. */
@ExtendWith(OwnRun.class)
class AnswersTest {
  private final Stage stage;

  AnswersTest(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  private Talk wrote(String channel) {
    Talk talk = stage.somebody("Ivan Testov").on(channel);
    talk.writes("Hello");
    talk.task().says("Hello");
    return talk;
  }

  @ParameterizedTest
  @ValueSource(strings = {WHATSAPP, WABA, TELEGRAM, INSTAGRAM})
  void S04_theAnswerReachesTheClientAndHisAnswerIsACommentOfTheSameTask(String channel) {
    Talk ivan = wrote(channel);
    Sent answer = ivan.task().answers("Good morning, Ivan");
    answer.becomes(READ);
    assertThat(ivan.phone()).containsExactly("Good morning, Ivan");
    ivan.writes("Thank you");
    ivan.task().says("Hello", "Good morning, Ivan", "Thank you");
  }

  @ParameterizedTest
  @EnumSource
  void X01_itsEchoIsNoSecondComment(WazzupKnobs.Echo echo) {
    stage.wazzup().turnKnobs(knobs -> knobs.echo = echo);
    Talk ivan = wrote(WHATSAPP);
    ivan.task().answers("Good morning, Ivan").becomes(READ);
    stage.settle();
    ivan.task().says("Hello", "Good morning, Ivan");
  }

  @Test
  void X01_whatSomebodyTypesOnThePhoneAtTheSameTimeIsAComment() {
    Talk ivan = wrote(WHATSAPP);
    ivan.task().answers("From Planfix");
    ivan.getsFromThePhone("From the phone");
    stage.settle();
    assertThat(ivan.task().entriesWith("From the phone")).hasSize(1);
    assertThat(ivan.task().entriesWith("From Planfix")).hasSize(1);
  }

  @Test
  void S10_aCommentThatNotifiesNobodyStaysInside() {
    Talk ivan = wrote(WHATSAPP);
    ivan.task().comments(CommentRequest.internal(TaskSeen.OLGA, "He always pays late"));
    ivan.task().answers("Good morning").becomes(READ);
    stage.settle();
    assertThat(ivan.phone()).containsExactly("Good morning");
  }

  @Test
  void P1_aRepeatedCallOfPlanfixSendsNothingTwice() {
    stage.planfix().knobs().repeats = 3;
    stage.planfix().knobs().repeatAfterSuccess = true;
    stage.planfix().knobs().callsInOrder = false;
    Talk ivan = wrote(WHATSAPP);
    Sent answer = ivan.task().answers("Good morning");
    answer.becomes(READ);
    stage.settle();
    assertThat(answer.view().calls())
        .hasSize(4)
        .allMatch(call -> Integer.valueOf(200).equals(call.status()));
    assertThat(answer.view().calls().stream().map(call -> call.body()).distinct()).hasSize(1);
    assertThat(ivan.phone()).containsExactly("Good morning");
  }

  @Test
  void P3_answersKeepTheirOrder() {
    Talk ivan = wrote(WHATSAPP);
    for (int i = 1; i <= 12; i++) {
      ivan.task().answers("Answer " + i);
    }
    stage.settle();
    assertThat(ivan.phone())
        .containsExactly(
            java.util.stream.IntStream.rangeClosed(1, 12)
                .mapToObj(i -> "Answer " + i)
                .toArray(String[]::new));
  }

  @Test
  void X02_theSignTurnsFromSentToRead() {
    stage.wazzup().turnKnobs(knobs -> knobs.statusesAfterSend = List.of("sent"));
    Talk ivan = wrote(WHATSAPP);
    Sent answer = ivan.task().answers("Good morning").becomes(SENT);
    stage.settle();
    String id = ivan.received().getFirst().messageId();
    stage.wazzup().changeStatus(id, "delivered", null);
    stage.settle();
    stage.wazzup().changeStatus(id, "read", null);
    answer.becomes(READ);
    stage.settle();
    assertThat(answer.signs()).containsExactly(SENT, READ);
  }

  @Test
  void X02_aStatusThatComesLateDoesNotTurnTheSignBack() {
    stage.wazzup().turnKnobs(knobs -> knobs.statusesAfterSend = List.of("read", "delivered"));
    Talk ivan = wrote(WHATSAPP);
    Sent answer = ivan.task().answers("Good morning").becomes(READ);
    stage.settle();
    assertThat(answer.signs().getLast()).isEqualTo(READ);
  }

  @ParameterizedTest
  @EnumSource
  void X02_aFailureHasItsReasonInWords(WazzupKnobs.Failure failure) {
    stage.wazzup().turnKnobs(knobs -> knobs.failure = failure);
    Talk ivan = wrote(WHATSAPP);
    stage
        .wazzup()
        .addFault(
            io.taskwire.local.sim.wazzup.Fault.ofSend(
                io.taskwire.local.sim.wazzup.Fault.Kind.DELIVERY_ERROR, "BAD_CONTACT", 1));
    Sent answer = ivan.task().answers("Good morning").becomes(ERROR);
    assertThat(answer.text()).doesNotContain("BAD_CONTACT").matches(".*[а-яё].*");
    stage.settle();
    ivan.task().says("Hello", "Good morning");
  }

  @Test
  void X05_aLongTextWithFilesLeavesAsSeveralMessagesInOrderAndCountsAsOne() {
    Talk ivan = wrote(TELEGRAM);
    String paragraph = "Абзац текста, который говорит что-то важное. ".repeat(40).strip();
    FileView photo = file("plan.png", "image/png");
    FileView price = file("price.pdf", "application/pdf");
    String text = String.join("\n\n", paragraph, paragraph, paragraph);
    Sent answer =
        ivan.task()
            .comments(
                new CommentRequest(
                    TaskSeen.OLGA, text, List.of(photo.hash(), price.hash()), true, null));
    answer.becomes(READ);
    stage.settle();
    List<ChatMessage> received = ivan.received();
    assertThat(received).hasSizeGreaterThan(3);
    List<ChatMessage> texts = received.subList(0, received.size() - 2);
    assertThat(texts).allMatch(message -> message.type().equals("text"));
    assertThat(String.join("\n\n", ivan.phone().subList(0, texts.size())).replaceAll("\\s+", " "))
        .isEqualTo(text.replaceAll("\\s+", " "));
    assertThat(received.subList(texts.size(), received.size()))
        .allMatch(message -> message.contentUri() != null);
  }

  @Test
  void X05_oneFailedPartFailsTheWholeAndTheTextSaysWhich() {
    Talk ivan = wrote(WHATSAPP);
    stage
        .wazzup()
        .addFault(
            new io.taskwire.local.sim.wazzup.Fault(
                io.taskwire.local.sim.wazzup.Fault.Kind.REFUSAL,
                io.taskwire.local.sim.wazzup.Fault.Call.SEND,
                false,
                1,
                1,
                0,
                "CHANNEL_BLOCKED"));
    FileView price = file("price.pdf", "application/pdf");
    ivan.task()
        .comments(new CommentRequest(TaskSeen.OLGA, "The price", List.of(price.hash()), true, null))
        .fails("2 из 2");
    stage.settle();
    assertThat(ivan.phone()).containsExactly("The price");
  }

  @ParameterizedTest
  @EnumSource(
      value = PlanfixKnobs.FileServing.class,
      names = {"SERVED", "REDIRECT"})
  void X05_aFileArrivesWhetherPlanfixRedirectsOrNot(PlanfixKnobs.FileServing serving) {
    stage.planfix().knobs().fileServing = serving;
    Talk ivan = wrote(WHATSAPP);
    FileView photo = file("plan.png", "image/png");
    ivan.task()
        .comments(new CommentRequest(TaskSeen.OLGA, "", List.of(photo.hash()), true, null))
        .becomes(READ);
    assertThat(ivan.received()).hasSize(1);
    assertThat(ivan.received().getFirst().contentUri()).isNotNull();
  }

  @Test
  void X05_aFileThatIsNotThereAnyMoreIsToldAtOnceAndNothingIsSent() {
    stage.planfix().knobs().fileServing = PlanfixKnobs.FileServing.EXPIRED;
    Talk ivan = wrote(WHATSAPP);
    FileView photo = file("plan.png", "image/png");
    ivan.task()
        .comments(new CommentRequest(TaskSeen.OLGA, "See", List.of(photo.hash()), true, null))
        .becomes(ERROR);
    stage.settle();
    assertThat(ivan.phone()).isEmpty();
  }

  @Test
  void S07_instagramGetsAPictureAsAPictureAndADocumentAsALink() {
    Talk nora = wrote(INSTAGRAM);
    FileView photo = file("plan.png", "image/png");
    FileView price = file("price.pdf", "application/pdf");
    nora.task()
        .comments(
            new CommentRequest(
                TaskSeen.OLGA, "Our price", List.of(photo.hash(), price.hash()), true, null))
        .becomes(READ);
    stage.settle();
    List<ChatMessage> received = nora.received();
    assertThat(received).hasSize(2);
    assertThat(received.getFirst().text()).startsWith("Our price").contains("price.pdf: http");
    assertThat(received.getLast().type()).isEqualTo("image");
  }

  @Test
  void S07_aQuoteOfTheClientsMessageIsAQuoteInTheMessenger() {
    Talk nora = wrote(INSTAGRAM);
    ChatMessage question = nora.writes("How much is the blue one?");
    nora.task().says("Hello", "How much is the blue one?");
    int quoted = nora.task().entry("How much is the blue one?").id();
    nora.task()
        .comments(new CommentRequest(TaskSeen.OLGA, "Two thousand", null, true, quoted))
        .becomes(READ);
    stage.settle();
    ChatMessage answer = nora.received().getFirst();
    assertThat(answer.text()).isEqualTo("Two thousand");
    assertThat(answer.quotedMessageId()).isEqualTo(question.messageId());
  }

  @ParameterizedTest
  @EnumSource
  void S04_editorTracesDoNotReachTheClient(PlanfixKnobs.TextForm form) {
    Talk ivan = wrote(WHATSAPP);
    stage.planfix().knobs().textForm = form;
    ivan.task().answers("Prices: a < b & «c»").becomes(READ);
    stage.settle();
    assertThat(ivan.phone()).containsExactly("Prices: a < b & «c»");
  }

  @Test
  void S08_theAnswerToACommentStandsUnderThePost() {
    Talk nora = stage.somebody("Nora Testova").under(InstagramTest.POST, INSTAGRAM);
    nora.writes("How much is it?");
    stage.settle();
    nora.task().answers("Two thousand").becomes(READ);
    stage.settle();
    assertThat(nora.received()).hasSize(1);
    assertThat(nora.received().getFirst().postUrl()).isNotNull();
  }

  @Test
  void S08_aFileUnderAPostIsRefusedWithTheReasonAndNothingIsHalfSent() {
    Talk nora = stage.somebody("Nora Testova").under(InstagramTest.POST, INSTAGRAM);
    nora.writes("How much is it?");
    stage.settle();
    FileView price = file("price.pdf", "application/pdf");
    nora.task()
        .comments(new CommentRequest(TaskSeen.OLGA, "See", List.of(price.hash()), true, null))
        .becomes(ERROR);
    stage.settle();
    assertThat(nora.received()).isEmpty();
  }

  private FileView file(String name, String type) {
    return stage.planfix().upload(name, type, name.getBytes(StandardCharsets.UTF_8));
  }
}
