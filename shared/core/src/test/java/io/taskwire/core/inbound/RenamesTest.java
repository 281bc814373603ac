package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.wazzup.Route.Recipient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** S07, S08: people in Instagram change their names, and take those of others. */
class RenamesTest {
  private static final Mark SENT = new Mark(Mark.Sign.SENT, Optional.empty());

  private final Scene scene = new Scene();
  private final Place shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
  private final Client nora =
      scene.client("Nora Testova", shop, "nora.test").withIgsid("1000000000000001");
  private final Client noraLater = nora.renamed("nora.later");

  /** Another person, who took Nora's name. */
  private final Client vera =
      scene.client("Vera Testova", shop, "nora.test").withIgsid("1000000000000002");

  private static final DialogId VERAS =
      DialogId.parse("instagram:example.shop/igsid:1000000000000002");

  private List<String> tasks() {
    return scene.planfix.tasks().stream().map(task -> String.join(" | ", task.texts())).toList();
  }

  /** The contact of each task. */
  private List<ContactId> contacts() {
    return scene.planfix.tasks().stream()
        .map(task -> task.messages().getFirst().client().id())
        .toList();
  }

  private List<String> recipients() {
    return scene.messages.received().stream()
        .map(
            sent ->
                switch (sent.sending().route().recipient()) {
                  case Recipient.OfChat(String chatId) -> chatId;
                  case Recipient.OfPhone(String digits) -> digits;
                })
        .toList();
  }

  private Comment answers(DialogId dialog, String text) {
    return scene.comment(new PlanfixChatId.OfDialog(dialog), false, Optional.empty(), text);
  }

  private void says(Client client, String text) {
    client.writes(text);
    scene.settle();
  }

  // A changed name

  @Test
  void aClientWhoChangedHisNameGoesOnInHisTask() {
    says(nora, "one");
    says(noraLater, "two");
    says(nora, "three");

    assertThat(tasks()).containsExactly("one | two | three");
  }

  @Test
  void withoutAnIdTheNewNameIsAnotherDialog() {
    says(nora.withoutIgsid(), "one");
    says(noraLater.withoutIgsid(), "two");

    assertThat(tasks()).containsExactly("one", "two");
  }

  @Test
  void anAnswerGoesToTheNameUnderWhichTheClientWroteLast() {
    says(nora, "one");
    scene.answers(nora, "to the old name");
    scene.settle();
    says(noraLater, "two");

    Comment answer = scene.answers(nora, "to the new name");
    scene.settle();

    assertThat(recipients()).containsExactly("nora.test", "nora.later");
    assertThat(scene.marks(answer)).containsExactly(SENT);
  }

  @Test
  void aNameIsWrittenAsWazzupWroteIt() {
    says(nora, "one");
    says(nora.renamed("Nora.Later"), "two");

    scene.answers(nora, "to the new name");
    scene.settle();

    assertThat(recipients()).containsExactly("Nora.Later");
  }

  @Test
  void aMessageThatWasOvertakenByANewNameDoesNotBringTheOldOneBack() {
    says(nora, "one");
    Notice late = nora.writes("two, and late").notice();
    var _ = scene.queue.receive(1);
    says(noraLater, "three");
    scene.worker().deliverUntilDone(late);

    scene.answers(nora, "to the new name");
    scene.settle();

    assertThat(tasks()).containsExactly("one | three | two, and late");
    assertThat(recipients()).containsExactly("nora.later");
  }

  @Test
  void aDialogThatBeganBeforeTheIdWasKnownIsFoundByItAfterwards() {
    says(nora.withoutIgsid(), "one");
    says(nora, "two");
    says(noraLater, "three");

    assertThat(tasks()).containsExactly("one | two | three");
  }

  @Test
  void whatComesWithoutAnIdGoesToWhomeverTheNameIs() {
    says(nora, "one");
    says(noraLater, "two");
    says(noraLater.withoutIgsid(), "three");
    noraLater.withoutIgsid().colleagueWrites("four");
    scene.settle();

    assertThat(tasks()).containsExactly("one | two | three | four");
  }

  @Test
  void theIdInAnEchoIsNotTakenForTheClients() {
    says(nora, "one");
    scene
        .client("Ivan Testov", shop, "ivan.test")
        .withIgsid("1000000000000001")
        .colleagueWrites("two");
    scene.settle();

    assertThat(tasks()).containsExactly("one", "two");
  }

  @Test
  void anEditUnderTheNewNameIsToldInTheTask() {
    Client.Said said = nora.writes("one");
    scene.settle();
    says(noraLater, "two");
    said.edited("won");
    scene.settle();

    assertThat(scene.planfix.tasks()).hasSize(1);
    assertThat(scene.texts(nora)).hasSize(3).last().asString().contains("won");
  }

  @Test
  void theEchoOfAnAnswerToTheNewNameIsRecognised() {
    says(nora, "one");
    says(noraLater, "two");
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_AFTER);
    Comment answer = scene.answers(nora, "three");
    scene.pass(Duration.ofSeconds(5));
    scene.echo(scene.messages.received().getFirst(), noraLater);
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("three");
    assertThat(scene.marks(answer)).last().isEqualTo(SENT);
    assertThat(tasks()).containsExactly("one | two");
  }

  // Under posts

  @Test
  void aCommentUnderTheNewNameGoesOnInTheTaskOfThePost() {
    says(nora.under("post-1"), "one");
    says(noraLater.under("post-1"), "two");

    assertThat(scene.planfix.tasks()).hasSize(1);
    assertThat(scene.texts(nora.under("post-1"))).containsExactly(Texts.POST_BODY, "one", "two");
  }

  @Test
  void whoeverIsSeenUnderANewNameInDirectIsAnsweredByItUnderPostsToo() {
    says(nora.under("post-1"), "one");
    says(noraLater, "two");

    scene.answers(nora.under("post-1"), "under the post");
    scene.answers(nora, "in Direct");
    scene.settle();

    assertThat(recipients()).containsExactly("nora.later", "nora.later");
    assertThat(scene.planfix.tasks()).hasSize(2);
  }

  @Test
  void aFirstCommentUnderTheNewNameIsOfTheSameContact() {
    says(nora, "one");
    says(noraLater.under("post-1"), "two");

    assertThat(contacts()).hasSize(2).containsOnly(ContactId.of(nora.dialog()));
  }

  // A name that another person has

  @Test
  void aNameThatAnotherPersonHasTakenIsNotJoinedToTheOldPersons() {
    says(nora, "one");
    says(vera, "two");
    says(vera, "three");

    assertThat(tasks()).containsExactly("one", "two | three");
    assertThat(scene.planfix.tasks(VERAS)).hasSize(1);
    assertThat(contacts()).containsExactly(ContactId.of(nora.dialog()), ContactId.of(VERAS));
  }

  @Test
  void withoutAnIdATakenNameIsOneDialog() {
    says(nora.withoutIgsid(), "one");
    says(vera.withoutIgsid(), "two");

    assertThat(tasks()).containsExactly("one | two");
  }

  @Test
  void anAnswerInTheOldPersonsTaskIsRefusedAndTheNewOwnerGetsHisOwn() {
    says(nora, "one");
    says(vera, "two");

    Comment old = scene.answers(nora, "for Nora only");
    Comment now = answers(VERAS, "for Vera");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("for Vera");
    assertThat(recipients()).containsExactly("nora.test");
    assertThat(scene.marks(old)).containsExactly(Scene.refusedWith(Refusal.of(Refusal.NAME_TAKEN)));
    assertThat(scene.marks(now)).containsExactly(SENT);
  }

  @Test
  void onceTheOldPersonWritesAgainHeIsAnsweredByHisNewName() {
    says(nora, "one");
    says(vera, "two");
    says(noraLater, "three");

    Comment answer = scene.answers(nora, "for Nora only");
    scene.settle();

    assertThat(tasks()).containsExactly("one | three", "two");
    assertThat(recipients()).containsExactly("nora.later");
    assertThat(scene.marks(answer)).containsExactly(SENT);
  }

  @Test
  void aNameThatComesBackToItsFirstOwnerIsHisAgain() {
    says(nora, "one");
    says(vera, "two");
    says(nora, "three");

    scene.answers(nora, "for Nora only");
    Comment lost = answers(VERAS, "for Vera");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("for Nora only");
    assertThat(scene.marks(lost))
        .containsExactly(Scene.refusedWith(Refusal.of(Refusal.NAME_TAKEN)));
  }

  @Test
  void whatComesWithoutAnIdUnderATakenNameIsTheNewOwners() {
    says(nora, "one");
    says(vera, "two");
    vera.withoutIgsid().colleagueWrites("three");
    says(vera.withoutIgsid(), "four");

    assertThat(tasks()).containsExactly("one", "two | three | four");
  }

  @Test
  void aTakenNameIsTakenUnderPostsToo() {
    says(nora.under("post-1"), "one");
    says(vera, "two");

    Comment old = scene.answers(nora.under("post-1"), "for Nora only");
    scene.settle();
    says(vera.under("post-1"), "three");

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(old)).containsExactly(Scene.refusedWith(Refusal.of(Refusal.NAME_TAKEN)));
    assertThat(scene.planfix.tasks(VERAS.under(Optional.of("post-1")))).hasSize(1);
    assertThat(scene.texts(nora.under("post-1"))).containsExactly(Texts.POST_BODY, "one");
  }

  @Test
  void aNameThatWasOnlyTheSecondOfAnotherPersonIsNotJoinedToHimEither() {
    says(nora, "one");
    says(noraLater, "two");
    Client zoe = scene.client("Zoe Testova", shop, "nora.later").withIgsid("1000000000000003");
    says(zoe, "three");

    Comment old = scene.answers(nora, "for Nora only");
    scene.settle();

    assertThat(tasks()).containsExactly("one | two", "three");
    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(old)).containsExactly(Scene.refusedWith(Refusal.of(Refusal.NAME_TAKEN)));
  }

  @Test
  void aDialogOfSomebodyUnknownIsNotAnsweredByANameThatIsKnownToBeAnothers() {
    Client unknown = scene.client("Zoe Testova", shop, "nora.later");
    says(unknown, "one");
    says(nora, "two");
    says(noraLater, "three");

    Comment old = scene.answers(unknown, "for Zoe only");
    scene.settle();

    assertThat(tasks()).containsExactly("one", "two | three");
    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(old)).containsExactly(Scene.refusedWith(Refusal.of(Refusal.NAME_TAKEN)));
  }

  @Test
  void whatInstagramRefusesForTheNameIsToldWithWhatToDo() {
    says(nora, "one");
    scene.messages.refusesWith("CHATID_IGSID_MISMATCH");
    scene.messages.fail(Fault.REFUSED);

    Comment answer = scene.answers(nora, "two");
    scene.settle();

    assertThat(scene.marks(answer))
        .containsExactly(Scene.refusedWith(Refusal.of("CHATID_IGSID_MISMATCH")));
  }

  // All at once

  @RepeatedTest(20)
  void firstMessagesUnderTwoNamesAtOnceMakeOneTask() throws Exception {
    Notice before = nora.writes("before").notice();
    Notice after = noraLater.writes("after").notice();
    meet(before, after);

    assertThat(scene.planfix.tasks()).hasSize(1);
    assertThat(scene.planfix.tasks().getFirst().texts())
        .containsExactlyInAnyOrder("before", "after");
    DialogId dialog = scene.planfix.tasks().getFirst().dialog();
    answers(dialog, "answer");
    scene.settle();
    assertThat(recipients()).containsExactly("nora.later");
  }

  @RepeatedTest(20)
  void firstMessagesOfTwoPersonsUnderOneNameAtOnceMakeTwoTasks() throws Exception {
    Notice noras = nora.writes("Nora's").notice();
    Notice veras = vera.writes("Vera's").notice();
    meet(noras, veras);

    assertThat(tasks()).containsExactlyInAnyOrder("Nora's", "Vera's");
    for (Task task : scene.planfix.tasks()) {
      answers(task.dialog(), "answer to " + task.texts().getFirst());
    }
    scene.settle();
    assertThat(scene.messages.texts()).containsExactly("answer to Vera's");
  }

  /** Two workers have both looked before one of them notes what it learnt. */
  private void meet(Notice one, Notice other) throws Exception {
    CountDownLatch looked = new CountDownLatch(2);
    Witness together =
        new Witness() {
          @Override
          public void before(String call) {
            if (call.equals("DialogStore.learn")) {
              looked.countDown();
              try {
                assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            }
          }
        };
    Worker first = scene.worker(together);
    Worker second = scene.worker(together);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> a = threads.submit(() -> first.deliver(one));
      Future<?> b = threads.submit(() -> second.deliver(other));
      a.get(30, TimeUnit.SECONDS);
      b.get(30, TimeUnit.SECONDS);
    }
    assertThat(looked.getCount()).as("both had looked").isZero();
    scene.settle();
  }
}
