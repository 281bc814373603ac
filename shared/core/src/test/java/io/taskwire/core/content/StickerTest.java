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

class StickerTest {
  private static final Optional<String> CAPTION = Optional.of("Here is the box");

  @Test
  void aStickerIsANoteAndAFile() {
    var content = new Sticker(NO_WORDS, A_FILE);
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("[Стикер]", List.of(FILE)));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("[Sticker]", List.of(FILE)));
  }

  @Test
  void wordsThatCameWithItSpeakForThemselves() {
    var content = new Sticker(CAPTION, A_FILE);
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("Here is the box", List.of(FILE)));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("Here is the box", List.of(FILE)));
  }

  @Test
  void aMissingLinkIsSaidToBeMissing() {
    var content = new Sticker(NO_WORDS, NO_FILE);
    assertThat(inRussian(content))
        .isEqualTo(new ReadableForm("[Стикер: файл не передан]", List.of()));
    assertThat(inEnglish(content))
        .isEqualTo(new ReadableForm("[Sticker: the file did not come]", List.of()));
  }

  @Test
  void wordsAreKeptWhereTheLinkIsMissing() {
    assertThat(inEnglish(new Sticker(CAPTION, NO_FILE)).text())
        .isEqualTo("[Sticker: the file did not come]\nHere is the box");
  }

  @Test
  void itsPlainTextIsWhatWasSaidWithIt() {
    assertThat(new Sticker(CAPTION, A_FILE).plainText()).isEqualTo("Here is the box");
    assertThat(new Sticker(NO_WORDS, A_FILE).plainText()).isEmpty();
  }
}
