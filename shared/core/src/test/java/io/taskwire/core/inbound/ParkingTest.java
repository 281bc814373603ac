package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.Audio;
import io.taskwire.core.content.ContactCard;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.Location;
import io.taskwire.core.content.MissedCall;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Sticker;
import io.taskwire.core.content.SystemNote;
import io.taskwire.core.content.Template;
import io.taskwire.core.content.Text;
import io.taskwire.core.content.Unknown;
import io.taskwire.core.content.Unsupported;
import io.taskwire.core.content.Video;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.Fault;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.QueueName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Planfix will never take is put aside at once, is told, and holds nobody up. */
class ParkingTest {
  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");

  @Test
  void whatPlanfixRefusesIsToldInTheTaskAndParkedWithItsReasonAndTheDialogGoesOn() {
    ivan.writes("one");
    Client.Said bad = ivan.writes("unspeakable");
    ivan.writes("three");
    scene.planfix.refuse(message -> message.text().contains("unspeakable"));

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", Texts.parked(bad.notice()), "three");
    assertThat(scene.task(ivan).messages().get(1).fromUs()).isTrue();
    QueueName name = QueueName.of(bad.notice());
    assertThat(scene.deadLetters.letters())
        .containsExactly(
            new DeadLetter(
                name.group(),
                name.deduplication(),
                scene.body(bad.notice()),
                "Invalid parameters"));
    assertThat(Looks.at(scene, NoticeKey.of(bad.id())).state()).isEqualTo(State.PARKED);
  }

  @Test
  void theNoteOfAFirstMessageThatIsRefusedOpensTheTaskWithItsTitle() {
    ivan.writes("unspeakable");
    ivan.writes("two");
    scene.planfix.refuse(message -> message.text().contains("unspeakable"));

    scene.settle();

    assertThat(scene.texts(ivan)).hasSize(2).last().isEqualTo("two");
    assertThat(scene.task(ivan).title()).isEqualTo("Ivan Testov — WhatsApp, Wazzup, +79990000099");
    assertThat(scene.task(ivan).renamed()).isZero();
  }

  @Test
  void whatWasParkedIsNotTriedAgain() {
    Client.Said bad = ivan.writes("unspeakable");
    scene.planfix.refuse(message -> message.text().contains("unspeakable"));
    scene.settle();
    long posts = scene.planfix.posts();
    scene.clock.advance(Duration.ofMinutes(6));
    bad.comesAgain();

    scene.settle();

    assertThat(scene.planfix.posts()).isEqualTo(posts);
    assertThat(scene.deadLetters.letters()).hasSize(1);
  }

  @Test
  void whereEvenTheNoteIsRefusedTheMessageIsParkedAllTheSame() {
    ivan.writes("one");
    scene.settle();
    ivan.writes("two");
    scene.planfix.refuse(_ -> true);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one");
    assertThat(scene.deadLetters.letters()).hasSize(1);
  }

  @Test
  void nothingIsAcknowledgedBeforeItLiesWithTheDeadLettersAndTheNoteIsToldOnce() {
    ivan.writes("one");
    scene.settle();
    Client.Said bad = ivan.writes("unspeakable");
    scene.planfix.refuse(message -> message.text().contains("unspeakable"));
    scene.deadLetters.refuse(3);

    scene.settle();

    assertThat(scene.crashes).hasSize(3);
    assertThat(scene.deadLetters.letters()).hasSize(1);
    assertThat(scene.texts(ivan)).containsExactly("one", Texts.parked(bad.notice()));
  }

  @Test
  void anOutageWhileTheNoteIsToldOnlyDelaysIt() {
    ivan.writes("one");
    scene.settle();
    Client.Said bad = ivan.writes("unspeakable");
    scene.planfix.failPosts(Fault.REFUSED, Fault.OUTAGE_BEFORE);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", Texts.parked(bad.notice()));
    assertThat(scene.deadLetters.letters()).hasSize(1);
  }

  @Test
  void theCommentThatIsRefusedUnderANewPostLeavesThePostAndANote() {
    var shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
    Client nora = scene.client("Nora Testova", shop, "nora.test").under("post-1");
    Client.Said bad = nora.writes("unspeakable");
    scene.planfix.refuse(message -> message.text().contains("unspeakable"));

    scene.settle();

    assertThat(scene.texts(nora)).containsExactly(Texts.POST_BODY, Texts.parked(bad.notice()));
    assertThat(scene.task(nora).renamed()).isZero();
  }

  @Test
  void everyKindOfMessageHasATextEvenIfNothingOfItCame() {
    List<Content> bare =
        List.of(
            new Text(" "),
            new Picture(Optional.empty(), Optional.empty()),
            new Sticker(Optional.empty(), Optional.empty()),
            new Audio(Optional.empty(), Optional.empty()),
            new Video(Optional.empty(), Optional.empty()),
            new Document(Optional.empty(), Optional.empty()),
            new ContactCard(Optional.empty(), Optional.empty()),
            new Location(Optional.empty(), Optional.empty()),
            new Template(Optional.of(" ")),
            new MissedCall(Optional.empty()),
            new SystemNote(Optional.empty()),
            new Unsupported(Optional.empty()),
            new Unknown("sonata", Optional.empty(), Optional.empty()));
    for (Content content : bare) {
      Client.Said said = ivan.says(content);
      said.edited(" ");
      said.deleted();
    }

    scene.settle();

    assertThat(scene.texts(ivan)).hasSize(3 * bare.size()).noneMatch(String::isBlank);
    assertThat(scene.crashes).isEmpty();
  }

  @Test
  void aMessageThatPlanfixNeverAnswersIsParkedOnceOthersAreAnswered() {
    Client anna = anna();
    anna.writes("hello");
    ivan.writes("unanswerable");
    ivan.writes("next");
    scene.planfix.faults(
        call ->
            call.message().filter(message -> message.text().contains("unanswerable")).isPresent()
                ? Fault.OUTAGE_AFTER
                : Fault.NONE);
    Worker worker = scene.worker();

    for (int minute = 0; minute < 90; minute++) {
      anna.writes("and " + minute);
      handleWhatIsVisible(worker);
      scene.clock.advance(Duration.ofMinutes(1));
    }

    assertThat(scene.deadLetters.letters())
        .singleElement()
        .extracting(DeadLetter::reason)
        .isEqualTo("no answer to this message, 8 times");
    assertThat(scene.texts(ivan)).last().isEqualTo("next");
    assertThat(scene.texts(ivan)).filteredOn("unanswerable"::equals).hasSize(8);
  }

  @Test
  void whileNobodyIsAnsweredNothingIsParkedHoweverLongItTakes() {
    ivan.writes("one");
    anna().writes("two");
    scene.planfix.faults(call -> call.isPost() ? Fault.OUTAGE_BEFORE : Fault.NONE);
    Worker worker = scene.worker();

    for (int hour = 0; hour < 48; hour++) {
      handleWhatIsVisible(worker);
      scene.clock.advance(Duration.ofHours(1));
    }
    assertThat(scene.deadLetters.letters()).isEmpty();

    scene.planfix.noFaults();
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("one");
  }

  private Client anna() {
    return scene.client("Anna Primer", scene.whatsapp("79990000099"), "79990000002");
  }

  private void handleWhatIsVisible(Worker worker) {
    for (var batch = scene.queue.receive(10); !batch.isEmpty(); batch = scene.queue.receive(10)) {
      worker.handle(batch);
    }
  }
}
