package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.InstagramPost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that their writer changed or took back. */
@ExtendWith(OwnRun.class)
class ChangesTest {
  private final Stage stage;

  ChangesTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void X03_anEditIsShownWithTheOldText() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ChatMessage hello = ivan.writes("I want too");
    stage.wazzup().clientEdits(hello.messageId(), "I want two");
    stage.wazzup().clientEdits(hello.messageId(), "I want three");
    ivan.task()
        .says(
            "I want too",
            "✏ Сообщение изменено.\nБыло: «I want too»\nСтало: «I want two»",
            "✏ Сообщение изменено.\nБыло: «I want two»\nСтало: «I want three»");
  }

  @Test
  void X03_aDeletionIsShownWithTheOldText() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ChatMessage secret = ivan.writes("You are fools");
    stage.wazzup().clientDeletes(secret.messageId());
    ivan.task().says("Hello", "You are fools", "🗑 Сообщение удалено: «You are fools»");
  }

  @Test
  void X03_theOldTextIsRememberedWhereWazzupDoesNotTellIt() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ObjectNode hello = ivan.entry("I want too");
    assertThat(stage.post(Webhooks.messages(hello))).isEqualTo(200);
    stage.settle();
    ObjectNode edited = hello.deepCopy().put("text", "I want two").put("isEdited", true);
    assertThat(stage.post(Webhooks.messages(edited))).isEqualTo(200);
    ObjectNode deleted = hello.deepCopy().put("isDeleted", true);
    deleted.remove("text");
    assertThat(stage.post(Webhooks.messages(deleted))).isEqualTo(200);
    ivan.task()
        .says(
            "I want too",
            "✏ Сообщение изменено.\nБыло: «I want too»\nСтало: «I want two»",
            "🗑 Сообщение удалено: «I want too»");
  }

  @Test
  void X03_aChangeOfAMessageThatNobodyKnowsIsShownToo() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().says("Hello");
    ObjectNode edited = ivan.entry("Not what it was").put("isEdited", true);
    assertThat(stage.post(Webhooks.messages(edited))).isEqualTo(200);
    ivan.task()
        .says(
            "Hello", "✏ Сообщение изменено.\nБыло: «(текст неизвестен)»\nСтало: «Not what it was»");
  }

  @Test
  void X03_anEditOfACommentStandsInTheTaskOfThePost() {
    Talk ivan =
        stage
            .somebody("Ivan Testov")
            .under(
                InstagramPost.at("3100000000000000003_1", "https://www.instagram.com/p/EX3"),
                INSTAGRAM);
    ChatMessage comment = ivan.writes("Beautyful");
    stage.wazzup().clientEdits(comment.messageId(), "Beautiful");
    ivan.task()
        .hasComments("Beautyful", "✏ Сообщение изменено.\nБыло: «Beautyful»\nСтало: «Beautiful»");
  }
}
