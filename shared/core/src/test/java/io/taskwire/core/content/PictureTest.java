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

class PictureTest {
  private static final Optional<String> CAPTION = Optional.of("Here is the box");

  @Test
  void aPictureIsANoteAndAFile() {
    var content = new Picture(NO_WORDS, A_FILE);
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("[Изображение]", List.of(FILE)));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("[Picture]", List.of(FILE)));
  }

  @Test
  void wordsThatCameWithItSpeakForThemselves() {
    var content = new Picture(CAPTION, A_FILE);
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("Here is the box", List.of(FILE)));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("Here is the box", List.of(FILE)));
  }

  @Test
  void aMissingLinkIsSaidToBeMissing() {
    var content = new Picture(NO_WORDS, NO_FILE);
    assertThat(inRussian(content))
        .isEqualTo(
            new ReadableForm(
                "[Изображение: файл не передан, посмотрите его в мессенджере]", List.of()));
    assertThat(inEnglish(content))
        .isEqualTo(
            new ReadableForm(
                "[Picture: the file did not come, look at it in the messenger]", List.of()));
  }

  @Test
  void wordsAreKeptWhereTheLinkIsMissing() {
    assertThat(inEnglish(new Picture(CAPTION, NO_FILE)).text())
        .isEqualTo(
            "[Picture: the file did not come, look at it in the messenger]\nHere is the box");
  }

  @Test
  void itsPlainTextIsWhatWasSaidWithIt() {
    assertThat(new Picture(CAPTION, A_FILE).plainText()).isEqualTo("Here is the box");
    assertThat(new Picture(NO_WORDS, A_FILE).plainText()).isEmpty();
  }
}
