package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.local.sim.planfix.ApiCall;
import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.planfix.Posted;
import io.taskwire.local.sim.planfix.WriteRequest;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a message costs: exactly these calls, so that nobody adds one unnoticed. */
class CallCountTest {
  private static final Map<String, Integer> ONE_READ_TWO_WRITES =
      Map.of("BatchGetItem", 1, "UpdateItem", 1, "TransactWriteItems", 1);

  /** Channels and phone are asked for, the dialog is opened and written down, then as usual. */
  private static final Map<String, Integer> WRITING_FIRST =
      Map.of(
          "BatchGetItem",
          2,
          "Query",
          2,
          "TransactWriteItems",
          4,
          "POST message",
          1,
          "SendMessageBatch",
          1);

  /**
   * Beside what writing first costs, the client's chat and dialog are looked at and whether the
   * dialog's task is there, the task of the button is led there, and the message is told there.
   */
  private static final Map<String, Integer> WRITING_BY_PHONE =
      Map.of(
          "BatchGetItem",
          5,
          "Query",
          2,
          "TransactWriteItems",
          5,
          "POST message",
          1,
          "SendMessageBatch",
          2);

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
  void aFurtherMessageOfSomebodyWhoseIdInInstagramIsKnownCostsOneReadAndTwoWrites() {
    stage.wazzup().turnKnobs(knobs -> knobs.contactIgsid = true);
    Person nora = stage.somebody("Nora Testova");
    Talk talk = nora.on(INSTAGRAM);
    String igsid = "100000000000" + nora.number();
    talk.writes("Hello", message -> message.from(null, null, igsid));
    settled();
    talk.writes("Hello again", message -> message.from(null, null, igsid));
    stage.settle();
    assertThat(bench.workerCalls.taken()).isEqualTo(ONE_READ_TWO_WRITES);
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

  // The way back

  /** Queueing that a mark is due. */
  private static final Map<String, Integer> A_MARK_TO_QUEUE = Map.of("SendMessageBatch", 1);

  /** One read and two writes for the part, and the mark queued. */
  private static final Map<String, Integer> ONE_PART =
      Map.of("BatchGetItem", 1, "TransactWriteItems", 2, "POST message", 1, "SendMessageBatch", 1);

  /** With the right to report comes the comment; its parts are read, and the mark is noted. */
  private static final Map<String, Integer> A_MARK =
      Map.of("UpdateItem", 2, "BatchGetItem", 1, "messageStatus", 1);

  /** The right is given back. */
  private static final Map<String, Integer> A_MARK_THAT_IS_SHOWN =
      Map.of("UpdateItem", 2, "BatchGetItem", 1);

  /** Whether a mark is due: the comment, then its parts. */
  private static final Map<String, Integer> A_LOOK = Map.of("GetItem", 1, "BatchGetItem", 1);

  private Talk talk() {
    return talk(WHATSAPP);
  }

  /** Somebody to answer; of whose answers Wazzup tells nothing by itself. */
  private Talk talk(String channelId) {
    stage
        .wazzup()
        .turnKnobs(
            knobs -> {
              knobs.echo = WazzupKnobs.Echo.NEVER;
              knobs.statusesAfterSend = List.of();
            });
    // The sender learns here what it asks once.
    stage.answeredBefore(channelId);
    Talk ivan = stage.somebody("Ivan Testov").on(channelId);
    ivan.writes("Hello");
    ivan.task().says("Hello");
    counting();
    return ivan;
  }

  /** From here on. */
  private void counting() {
    settled();
    bench.senderDeaths.watch();
    bench.deaths.watch();
  }

  private void assertCosts(
      Map<String, Integer> door, Map<String, Integer> sender, Map<String, Integer> worker) {
    stage.settle();
    assertThat(bench.doorCalls.taken()).as("the door").isEqualTo(door);
    assertThat(counted(bench.senderDeaths)).as("the sender").isEqualTo(sender);
    assertThat(counted(bench.deaths)).as("the worker").isEqualTo(worker);
  }

  private static Map<String, Integer> counted(Deaths calls) {
    return calls.calls().stream()
        .collect(Collectors.toMap(call -> call, _ -> 1, Integer::sum, TreeMap::new));
  }

  private static Map<String, Integer> with(Map<String, Integer> calls, Map<String, Integer> more) {
    Map<String, Integer> both = new TreeMap<>(calls);
    more.forEach((call, count) -> both.merge(call, count, Integer::sum));
    return both;
  }

  @Test
  void theFirstAnswerAndAFurtherOneCostOneReadAndTwoWritesAndTheirMark() {
    Talk ivan = talk();
    ivan.task().answers("Good morning");
    assertCosts(Map.of("SendMessageBatch", 1), ONE_PART, A_MARK);
    counting();
    ivan.task().answers("What is it about?");
    assertCosts(Map.of("SendMessageBatch", 1), ONE_PART, A_MARK);
  }

  @Test
  void eachFurtherPartOfAnAnswerCostsTwoWrites() {
    Talk ivan = talk();
    FileView price = stage.planfix().upload("price.pdf", "application/pdf", new byte[] {'1'});
    ivan.task()
        .comments(new CommentRequest(TaskSeen.OLGA, "See", List.of(price.hash()), true, null));
    assertCosts(
        Map.of("SendMessageBatch", 1),
        with(ONE_PART, Map.of("TransactWriteItems", 2, "POST message", 1, "file", 1)),
        A_MARK);
  }

  @Test
  void writingFirstCostsALookAtThePhoneAndTheDialogIsOpened() {
    talk();
    writesFirst(Stage.freshPhone(), "79990000099");
    assertCosts(Map.of("SendMessageBatch", 1), WRITING_FIRST, A_MARK);
  }

  private void writesFirst(String phone, String channel) {
    Posted posted =
        stage
            .planfix()
            .write(
                new WriteRequest(
                    phone,
                    "taskwire",
                    channel,
                    "Order",
                    "Your order is ready",
                    TaskSeen.OLGA,
                    null));
    posted.answered().join();
  }

  @Test
  void aPhoneOnACardInInstagramCostsOneWriteOnceAndWhoHasItIsLookedUpWithAFewReads() {
    bench.settings.updateAndGet(
        text -> text.replaceFirst("\\{", "{\"instagram\": {\"writeByPhone\": \"known\"},"));
    Talk nora = talk(INSTAGRAM);
    String phone = Stage.freshPhone();
    stage.planfix().typePhone(nora.task().view().task().assigner(), phone);
    nora.task().answers("Good morning");
    assertCosts(
        Map.of("SendMessageBatch", 1), with(ONE_PART, Map.of("TransactWriteItems", 1)), A_MARK);
    counting();
    nora.task().answers("What is it about?");
    assertCosts(Map.of("SendMessageBatch", 1), ONE_PART, A_MARK);
    counting();
    stage
        .planfix()
        .faults()
        .add(Fault.of(Fault.Kind.DELAYED).in("newMessage").millis(500).times(1));
    writesFirst(phone, "instagram:example.shop");
    stage.settle();
    assertThat(bench.doorCalls.taken()).isEqualTo(Map.of("SendMessageBatch", 1));
    assertThat(counted(bench.senderDeaths)).isEqualTo(WRITING_BY_PHONE);
    Map<String, Integer> posted =
        with(
            Map.of("BatchGetItem", 1, "TransactWriteItems", 1, "newMessage", 1),
            with(A_LOOK, Map.of("UpdateItem", 2)));
    assertThat(counted(bench.deaths))
        .as("in one batch the mark comes first; otherwise the status of what was posted shows it")
        .isIn(with(A_MARK, posted), with(with(A_MARK, A_MARK_THAT_IS_SHOWN), posted));
  }

  @Test
  void aRepetitionOfAnAnswerCostsTheDoorAloneAndWhenItIsForgottenOneReadAndNoMark() {
    Talk ivan = talk();
    stage.planfix().knobs().repeats = 1;
    stage.planfix().knobs().repeatDelayMillis = 1;
    stage.planfix().knobs().repeatAfterSuccess = true;
    ivan.task().answers("Good morning");
    assertCosts(Map.of("SendMessageBatch", 2), ONE_PART, A_MARK);

    counting();
    try (var sqs = bench.sqs()) {
      bench.putForSenders(sqs, bench.comments.getLast().body());
    }
    assertCosts(Map.of(), with(Map.of("BatchGetItem", 1), A_MARK_TO_QUEUE), Map.of());
  }

  @Test
  void theEchoOfAnAnswerCostsAReadForItAndTwoForAMarkThatIsShown() {
    Talk ivan = talk();
    ivan.task().answers("Good morning");
    counting();
    ivan.echoes(ivan.received().getLast());
    assertCosts(
        Map.of("SendMessageBatch", 1),
        Map.of(),
        with(A_LOOK, Map.of("BatchGetItem", 1, "UpdateItem", 1)));
  }

  @Test
  void aStatusOfAnAnswerCostsOneWriteAndItsMarkWhereThatIsAnother() {
    Talk ivan = talk();
    ivan.task().answers("Good morning");
    counting();
    String id = ivan.received().getLast().messageId();
    stage.wazzup().changeStatus(id, "delivered", null);
    assertCosts(Map.of("SendMessageBatch", 1), Map.of(), with(A_LOOK, Map.of("UpdateItem", 1)));
    counting();
    stage.wazzup().changeStatus(id, "read", null);
    assertCosts(
        Map.of("SendMessageBatch", 1),
        Map.of(),
        with(with(A_LOOK, A_MARK), Map.of("UpdateItem", 1)));
  }

  @Test
  void S01_amongTwoHundredConnectedChannelsAMessageAndAnAnswerCostTheSame() {
    connectTwoHundredChannels();
    Talk ivan = talk();
    ivan.writes("Hello again");
    stage.settle();
    assertThat(bench.workerCalls.taken()).isEqualTo(ONE_READ_TWO_WRITES);
    counting();
    ivan.task().answers("Good morning");
    assertCosts(Map.of("SendMessageBatch", 1), ONE_PART, A_MARK);
  }

  private void connectTwoHundredChannels() {
    stage.wazzup().overwriteWebhooksUri(null);
    for (int i = 0; i < 200; i++) {
      String phone = "7999100%04d".formatted(i);
      var _ = stage.wazzup().addChannel("whatsapp", phone, null, null);
      stage.channels().connect(ChannelIdentity.typed(phone), Instant.now());
    }
    stage.settle();
    stage.wazzup().overwriteWebhooksUri(stage.door().toString());
    // Taskwire hears of one, and with it of all.
    var _ = stage.listed("whatsapp", Stage.freshPhone());
    assertThat(stage.channels().all())
        .filteredOn(channel -> channel.address().isPresent())
        .hasSizeGreaterThan(200);
  }
}
