package io.taskwire.core.content;

import static io.taskwire.core.content.Readers.NO_WORDS;
import static io.taskwire.core.content.Readers.inEnglish;
import static io.taskwire.core.content.Readers.inRussian;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemNoteTest {
  @Test
  void aSystemNoteIsSaidToBeOne() {
    var content = new SystemNote(NO_WORDS);
    assertThat(inRussian(content))
        .isEqualTo(new ReadableForm("[Системное сообщение мессенджера]", List.of()));
    assertThat(inEnglish(content))
        .isEqualTo(new ReadableForm("[Note of the messenger]", List.of()));
    assertThat(content.plainText()).isEmpty();
  }

  @Test
  void wordsThatCameWithItFollowTheNote() {
    var content = new SystemNote(Optional.of("Some words"));
    assertThat(inRussian(content).text())
        .isEqualTo("[Системное сообщение мессенджера]\nSome words");
    assertThat(inEnglish(content).text()).isEqualTo("[Note of the messenger]\nSome words");
    assertThat(content.plainText()).isEqualTo("Some words");
  }
}
