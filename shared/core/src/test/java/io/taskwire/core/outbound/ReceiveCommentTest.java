package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.HandClock;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.outbound.PlanfixCall.Command;
import io.taskwire.core.outbound.PlanfixCall.Command.NewMessage;
import io.taskwire.core.outbound.ReceiveComment.Result;
import io.taskwire.core.settings.PlanfixDoorSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveCommentTest {
  private static final String UNDER_POST =
      "instagram:example.shop/fictional.client/post:3100000000000000001_40000000001";
  private static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");
  private static final String CHAT = "whatsapp:79990000099/79990000001";
  private static final FileLink FILE =
      new FileLink("price.pdf", URI.create("https://planfix.example.org/file/hash-1"));
  private static final PlanfixDoorSettings SETTINGS =
      new PlanfixDoorSettings(
          List.of("secret-of-the-address"),
          List.of(
              new PlanfixDoorSettings.Line("any", "token-any", Optional.empty()),
              new PlanfixDoorSettings.Line(
                  "sales",
                  "token-sales",
                  Optional.of(ChannelIdentity.parse("whatsapp:79990000098"))),
              new PlanfixDoorSettings.Line(
                  "news",
                  "token-news",
                  Optional.of(ChannelIdentity.parse("telegram:79990000096")))));

  private final HandClock clock = new HandClock(NOW);
  private final FakeQueue queue = new FakeQueue(clock);
  private final List<Comment> comments = new ArrayList<>();
  private final ReceiveComment receive =
      new ReceiveComment(
          queue,
          what ->
              switch (what) {
                case Comment comment -> {
                  comments.add(comment);
                  yield comment.text();
                }
                case TaskDeleted deleted -> "deleted " + deleted.task();
              });

  private String provider = "any";
  private String token = "token-any";
  private Optional<String> messageId = Optional.of("7310042");
  private Optional<String> chatId = Optional.of(CHAT);
  private Optional<String> phone = Optional.of("79990000001");
  private Optional<String> channel = Optional.empty();
  private String text = "Hello";
  private List<FileLink> files = List.of();

  private Result received() {
    return received(new NewMessage(messageId, chatId, phone, channel, text, files));
  }

  private Result received(Command command) {
    return receive.receive(
        new PlanfixCall(provider, token, command),
        SETTINGS,
        clock.instant(),
        clock.instant().plus(Duration.ofSeconds(8)));
  }

  private void writesFirstBy(String line) {
    provider = line;
    token = "token-" + line;
    chatId = Optional.empty();
  }

  private static String chat(Result result) {
    return ((Result.Accepted) result).chat().toString();
  }

  private static String contact(Result result) {
    return ((Result.Accepted) result).contact().value();
  }

  private List<FakeQueue.Received> queued() {
    return queue.receive(FakeQueue.LARGEST_BATCH);
  }

  @Test
  void aCommentIsQueuedAsItCameAndAnsweredWithItsChatAndContact() {
    channel = Optional.of("some-channel");
    files = List.of(FILE);

    Result result = received();

    assertThat(chat(result)).isEqualTo(CHAT);
    assertThat(contact(result)).isEqualTo("phone:79990000001");
    assertThat(queued()).extracting(FakeQueue.Received::body).containsExactly("Hello");
    Comment comment = comments.getFirst();
    assertThat(comment.id().providerId()).isEqualTo("any");
    assertThat(comment.id().messageId()).isEqualTo("7310042");
    assertThat(comment.chat()).hasToString(CHAT);
    assertThat(comment.first()).isFalse();
    assertThat(comment.phone()).contains("79990000001");
    assertThat(comment.channel()).contains("some-channel");
    assertThat(comment.files()).containsExactly(FILE);
    assertThat(comment.receivedAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, token-any",
    "'', token-any",
    "any, token-sales",
    "sales, token-any",
    "any, ''",
    "any, token-an",
    "any, token-any2"
  })
  void whoeverDoesNotShowTheTokenOfHisLineLearnsNothingElse(String line, String shown) {
    provider = line;
    token = shown;
    assertThat(received()).isEqualTo(new Result.WrongToken());
    messageId = Optional.empty();
    assertThat(received()).isEqualTo(new Result.WrongToken());
    assertThat(received(new Command.Unknown())).isEqualTo(new Result.WrongToken());
    assertThat(received(new Command.Unreadable("message has a broken escape")))
        .isEqualTo(new Result.WrongToken());
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aCommandOfNoUseIsIgnored() {
    assertThat(received(new Command.Unknown())).isEqualTo(new Result.Ignored());
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void thatATaskWasDeletedIsQueuedOnceHoweverOftenItIsTold() {
    assertThat(received(new Command.TaskDeleted(2417))).isEqualTo(new Result.Noted());
    assertThat(received(new Command.TaskDeleted(2417))).isEqualTo(new Result.Noted());
    assertThat(queued()).extracting(FakeQueue.Received::body).containsExactly("deleted 2417");
  }

  @Test
  void thatATaskWasDeletedIsNotAcceptedWhileTheQueueTakesNothing() {
    queue.takeOnly(0);
    assertThat(received(new Command.TaskDeleted(2417))).isInstanceOf(Result.NotAccepted.class);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aCallThatCannotBeReadIsInvalid() {
    assertThat(received(new Command.Unreadable("message has a broken escape")))
        .isEqualTo(new Result.Invalid("message has a broken escape"));
  }

  @Test
  void aCommentNeedsAnIdOfItsOwn() {
    messageId = Optional.empty();
    assertThat(received()).isEqualTo(new Result.Invalid("messageId is missing"));
    messageId = Optional.of("73 10042");
    assertThat(received())
        .isEqualTo(new Result.Invalid("messageId must be 1 to 128 visible ASCII characters"));
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aCommentNeedsATextOrAFile() {
    text = " \n";
    assertThat(received())
        .isEqualTo(new Result.Invalid("there is neither a message nor an attachment"));
    assertThat(queue.isEmpty()).isTrue();

    text = "";
    files = List.of(FILE);
    assertThat(received()).isInstanceOf(Result.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whatsapp:79990000001",
        "whatsapp:79990000099/",
        "phone:",
        "phone:%zz",
        "whatsapp:79990000099/%zz",
        "nonsense",
        "a b:c/d"
      })
  void aChatThatIsNotOursIsInvalid(String notOurs) {
    chatId = Optional.of(notOurs);
    assertThat(received()).isEqualTo(new Result.Invalid("chatId is none of ours"));
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aChatThatWasNamedByAPhoneIsKnownByThatNameForEver() {
    chatId = Optional.of("phone:79990000001");
    phone = Optional.empty();
    Result result = received();
    assertThat(chat(result)).isEqualTo("phone:79990000001");
    assertThat(contact(result)).isEqualTo("phone:79990000001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sales | 79990000001 | whatsapp:79990000098/79990000001 | phone:79990000001",
        "sales | 8 (999) 000-00-01 | whatsapp:79990000098/79990000001 | phone:79990000001",
        "news | +7 999 000-00-01 | telegram:79990000096/phone:79990000001 | phone:79990000001",
        "any | 8 999 000 00 01 | phone:79990000001 | phone:79990000001"
      })
  void aFirstMessageIsAnsweredWithTheChatOnItsLinesChannel(
      String line, String typed, String chat, String contact) {
    writesFirstBy(line);
    phone = Optional.of(typed);

    Result result = received();

    assertThat(chat(result)).isEqualTo(chat);
    assertThat(contact(result)).isEqualTo(contact);
    assertThat(comments.getFirst().first()).isTrue();
    assertThat(comments.getFirst().phone()).contains(typed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "any | whatsapp:79990000099 | whatsapp:79990000099/79990000001",
        "any | +7 (999) 000-00-99 | whatsapp:79990000099/79990000001",
        "any | telegram:79990000096 | telegram:79990000096/phone:79990000001",
        "any | 5d92f893-58d1-43ca-a756-e3466e1ef788 | phone:79990000001",
        "any | 11111111-2222-4333-8444-555555555555 | phone:79990000001",
        "any | the sales number | phone:79990000001",
        "sales | whatsapp:79990000099 | whatsapp:79990000098/79990000001"
      })
  void whereTheLineServesAnyChannelPlanfixMayNameOne(String line, String named, String chat) {
    writesFirstBy(line);
    channel = Optional.of(named);
    assertThat(chat(received())).isEqualTo(chat);
    assertThat(comments.getFirst().channel()).contains(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "sales", "news"})
  void whatIsNoPhoneIsTakenAllTheSameSoThatTheWorkerCanSayIt(String line) {
    for (String noPhone : List.of("ask ~Ivan~", "12", "79990000001\n79990000002", "///", "😀")) {
      writesFirstBy(line);
      phone = Optional.of(noPhone);
      Result result = received();
      assertThat(chat(result)).doesNotContain("~", "\n", " ");
      assertThat(contact(result)).doesNotContain("~", "\n", " ");

      chatId = Optional.of(chat(result));
      assertThat(chat(received())).as("known again").isEqualTo(chat(result));
    }
  }

  @Test
  void aFirstMessageNeedsAPhoneOfNoUnspeakableLength() {
    writesFirstBy("any");
    phone = Optional.empty();
    assertThat(received()).isEqualTo(new Result.Invalid("contactPhone is missing"));
    phone = Optional.of("7".repeat(1000));
    assertThat(received()).isEqualTo(new Result.Invalid("contactPhone is too long to be one"));
    writesFirstBy("sales");
    assertThat(received()).isEqualTo(new Result.Invalid("contactPhone is too long to be one"));
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aRepeatedCallIsAnsweredAlikeAndAddsNothing() {
    writesFirstBy("sales");
    Result first = received();
    clock.advance(Duration.ofMinutes(4));
    assertThat(received()).isEqualTo(first);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aFirstMessageAndWhatFollowsItAreOneGroup() {
    writesFirstBy("sales");
    Result first = received();
    messageId = Optional.of("7310043");
    chatId = Optional.of(chat(first));
    received();
    assertThat(queued()).extracting(FakeQueue.Received::group).hasSize(2).containsOnly(group());
  }

  private String group() {
    return QueueName.ofComment(comments.getFirst().id(), comments.getFirst().chat().toString())
        .group();
  }

  @Test
  void theSameMessageIdOnAnotherLineIsAnotherMessage() {
    received();
    provider = "sales";
    token = "token-sales";
    received();
    assertThat(queued()).extracting(FakeQueue.Received::group).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void noNameInTheQueueTellsAPhone() {
    received();
    assertThat(group()).matches("[0-9a-f]{64}");
  }

  @Test
  void whatTheQueueDidNotTakeIsNotAcceptedAndARepetitionIs() {
    queue.takeOnly(0);
    assertThat(received()).isInstanceOf(Result.NotAccepted.class);
    assertThat(queue.isEmpty()).isTrue();

    queue.takeAll();
    assertThat(received()).isInstanceOf(Result.Accepted.class);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aCommentThatJustFitsIsTakenAndALargerOneIsInvalid() {
    text = "ы".repeat(queue.largestBody() / 2);
    assertThat(received()).isInstanceOf(Result.Accepted.class);
    messageId = Optional.of("7310043");
    text += "x";
    assertThat(received())
        .isEqualTo(new Result.Invalid("the comment is larger than the queue takes"));
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aCommentThatTheQueueWillNeverTakeIsInvalid() {
    queue.neverTake(_ -> true);
    assertThat(received()).isEqualTo(new Result.Invalid("the queue refuses the comment"));
  }

  private Result startsInDirect(String chat, String message) {
    return received(new Command.StartDialog(chat, message, messageId));
  }

  @Test
  void aScenarioThatAnswersInDirectIsQueuedAsTheCommandInTheTaskOfComments() {
    assertThat(chat(startsInDirect(UNDER_POST, "Good morning"))).isEqualTo(UNDER_POST);

    Comment comment = comments.getFirst();
    assertThat(comment.scenario()).isTrue();
    assertThat(comment.text()).isEqualTo("/direct Good morning");
    assertThat(comment.chat()).hasToString(UNDER_POST);
    assertThat(comment.id().messageId()).isEqualTo("7310042");
    assertThat(comment.first()).isFalse();
  }

  @Test
  void withoutAnIdTheSameWordsToTheSameClientAreOneADay() {
    messageId = Optional.empty();
    startsInDirect(UNDER_POST, "Good morning");
    startsInDirect(UNDER_POST, "Good morning");
    startsInDirect(UNDER_POST, "Good evening");
    startsInDirect(UNDER_POST + "2", "Good morning");
    clock.advance(Duration.ofDays(1));
    startsInDirect(UNDER_POST, "Good morning");

    assertThat(comments.stream().map(Comment::id).distinct()).hasSize(4);
    assertThat(comments.get(0).id()).isEqualTo(comments.get(1).id());
  }

  @Test
  void nothingElseBeginsInDirect() {
    assertThat(startsInDirect(CHAT, "Good morning"))
        .isEqualTo(new Result.Invalid("chatId is not that of comments under a post"));
    assertThat(startsInDirect("phone:79990000001", "Good morning"))
        .isEqualTo(new Result.Invalid("chatId is not that of comments under a post"));
    assertThat(startsInDirect("nonsense", "Good morning"))
        .isEqualTo(new Result.Invalid("chatId is none of ours"));
    assertThat(startsInDirect(UNDER_POST, " "))
        .isEqualTo(new Result.Invalid("there is no message"));
    token = "another";
    assertThat(startsInDirect(UNDER_POST, "Good morning")).isEqualTo(new Result.WrongToken());
    assertThat(queue.isEmpty()).isTrue();
  }
}
