package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Text;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Person;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.wazzup.Route.Recipient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * X01, where Wazzup names chats otherwise than by phone: what we wrote to a phone comes back in a
 * chat of which nothing was known, and so does what colleagues write to others meanwhile.
 */
class EchoesOfFirstMessagesTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final String PHONE = "79990000001";
  private static final String OTHER_PHONE = "79990000002";
  private static final String CHAT = "4000000001";
  private static final String OTHER_CHAT = "4000000002";
  private static final ChatType TELEGRAM = new ChatType("telegram");

  private final Scene scene = new Scene();
  private final Place place = scene.channel("telegram:79990000096", "tgapi", "address-96");

  @BeforeEach
  void wazzupHasToldItsChannels() {
    scene.queue(new Notice.ChannelChange(place.address(), scene.clock.instant()));
    scene.settle();
  }

  // The play

  /** Where an echo comes, and what it tells of the client. */
  private record In(ChatType type, String chatId, Optional<String> phone) {
    static In chat(String chatId) {
      return new In(TELEGRAM, chatId, Optional.empty());
    }

    In telling(String digits) {
      return new In(type, chatId, Optional.of(digits));
    }
  }

  private Notice.Message told(MessageId id, In in, Content content, boolean fromUs) {
    Origin origin =
        new Origin(
            id,
            place.address(),
            new Chat(in.type(), in.chatId(), Optional.empty()),
            in.chatId(),
            scene.clock.instant(),
            fromUs,
            new Person(Optional.of("Ivan Testov"), in.phone(), Optional.empty()),
            Optional.empty(),
            Optional.empty());
    Notice.Message notice =
        new Notice.Message(
            origin,
            content,
            Optional.empty(),
            fromUs
                ? Optional.of(
                    new Notice.StatusChange(
                        id, Status.SENT, scene.clock.instant(), Optional.empty()))
                : Optional.empty());
    scene.queue(notice);
    return notice;
  }

  private Notice.Message echo(Received received, In in) {
    return told(received.id(), in, new Text(received.text()), true);
  }

  private void colleagueWrites(In in, Content content) {
    told(new MessageId("typed-" + in.chatId()), in, content, true);
  }

  private void clientWrites(In in, String text) {
    told(new MessageId("client-" + text.hashCode()), in, new Text(text), false);
  }

  /** Each message comes back before its sender has the answer, and is handled at once. */
  private void echoesOutrunAnswers(In in) {
    scene.messages.onEffect(received -> scene.worker().deliver(echo(received, in)));
  }

  private Comment writesFirst(String text) {
    Comment first = scene.writesFirst(place, "+" + PHONE, text);
    scene.planfix.bound(place, PHONE);
    return first;
  }

  private Comment writesAgain(String text) {
    return scene.comment(new PlanfixChatId.OfDialog(begun()), false, Optional.empty(), text);
  }

  private DialogId begun() {
    return DialogId.first(place.channel(), PHONE);
  }

  private List<String> posted() {
    return scene.planfix.calls().stream()
        .flatMap(call -> call.message().stream())
        .map(TaskMessage::text)
        .toList();
  }

  private List<Recipient> recipients() {
    return scene.messages.received().stream()
        .map(received -> received.sending().route().recipient())
        .toList();
  }

  // Whom an echo binds

  @Test
  void aColleaguesEqualWordsToSomebodyElseBindNobody() {
    scene.messages.fail(Fault.LOST_BEFORE, Fault.LOST_BEFORE);
    Comment first = writesFirst("Good day!");
    scene.settle();

    colleagueWrites(In.chat(OTHER_CHAT), new Text("Good day!"));
    scene.settle();
    writesAgain("Your order is ready");
    scene.settle();

    assertThat(posted()).containsExactly("Good day!");
    assertThat(recipients()).containsExactly(new Recipient.OfPhone(PHONE));
    assertThat(scene.marks(first).getLast().text()).contains(Scene.WORDING.mayNotHaveBeenSent());
  }

  @Test
  void aColleaguesEqualWordsToAnotherPhoneBindNobody() {
    scene.messages.fail(Fault.LOST_BEFORE, Fault.LOST_BEFORE);
    writesFirst("Good day!");
    scene.settle();

    colleagueWrites(In.chat(OTHER_CHAT).telling(OTHER_PHONE), new Text("Good day!"));
    scene.settle();
    writesAgain("Your order is ready");
    scene.settle();

    assertThat(posted()).containsExactly("Good day!");
    assertThat(recipients()).containsExactly(new Recipient.OfPhone(PHONE));
  }

  @Test
  void aGroupIsNobodysChatWhateverPhoneItTells() {
    scene.messages.fail(Fault.LOST_BEFORE, Fault.LOST_BEFORE);
    writesFirst("Good day!");
    scene.settle();

    In group = new In(new ChatType("telegroup"), "-100200300", Optional.of(PHONE));
    colleagueWrites(group, new Text("Good day!"));
    scene.settle();
    writesAgain("Your order is ready");
    scene.settle();

    assertThat(posted()).containsExactly("Good day!");
    assertThat(recipients()).containsExactly(new Recipient.OfPhone(PHONE));
  }

  @Test
  void whileAFirstMessageIsUnderWayEqualWordsToSomebodyElseWaitAndBindNobody() {
    scene.messages.namesChats(CHAT);
    scene.messages.onEffect(
        _ -> {
          Notice.Message typed =
              told(new MessageId("typed"), In.chat(OTHER_CHAT), new Text("Good day!"), true);
          assertThat(scene.worker().deliver(typed)).isInstanceOf(Outcome.Later.class);
        });
    writesFirst("Good day!");
    scene.settle();

    assertThat(posted()).containsExactly("Good day!");
    assertThat(
            scene.planfix.tasks(
                new DialogId(place.channel(), new Chat(TELEGRAM, OTHER_CHAT, Optional.empty()))))
        .hasSize(1);
  }

  @Test
  void aChatThatTellsThePhoneSettlesWhatWasWrittenToIt() {
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    scene.messages.onEffect(received -> echo(received, In.chat(CHAT).telling(PHONE)));
    Comment first = writesFirst("Good day!");
    scene.settle();

    assertThat(scene.marks(first).getLast()).isEqualTo(SENT);
    assertThat(posted()).isEmpty();
    scene.messages.onEffect(_ -> {});
    writesAgain("Your order is ready");
    scene.settle();
    assertThat(recipients().getLast()).isEqualTo(new Recipient.OfChat(CHAT));
  }

  @Test
  void onceAnAnswerHasNamedTheChatItsEchoesSettleWhatWasWrittenBefore() {
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    scene.messages.namesChats(CHAT);
    Comment first = writesFirst("Good day!");
    scene.settle();
    Received unanswered = scene.messages.received().getFirst();
    writesAgain("Your order is ready");
    scene.settle();

    echo(unanswered, In.chat(CHAT));
    scene.settle();

    assertThat(scene.marks(first).getLast()).isEqualTo(SENT);
    assertThat(posted()).isEmpty();
  }

  @Test
  void aPhoneThatHasAChatIsNotGivenAnother() {
    scene.messages.namesChats(CHAT);
    writesFirst("Good day!");
    scene.settle();

    clientWrites(In.chat(OTHER_CHAT).telling(PHONE), "It is me, with another account");
    scene.settle();
    writesAgain("Your order is ready");
    scene.settle();

    assertThat(recipients().getLast()).isEqualTo(new Recipient.OfChat(CHAT));
    assertThat(scene.planfix.tasks()).hasSize(2);
  }

  // Echoes that outrun the answer

  @Test
  void theEchoOfAFirstMessageIsNoCommentThoughItOutrunsTheAnswerAndTellsThePhone() {
    scene.messages.namesChats(CHAT);
    echoesOutrunAnswers(In.chat(CHAT).telling(PHONE));
    Comment first = writesFirst("Good day!");
    scene.settle();
    assertThat(posted()).isEmpty();
    assertThat(scene.marks(first)).containsExactly(SENT);
  }

  @Test
  void theEchoOfAFirstMessageIsNoCommentThoughItOutrunsTheAnswerThatNamesItsChat() {
    scene.messages.namesChats(CHAT);
    echoesOutrunAnswers(In.chat(CHAT));
    Comment first = writesFirst("Good day!");
    scene.settle();
    assertThat(posted()).isEmpty();
    assertThat(scene.marks(first)).containsExactly(SENT);
    assertThat(scene.planfix.tasks()).hasSize(1);
  }

  @Test
  void theSecondPartOfAFirstMessageGoesIntoTheChatOfTheFirstAndItsEchoIsNoComment() {
    scene.messages.namesChats(CHAT);
    echoesOutrunAnswers(In.chat(CHAT));
    writesFirst("a".repeat(4_096) + " b");
    scene.settle();
    assertThat(recipients())
        .containsExactly(new Recipient.OfPhone(PHONE), new Recipient.OfChat(CHAT));
    assertThat(posted()).isEmpty();
  }

  @Test
  void theEchoOfWhatFollowsAFirstMessageIsNoComment() {
    scene.messages.namesChats(CHAT);
    writesFirst("Good day!");
    scene.settle();
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    echoesOutrunAnswers(In.chat(CHAT));
    Comment second = writesAgain("Your order is ready");
    scene.settle();
    assertThat(posted()).isEmpty();
    assertThat(scene.marks(second).getLast()).isEqualTo(SENT);
  }

  @Test
  void theEchoIsNoCommentEvenIfTheClientHadOpenedADialogOfHisOwn() {
    clientWrites(In.chat(CHAT), "Hello");
    scene.settle();
    scene.messages.namesChats(CHAT);
    echoesOutrunAnswers(In.chat(CHAT));
    Comment first = writesFirst("Good day!");
    scene.settle();
    Comment second = writesAgain("Your order is ready");
    scene.settle();

    assertThat(posted()).containsExactly("Hello");
    assertThat(scene.marks(first)).containsExactly(SENT);
    assertThat(scene.marks(second)).containsExactly(SENT);
    assertThat(recipients())
        .containsExactly(new Recipient.OfPhone(PHONE), new Recipient.OfChat(CHAT));
  }

  // What a kill leaves

  @Test
  void aSenderThatDiesRightAfterTheAnswerHasLearntTheChatOrNothing() {
    scene.messages.namesChats(CHAT);
    Comment first = writesFirst("Good day!");
    Witness dies =
        new Witness() {
          private boolean answered;

          @Override
          public void after(String call) {
            if (call.equals("WazzupMessages.send")) {
              answered = true;
            } else if (answered && call.startsWith("Outbox.")) {
              throw new IllegalStateException("the sender dies after its first write");
            }
          }
        };
    try {
      scene.sender(dies).send(first);
    } catch (IllegalStateException died) {
      // What it had written stays.
    }
    clientWrites(In.chat(CHAT), "Thanks");
    scene.settle();

    assertThat(scene.marks(first)).containsExactly(SENT);
    assertThat(scene.planfix.tasks()).hasSize(1);
    assertThat(posted()).containsExactly("Thanks");
  }

  @Test
  void anEchoOfACommentThatHasNoPartsByNowIsSomebodyElses() {
    scene.messages.fail(Fault.LOST_BEFORE, Fault.LOST_BEFORE);
    writesFirst("Good day!");
    scene.settle();
    OpenPart open = scene.table.open(begun().unnamed()).getFirst();
    // As one would find it whose comment was refused as a whole meanwhile.
    Outgoing whole = scene.table.whole(open.comment()).orElseThrow().comment();
    assertThat(
            scene.table.write(Outbox.Write.of(whole.refused(Refusal.of("BAD_CONTACT")), List.of())))
        .isTrue();
    colleagueWrites(In.chat(CHAT).telling(PHONE), new Text("Good day!"));
    scene.settle();
    assertThat(List.copyOf(scene.crashes)).isEmpty();
    assertThat(posted()).containsExactly("Good day!");
  }
}
