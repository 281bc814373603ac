package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.ApiCall;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a message costs: exactly these calls, so that nobody adds one unnoticed. */
class CallCountTest {
  private static final Map<String, Integer> ONE_READ_TWO_WRITES =
      Map.of("BatchGetItem", 1, "UpdateItem", 1, "TransactWriteItems", 1);

  private final Workbench bench = new Workbench(SettingsText.USUAL);
  private final Stage stage = bench.stage();

  /** Whatever is done once is done: settings, channels, addresses. */
  @BeforeEach
  void warmUp() {
    Talk somebody = stage.somebody("Warm Upper").on(WHATSAPP);
    somebody.writes("Hello");
    somebody.task().says("Hello");
    settled();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void settled() {
    stage.settle();
    var _ = bench.doorCalls.taken();
    var _ = bench.workerCalls.taken();
  }

  private List<String> planfixCalls(int before) {
    return stage.planfix().apiCalls().stream()
        .skip(before)
        .map(ApiCall::cmd)
        .map(String::valueOf)
        .toList();
  }

  @Test
  void theFirstMessageOfADialogCostsOneReadAndTwoWrites() {
    int before = stage.planfix().apiCalls().size();
    stage.somebody("Ivan Testov").on(WHATSAPP).writes("Hello");
    stage.settle();
    assertThat(bench.doorCalls.taken()).isEqualTo(Map.of("SendMessageBatch", 1));
    assertThat(bench.workerCalls.taken()).isEqualTo(ONE_READ_TWO_WRITES);
    assertThat(planfixCalls(before)).containsExactly("getTask", "newMessage");
  }

  @Test
  void aFurtherMessageCostsOneReadAndTwoWrites() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    settled();
    int before = stage.planfix().apiCalls().size();
    ivan.writes("Hello again");
    stage.settle();
    assertThat(bench.doorCalls.taken()).isEqualTo(Map.of("SendMessageBatch", 1));
    assertThat(bench.workerCalls.taken()).isEqualTo(ONE_READ_TWO_WRITES);
    assertThat(planfixCalls(before)).containsExactly("newMessage");
  }

  @Test
  void anEditCostsOneReadAndTwoWrites() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    var hello = ivan.writes("Hello");
    settled();
    stage.wazzup().clientEdits(hello.messageId(), "Hello!");
    stage.settle();
    assertThat(bench.workerCalls.taken()).isEqualTo(ONE_READ_TWO_WRITES);
  }

  @Test
  void aMessageTypedOnThePhoneCostsOneWriteMoreForItsStatus() {
    stage.wazzup().turnKnobs(knobs -> knobs.statusesAfterSend = List.of());
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    settled();
    ivan.getsFromThePhone("Hello, Ivan");
    stage.settle();
    assertThat(bench.workerCalls.taken())
        .as("and two reads more: whether it may be an echo of ours")
        .isEqualTo(Map.of("BatchGetItem", 2, "Query", 1, "UpdateItem", 2, "TransactWriteItems", 1));
  }

  @Test
  void aStatusCostsOneWrite() {
    assertThat(stage.post(Webhooks.failed("00000000-0000-4000-8000-000000000001", "BAD_CONTACT")))
        .isEqualTo(200);
    stage.settle();
    assertThat(bench.doorCalls.taken()).isEqualTo(Map.of("SendMessageBatch", 1));
    assertThat(bench.workerCalls.taken()).isEqualTo(Map.of("UpdateItem", 1));
  }

  @Test
  void aRepetitionCostsOneRead() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    var hello = ivan.entry("Hello");
    assertThat(stage.post(Webhooks.messages(hello))).isEqualTo(200);
    settled();
    try (var sqs = bench.sqs()) {
      bench.repeatInTheQueue(sqs, hello.toString());
    }
    stage.settle();
    assertThat(bench.workerCalls.taken()).isEqualTo(Map.of("BatchGetItem", 1));
  }

  @Test
  void tenMessagesOfTenDialogsAreOneBatchAtTheDoor() {
    var entries =
        IntStream.range(0, 10)
            .mapToObj(i -> stage.somebody("Client " + i).on(WHATSAPP).entry("Hello"))
            .toList();
    assertThat(stage.post(Webhooks.messages(entries))).isEqualTo(200);
    assertThat(bench.doorCalls.taken()).isEqualTo(Map.of("SendMessageBatch", 1));
    stage.settle();
  }
}
