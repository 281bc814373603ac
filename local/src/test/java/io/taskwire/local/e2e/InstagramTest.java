package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.InstagramPost;
import io.taskwire.local.sim.wazzup.Upload;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Direct messages and comments under posts. */
@ExtendWith(OwnRun.class)
class InstagramTest {
  static final InstagramPost POST =
      new InstagramPost(
          "3100000000000000001_40000000001",
          "https://www.instagram.com/p/EXAMPLE1",
          "example.shop",
          "New collection");
  private static final InstagramPost OTHER_POST =
      new InstagramPost(
          "3100000000000000002_40000000001",
          "https://www.instagram.com/p/EXAMPLE2",
          "example.shop",
          "Old collection");
  private static final String BODY =
      "Комментарий под постом: https://www.instagram.com/p/EXAMPLE1\n«New collection»";

  private final Stage stage;

  InstagramTest(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  @Test
  void S07_aDirectMessageMakesATaskNamedByTheNickname() {
    Talk ivan = stage.somebody("Ivan Testov").on(INSTAGRAM);
    ivan.writes("Is it still there?");
    ivan.writes("I mean the red one");
    ivan.writes("Hello?");
    ivan.task()
        .hasName(ivan.chatId() + " — Instagram Direct, Wazzup, example.shop")
        .hasBody("Is it still there?")
        .hasComments("I mean the red one", "Hello?");
  }

  @Test
  void S07_aPictureArrivesAsAPictureWithPreview() {
    Talk ivan = stage.somebody("Ivan Testov").on(INSTAGRAM);
    ivan.sends(Upload.named("red-dress.png"));
    FileView picture = ivan.task().files(1).getFirst();
    assertThat(picture.state()).isEqualTo(FileView.State.READY);
    assertThat(picture.name()).isEqualTo("red-dress.png");
    assertThat(picture.contentType()).isEqualTo("image/png");
    assertThat(picture.preview()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "voice.ogg,    audio/ogg,       [Аудиосообщение]",
    "clip.mp4,     video/mp4,       [Видео]",
    "price.pdf,    application/pdf, [Файл]",
  })
  void S07_aFileArrivesAsALinkThatCanBeOpened(String name, String contentType, String text) {
    Talk ivan = stage.somebody("Ivan Testov").on(INSTAGRAM);
    ivan.writes("Look");
    ivan.sends(Upload.named(name));
    ivan.task().says("Look", text);
    FileView file = ivan.task().files(1).getFirst();
    assertThat(file.name()).isEqualTo(name);
    assertThat(file.contentType()).isEqualTo(contentType);
    assertThat(file.preview()).isNull();
    assertThat(opened(file.link())).isEqualTo(200);
  }

  private static int opened(@Nullable URI link) {
    return Stage.get(Objects.requireNonNull(link, "there is a link"));
  }

  @ParameterizedTest
  @EnumSource(
      value = WazzupKnobs.Quote.class,
      names = {"ID_ONLY", "RICH"})
  void S07_whatTheClientQuotesIsSeen(WazzupKnobs.Quote form) {
    stage.wazzup().turnKnobs(knobs -> knobs.quotedMessage = form);
    Talk ivan = stage.somebody("Ivan Testov").on(INSTAGRAM);
    ChatMessage question = ivan.writes("Red or blue?\nI can't decide");
    ivan.task().hasBody("Red or blue?\nI can't decide");
    ivan.writes("The red one", message -> message.quoting(question.messageId()));
    ivan.task().hasComments("> Red or blue?\n> I can't decide\nThe red one");
  }

  @Test
  void S07_whatTheClientQuotesOfOursIsSeen() {
    Talk ivan = stage.somebody("Ivan Testov").on(INSTAGRAM);
    ivan.writes("How much?");
    ChatMessage answer = ivan.getsFromThePhone("Only 5 today");
    ivan.task().says("How much?", "Only 5 today");
    ivan.writes("Five what?", message -> message.quoting(answer.messageId()));
    ivan.task().says("How much?", "Only 5 today", "> Only 5 today\nFive what?");
  }

  @Test
  void S08_aCommentMakesATaskWithTheLinkAndIsItsFirstComment() {
    Talk ivan = stage.somebody("Ivan Testov").under(POST, INSTAGRAM);
    ivan.writes("Beautiful!");
    ivan.task()
        .hasComments("Beautiful!")
        .hasBody(BODY)
        .hasName(ivan.chatId() + " — Instagram комментарий, Wazzup, example.shop");
  }

  @Test
  void S08_aSecondCommentUnderThePostGoesToTheSameTask() {
    Talk ivan = stage.somebody("Ivan Testov").under(POST, INSTAGRAM);
    ivan.writes("Beautiful!");
    ivan.writes("And how much is it?");
    ivan.task().hasComments("Beautiful!", "And how much is it?").hasBody(BODY);
  }

  @Test
  void S08_anotherPostAndDirectHaveTasksOfTheirOwn() {
    Person ivan = stage.somebody("Ivan Testov");
    Talk first = ivan.under(POST, INSTAGRAM);
    Talk second = ivan.under(OTHER_POST, INSTAGRAM);
    Talk direct = ivan.on(INSTAGRAM);
    first.writes("Beautiful!");
    second.writes("Ugly!");
    direct.writes("Sorry for that");

    first.task().hasComments("Beautiful!");
    second.task().hasComments("Ugly!");
    direct.task().says("Sorry for that");
    assertThat(stage.planfix().contacts())
        .filteredOn(card -> card.tasks().contains(direct.task().number()))
        .singleElement()
        .satisfies(
            card ->
                assertThat(card.tasks())
                    .containsExactlyInAnyOrder(
                        first.task().number(), second.task().number(), direct.task().number()));
  }

  @Test
  void S08_twoPeopleUnderOnePostHaveATaskEach() {
    Talk ivan = stage.somebody("Ivan Testov").under(POST, INSTAGRAM);
    Talk maria = stage.somebody("Maria Testova").under(POST, INSTAGRAM);
    ivan.writes("Beautiful!");
    maria.writes("I agree");
    ivan.task().hasComments("Beautiful!");
    maria.task().hasComments("I agree");
  }
}
