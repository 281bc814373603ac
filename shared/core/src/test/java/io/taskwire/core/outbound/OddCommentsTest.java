package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.FileSource.Answer;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.Fault;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.core.wazzup.Payload;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Comments that are longer, fuller or odder than most. */
class OddCommentsTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());

  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");

  private Comment answers(Client client, String text, FileLink... files) {
    return scene.comment(
        new PlanfixChatId.OfDialog(client.dialog()), false, Optional.empty(), text, files);
  }

  private static FileLink file(int number) {
    String name = "price-" + number + ".pdf";
    return new FileLink(name, URI.create("https://planfix.example.org/file/" + name));
  }

  private Mark refusedWith(Refusal refusal) {
    return new Mark(
        Sign.ERROR, Optional.of(Scene.WORDING.refusal(refusal.code(), refusal.detail())));
  }

  /** X05 */
  @Test
  void aTextThatWouldFloodTheClientIsRefusedAsAWhole() {
    ivan.writes("Hello");
    scene.settle();

    Comment flood = answers(ivan, "A sentence of no use. ".repeat(30_000));
    Comment next = answers(ivan, "Good morning");
    scene.settle();

    assertThat(scene.messages.texts()).containsExactly("Good morning");
    assertThat(scene.marks(flood)).containsExactly(refusedWith(Refusal.of(Refusal.TOO_LONG)));
    assertThat(scene.marks(next)).containsExactly(SENT);
  }

  /** X05 */
  @Test
  void moreFilesThanAnybodyWantsAreRefusedAsAWhole() {
    ivan.writes("Hello");
    scene.settle();

    Comment comment =
        answers(
            ivan,
            "All of them",
            IntStream.rangeClosed(1, 50).mapToObj(OddCommentsTest::file).toArray(FileLink[]::new));
    scene.settle();

    assertThat(scene.messages.calls()).isZero();
    assertThat(scene.marks(comment)).containsExactly(refusedWith(Refusal.of(Refusal.TOO_LONG)));
  }

  /** S07: what a redirect leads to may be gone when the client opens it. */
  @Test
  void aLinkInTheTextIsTheOneThatPlanfixGave() {
    Client nora =
        scene.client(
            "Nora Testova",
            scene.channel("instagram:example.shop", "instagram", "address-ig"),
            "nora.test");
    nora.writes("Do you have a price list?");
    scene.settle();
    scene.files.answer(
        file(1).url(),
        new Answer.Found(
            URI.create("https://storage.example/signed?until=soon"),
            OptionalLong.of(1000),
            Optional.of("application/pdf")));

    answers(nora, "Here", file(1));
    scene.settle();

    assertThat(scene.messages.received())
        .extracting(sent -> sent.sending().payload())
        .containsExactly(new Payload.Text("Here\nprice-1.pdf: " + file(1).url()));
  }

  /** S07 */
  @Test
  void aQuoteNamesTheMessageThatSaysNothingElse() {
    MessageId yes = ivan.writes("Yes").id();
    ivan.writes("Yes, tomorrow");
    scene.settle();

    answers(ivan, ">> Yes\nFine");
    scene.settle();

    assertThat(scene.messages.received().getFirst().sending().quoted()).contains(yes);
  }

  /** X02: Planfix may be told of a comment's fate before it has noted the comment's id. */
  @Test
  void aMarkThatIsRefusedOnceIsReportedAgain() {
    ivan.writes("Hello");
    scene.settle();
    AtomicInteger marks = new AtomicInteger();
    scene.planfix.markFaults(() -> marks.incrementAndGet() <= 2 ? Fault.REFUSED : Fault.NONE);

    Comment comment = answers(ivan, "Good morning");
    scene.settle();

    assertThat(scene.marks(comment)).containsExactly(SENT);
  }

  /** X02 */
  @Test
  void aMarkThatIsAlwaysRefusedIsGivenUp() {
    ivan.writes("Hello");
    scene.settle();
    AtomicInteger marks = new AtomicInteger();
    scene.planfix.markFaults(
        () -> {
          marks.incrementAndGet();
          return Fault.REFUSED;
        });

    Comment comment = answers(ivan, "Good morning");
    scene.settle();

    assertThat(marks).hasValue(5);
    assertThat(scene.marks(comment)).isEmpty();
  }

  /** P4 */
  @Test
  void noTwoCommentsHaveTheSameIdAtWazzup() {
    assertThat(CrmMessageId.of(new CommentId("a-1", "2"), 3))
        .isNotEqualTo(CrmMessageId.of(new CommentId("a", "1-2"), 3));
  }
}
