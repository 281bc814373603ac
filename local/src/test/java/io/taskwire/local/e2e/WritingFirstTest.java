package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.ERROR;
import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.planfix.Posted;
import io.taskwire.local.sim.planfix.TaskStatus;
import io.taskwire.local.sim.planfix.WriteRequest;
import io.taskwire.local.sim.wazzup.Fault;
import io.taskwire.local.sim.wazzup.Fault.Call;
import io.taskwire.local.sim.wazzup.Fault.Kind;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An employee writes first: the line is the channel, the description is the message. */
@ExtendWith(OwnRun.class)
class WritingFirstTest {
  private static final String LINE_99 = "whatsapp-99";
  private static final String LINE_98 = "whatsapp-98";
  private static final String LINE_TELEGRAM = "telegram-96";
  private static final String ANY_LINE = "taskwire";
  private static final String NUMBER_99 = "79990000099";
  private static final String NUMBER_98 = "79990000098";

  private final Stage stage;

  WritingFirstTest(Stage stage) {
    this.stage = stage;
  }

  /** One of the channels is WABA, where nobody can be written to first without a template. */
  @BeforeEach
  void wabaTakesAnything() {
    stage.wazzup().turnKnobs(knobs -> knobs.wabaWindow = false);
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  private Sent writes(String line, String phone, String text) {
    Posted posted =
        stage
            .planfix()
            .write(
                new WriteRequest(
                    phone, line, null, "Order of a client", text, TaskSeen.OLGA, null));
    posted.answered().join();
    return new Sent(stage, posted.task(), posted.entry().id());
  }

  private Talk talk(String number, String phone) {
    return stage.wazzup().channels().stream()
        .filter(channel -> channel.plainId().equals(number))
        .map(channel -> new Talk(stage, channel, phone, "Ivan Testov", java.util.Optional.empty()))
        .findFirst()
        .orElseThrow();
  }

  private List<String> comments(int task) {
    return stage.planfix().task(task).comments().stream().map(entry -> entry.text()).toList();
  }

  @ParameterizedTest
  @CsvSource({LINE_99 + "," + NUMBER_99, LINE_98 + "," + NUMBER_98})
  void S03_theDescriptionGoesToTheClientThroughTheLinesChannel(String line, String number) {
    String phone = Stage.freshPhone();
    Sent first = writes(line, phone, "Your order is ready").becomes(READ);
    assertThat(talk(number, phone).phone()).containsExactly("Your order is ready");
    assertThat(stage.planfix().task(first.task()).task().name()).isEqualTo("Order of a client");

    talk(number, phone).writes("I am coming");
    stage.settle();
    assertThat(comments(first.task())).as("S04").containsExactly("I am coming");
  }

  @ParameterizedTest
  @EnumSource
  void S03_thePhoneMayBeTypedInAnyWay(PlanfixKnobs.PhoneForm form) {
    stage.planfix().knobs().phoneForm = form;
    String phone = Stage.freshPhone();
    String typed = "8 (" + phone.substring(1, 4) + ") " + phone.substring(4);
    writes(LINE_99, typed, "Hello").becomes(READ);
    assertThat(talk(NUMBER_99, phone).phone()).containsExactly("Hello");
    stage.planfix().knobs().phoneForm = PlanfixKnobs.PhoneForm.DIGITS;
  }

  @Test
  void S03_aPhoneThatIsNoneIsToldAtTheDescription() {
    stage.planfix().knobs().phoneForm = PlanfixKnobs.PhoneForm.AS_TYPED;
    writes(LINE_99, "ask the secretary", "Hello").becomes(ERROR);
    stage.planfix().knobs().phoneForm = PlanfixKnobs.PhoneForm.DIGITS;
  }

  @Test
  void S03_aTelegramChatIsOpenedByThePhoneAndItsAnswersComeToTheSameTask() {
    String phone = Stage.freshPhone();
    Sent first = writes(LINE_TELEGRAM, phone, "Your order is ready").becomes(READ);
    Talk ivan = telegram(phone);
    ivan.writes("Thanks");
    stage.settle();
    assertThat(comments(first.task())).containsExactly("Thanks");
    assertThat(ivan.phone()).containsExactly("Your order is ready");
  }

  private Talk telegram(String phone) {
    var chat =
        stage.wazzup().chats().stream()
            .filter(one -> phone.equals(one.phone()) && one.transport().equals("tgapi"))
            .findFirst()
            .orElseThrow();
    return new Talk(
        stage,
        stage.channel(chat.channelId()),
        chat.chatId(),
        "Ivan Testov",
        java.util.Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void X01_theEchoOfAFirstTelegramMessageIsNoCommentThoughItOutrunsTheAnswer(
      WazzupKnobs.Phone told) {
    stage
        .wazzup()
        .turnKnobs(
            knobs -> {
              knobs.echo = WazzupKnobs.Echo.BEFORE_ANSWER;
              knobs.contactPhone = told;
            });
    stage.wazzup().addFault(new Fault(Kind.DELAY, Call.SEND, true, 0, 1, 700, null));
    String phone = Stage.freshPhone();
    Sent first = writes(LINE_TELEGRAM, phone, "Your order is ready").becomes(READ);
    Talk ivan = telegram(phone);
    stage.settle();
    assertThat(comments(first.task())).isEmpty();
    assertThat(ivan.tasks()).isEmpty();

    TaskSeen.numbered(stage, first.task()).answers("You can fetch it today").becomes(READ);
    ivan.writes("Thanks");
    stage.settle();
    assertThat(comments(first.task())).containsExactly("You can fetch it today", "Thanks");
    assertThat(ivan.tasks()).isEmpty();
    assertThat(ivan.phone()).containsExactly("Your order is ready", "You can fetch it today");
  }

  @Test
  void X01_theEchoOfWhatFollowsAFirstTelegramMessageIsNoCommentThoughItOutrunsTheAnswer() {
    String phone = Stage.freshPhone();
    stage.wazzup().turnKnobs(knobs -> knobs.contactPhone = WazzupKnobs.Phone.NEVER);
    Sent first = writes(LINE_TELEGRAM, phone, "Your order is ready").becomes(READ);
    Talk ivan = telegram(phone);
    stage.wazzup().turnKnobs(knobs -> knobs.echo = WazzupKnobs.Echo.BEFORE_ANSWER);
    stage.wazzup().addFault(new Fault(Kind.DELAY, Call.SEND, true, 0, 1, 700, null));
    TaskSeen.numbered(stage, first.task()).answers("You can fetch it today").becomes(READ);
    stage.settle();
    assertThat(comments(first.task())).containsExactly("You can fetch it today");
    assertThat(ivan.tasks()).isEmpty();
  }

  @Test
  void P4_aFirstTelegramMessageWhoseAnswerWasLostIsSettledByTheEchoThatTellsThePhone() {
    stage.wazzup().addFault(Fault.of(Kind.DROP, Call.SEND, 1).afterTheEffect());
    String phone = Stage.freshPhone();
    Sent first = writes(LINE_TELEGRAM, phone, "Your order is ready").becomes(READ);
    Talk ivan = telegram(phone);
    ivan.writes("Thanks");
    stage.settle();
    assertThat(comments(first.task())).containsExactly("Thanks");
    assertThat(ivan.tasks()).isEmpty();
    assertThat(ivan.phone()).containsExactly("Your order is ready");
  }

  @Test
  void S03_aLineOfAnyChannelIsRefusedWhereSeveralCanWriteFirst() {
    String phone = Stage.freshPhone();
    writes(ANY_LINE, phone, "Hello").becomes(ERROR);
    stage.settle();
    assertThat(talk(NUMBER_99, phone).phone()).isEmpty();
    assertThat(talk(NUMBER_98, phone).phone()).isEmpty();
  }

  @Test
  void S03_planfixsFieldChannelIsHonouredWhereThereIsOne() {
    String phone = Stage.freshPhone();
    Posted posted =
        stage
            .planfix()
            .write(
                new WriteRequest(
                    phone, ANY_LINE, NUMBER_98, "Order", "Hello", TaskSeen.OLGA, null));
    posted.answered().join();
    new Sent(stage, posted.task(), posted.entry().id()).becomes(READ);
    assertThat(talk(NUMBER_98, phone).phone()).containsExactly("Hello");
  }

  @ParameterizedTest
  @EnumSource
  void S05_anotherChannelIsRefusedWhileADialogIsOpenAndWorksOnceItsTaskIsDeleted(
      PlanfixKnobs.DeletedTask deleted) {
    stage.planfix().knobs().deletedTask = deleted;
    String phone = Stage.freshPhone();
    Sent one = writes(LINE_99, phone, "By one channel").becomes(READ);
    Sent other = writes(LINE_98, phone, "By another channel");
    other.fails("+" + NUMBER_99).fails("задача " + one.task());
    stage.settle();
    assertThat(talk(NUMBER_98, phone).phone()).isEmpty();

    stage.planfix().deleteTask(one.task());
    if (deleted == PlanfixKnobs.DeletedTask.ACTIVE) {
      assertThat(stage.taskDeleted(one.task())).isEqualTo(200);
      stage.settle();
    }
    TaskSeen refused = TaskSeen.numbered(stage, other.task());
    refused.answers("Once more").becomes(READ);
    assertThat(talk(NUMBER_98, phone).phone()).containsExactly("Once more");
    writes(LINE_98, phone, "Created anew").becomes(READ);
    assertThat(talk(NUMBER_98, phone).phone()).containsExactly("Once more", "Created anew");
  }

  @Test
  void S05_aSecondCommentInTheRefusedTaskIsJudgedAgain() {
    String phone = Stage.freshPhone();
    writes(LINE_99, phone, "By one channel").becomes(READ);
    Sent other = writes(LINE_98, phone, "By another channel").becomes(ERROR);
    TaskSeen.numbered(stage, other.task()).answers("Again").becomes(ERROR);
    stage.settle();
    assertThat(talk(NUMBER_98, phone).phone()).isEmpty();
  }

  @Test
  void S05_differentMessengersDoNotBindEachOther() {
    String phone = Stage.freshPhone();
    writes(LINE_99, phone, "In WhatsApp").becomes(READ);
    writes(LINE_TELEGRAM, phone, "In Telegram").becomes(READ);
  }

  @Test
  void S05_twoFirstMessagesThroughTwoChannelsAtOnceGiveOneDialog() {
    String phone = Stage.freshPhone();
    WriteRequest one =
        new WriteRequest(phone, LINE_99, null, "Order", "By one", TaskSeen.OLGA, null);
    WriteRequest other =
        new WriteRequest(phone, LINE_98, null, "Order", "By the other", TaskSeen.OLGA, null);
    Posted first = stage.planfix().write(one);
    Posted second = stage.planfix().write(other);
    first.answered().join();
    second.answered().join();
    stage.settle();
    assertThat(talk(NUMBER_99, phone).phone().size() + talk(NUMBER_98, phone).phone().size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void S06_theClientWritesToAnotherChannelAndHasTwoTasksEachAnsweredThroughItsOwn(
      boolean contactByPhone) {
    stage.planfix().knobs().contactByPhone = contactByPhone;
    String phone = Stage.freshPhone();
    Sent one = writes(LINE_99, phone, "By one channel").becomes(READ);
    Talk onOther = talk(NUMBER_98, phone);
    onOther.writes("Hello there");
    stage.settle();
    TaskSeen second = onOther.task();
    assertThat(second.number()).isNotEqualTo(one.task());
    second.answers("Answer there").becomes(READ);
    TaskSeen.numbered(stage, one.task()).answers("Answer here").becomes(READ);
    assertThat(onOther.phone()).containsExactly("Answer there");
    assertThat(talk(NUMBER_99, phone).phone()).containsExactly("By one channel", "Answer here");
    if (contactByPhone) {
      assertThat(stage.planfix().task(one.task()).task().assigner())
          .as("one card")
          .isEqualTo(second.view().task().assigner());
    }
  }

  @Test
  void S06_writingFirstGoesOnInTheDialogThatTheClientOpenedOnThatChannel() {
    String phone = Stage.freshPhone();
    Talk ivan = talk(NUMBER_98, phone);
    ivan.writes("Hello");
    stage.settle();
    writes(LINE_98, phone, "From the card").becomes(READ);
    assertThat(ivan.phone()).containsExactly("From the card");
  }

  @ParameterizedTest
  @EnumSource
  void S06_whereverPlanfixKeepsThatDialogEachOfItsTasksIsAnsweredAndNobodyIsLost(
      PlanfixKnobs.KnownChat known) {
    stage.planfix().knobs().knownChat = known;
    String phone = Stage.freshPhone();
    Talk ivan = talk(NUMBER_98, phone);
    ivan.writes("Hello");
    stage.settle();
    int old = ivan.task().number();
    int anew = writes(LINE_98, phone, "From the card").becomes(READ).task();
    ivan.writes("I see");
    stage.settle();
    int its = known == PlanfixKnobs.KnownChat.MOVED ? anew : old;
    assertThat(comments(its)).containsExactly("I see");
    assertThat(comments(its == old ? anew : old)).isEmpty();

    TaskSeen.numbered(stage, its).answers("Answer where he wrote").becomes(READ);
    TaskSeen.numbered(stage, its == old ? anew : old).answers("Answer beside").becomes(READ);
    stage.settle();
    assertThat(ivan.phone())
        .containsExactly("From the card", "Answer where he wrote", "Answer beside");
    assertThat(comments(its)).containsExactly("I see", "Answer where he wrote");
    assertThat(comments(its == old ? anew : old)).containsExactly("Answer beside");
  }

  @Test
  void S11_nothingIsSentThroughAChannelThatWasRemoved() {
    var channel = stage.connected("whatsapp", Stage.freshPhone(), Stage.freshPhone());
    ChannelIdentity identity = ChannelIdentity.typed("+" + channel.plainId());
    stage.channels().connect(identity, stage.now());
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Hello");
    stage.settle();
    stage.channels().disconnect(identity, stage.now());
    ivan.task().answers("Good morning").becomes(ERROR);
    assertThat(ivan.phone()).isEmpty();
    assertThat(ivan.task().view().task().status()).isEqualTo(TaskStatus.ACTIVE);
  }
}
