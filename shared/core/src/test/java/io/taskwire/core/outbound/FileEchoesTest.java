package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.Audio;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Picture;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * X01 of files: nothing but their kind tells them from each other, so what colleagues send from the
 * phone must not be taken for what was sent from Planfix.
 */
class FileEchoesTest {
  private static final Mark SENT = new Mark(Sign.SENT, Optional.empty());
  private static final FileLink PRICE = link("price.pdf");
  private static final FileLink PHOTO = link("photo.jpg");

  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");

  private static FileLink link(String name) {
    return new FileLink(name, URI.create("https://planfix.example/files/" + name));
  }

  @BeforeEach
  void ivanWrote() {
    ivan.writes("Hello");
    scene.settle();
  }

  private Comment sends(FileLink file) {
    return scene.comment(
        new PlanfixChatId.OfDialog(ivan.dialog()), false, Optional.empty(), "", file);
  }

  private Comment sendsInVain(FileLink file) {
    scene.messages.fail(Fault.LOST_BEFORE, Fault.LOST_BEFORE);
    Comment comment = sends(file);
    scene.settle();
    return comment;
  }

  private void colleagueSends(Content content) {
    ivan.colleagueSends(content);
    scene.settle();
  }

  private static Content document() {
    return new Document(Optional.empty(), Optional.of(link("typed.pdf")));
  }

  private static Content picture(Optional<String> words) {
    return new Picture(words, Optional.of(link("typed.jpg")));
  }

  @Test
  void theEchoOfAFileWhoseAnswerWasLostSettlesIt() {
    scene.messages.fail(Fault.LOST_AFTER, Fault.LOST_BEFORE);
    scene.messages.onEffect(received -> scene.echo(received, ivan));
    Comment comment = sends(PRICE);
    scene.settle();
    assertThat(scene.marks(comment).getLast()).isEqualTo(SENT);
    assertThat(scene.task(ivan).messages()).hasSize(1);
  }

  @Test
  void aFileOfAnotherKindIsSomebodyElses() {
    Comment comment = sendsInVain(PRICE);
    colleagueSends(new Audio(Optional.empty(), Optional.of(link("voice.ogg"))));
    colleagueSends(picture(Optional.empty()));
    assertThat(scene.task(ivan).messages()).hasSize(3);
    assertThat(scene.marks(comment).getLast().text()).contains(Scene.WORDING.mayNotHaveBeenSent());
  }

  @Test
  void aFileWithWordsIsSomebodyElses() {
    Comment comment = sendsInVain(PHOTO);
    colleagueSends(picture(Optional.of("This is how it looks")));
    assertThat(scene.task(ivan).messages()).hasSize(2);
    assertThat(scene.marks(comment).getLast().text()).contains(Scene.WORDING.mayNotHaveBeenSent());
  }

  @Test
  void aFileWhoseNameTellsNoKindIsTakenForAnyWithoutWords() {
    Comment comment = sendsInVain(link("scan"));
    colleagueSends(picture(Optional.empty()));
    assertThat(scene.task(ivan).messages()).hasSize(1);
    assertThat(scene.marks(comment).getLast()).isEqualTo(SENT);
  }

  @Test
  void afterAWhileAFileIsSomebodyElses() {
    Comment comment = sendsInVain(PRICE);
    scene.clock.advance(Duration.ofMinutes(11));
    colleagueSends(document());
    assertThat(scene.task(ivan).messages()).hasSize(2);
    assertThat(scene.marks(comment).getLast().text()).contains(Scene.WORDING.mayNotHaveBeenSent());
  }

  @Test
  void afterARefusedFileAnyOtherIsSomebodyElses() {
    scene.messages.fail(Fault.REFUSED);
    Comment comment = sends(PRICE);
    scene.settle();
    colleagueSends(document());
    assertThat(scene.task(ivan).messages()).hasSize(2);
    assertThat(scene.marks(comment).getLast().sign()).isEqualTo(Sign.ERROR);
  }
}
