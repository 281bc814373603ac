package io.taskwire.core.content;

import static io.taskwire.core.content.Readers.A_FILE;
import static io.taskwire.core.content.Readers.FILE;
import static io.taskwire.core.content.Readers.NO_FILE;
import static io.taskwire.core.content.Readers.NO_WORDS;
import static io.taskwire.core.content.Readers.inEnglish;
import static io.taskwire.core.content.Readers.inRussian;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudioTest {
  private static final Optional<String> CAPTION = Optional.of("Here is the box");

  @Test
  void aSoundIsANoteAndAFile() {
    var content = new Audio(NO_WORDS, A_FILE);
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("[Аудиосообщение]", List.of(FILE)));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("[Audio message]", List.of(FILE)));
  }

  @Test
  void wordsThatCameWithItSpeakForThemselves() {
    var content = new Audio(CAPTION, A_FILE);
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("Here is the box", List.of(FILE)));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("Here is the box", List.of(FILE)));
  }

  @Test
  void aMissingLinkIsSaidToBeMissing() {
    var content = new Audio(NO_WORDS, NO_FILE);
    assertThat(inRussian(content))
        .isEqualTo(
            new ReadableForm(
                "[Аудиосообщение: файл не передан, прослушайте его в мессенджере]", List.of()));
    assertThat(inEnglish(content))
        .isEqualTo(
            new ReadableForm(
                "[Audio message: the file did not come, listen to it in the messenger]",
                List.of()));
  }

  @Test
  void wordsAreKeptWhereTheLinkIsMissing() {
    assertThat(inEnglish(new Audio(CAPTION, NO_FILE)).text())
        .isEqualTo(
            "[Audio message: the file did not come, listen to it in the messenger]\nHere is the box");
  }

  @Test
  void itsPlainTextIsWhatWasSaidWithIt() {
    assertThat(new Audio(CAPTION, A_FILE).plainText()).isEqualTo("Here is the box");
    assertThat(new Audio(NO_WORDS, A_FILE).plainText()).isEmpty();
  }
}
