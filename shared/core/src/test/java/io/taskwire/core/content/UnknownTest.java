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

class UnknownTest {
  @Test
  void aNewKindIsShownUnderItsNameWithAllThatCame() {
    var content = new Unknown("hologram", Optional.of("Look"), A_FILE);
    assertThat(inRussian(content))
        .isEqualTo(
            new ReadableForm(
                "[Сообщение неизвестного вида «hologram»: откройте его в мессенджере]\nLook",
                List.of(FILE)));
    assertThat(inEnglish(content))
        .isEqualTo(
            new ReadableForm(
                "[A message of the unknown kind \"hologram\": open it in the messenger]\nLook",
                List.of(FILE)));
    assertThat(content.plainText()).isEqualTo("Look");
  }

  @Test
  void aNewKindWithNothingInItIsANote() {
    var content = new Unknown("hologram", NO_WORDS, NO_FILE);
    assertThat(inRussian(content).text())
        .isEqualTo("[Сообщение неизвестного вида «hologram»: откройте его в мессенджере]");
    assertThat(inEnglish(content).text())
        .isEqualTo("[A message of the unknown kind \"hologram\": open it in the messenger]");
    assertThat(content.plainText()).isEmpty();
  }
}
