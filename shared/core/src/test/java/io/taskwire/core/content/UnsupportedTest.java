package io.taskwire.core.content;

import static io.taskwire.core.content.Readers.NO_WORDS;
import static io.taskwire.core.content.Readers.inEnglish;
import static io.taskwire.core.content.Readers.inRussian;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnsupportedTest {
  @Test
  void whatCannotBeShownIsToBeOpenedInTheMessenger() {
    var content = new Unsupported(NO_WORDS);
    assertThat(inRussian(content))
        .isEqualTo(
            new ReadableForm(
                "[Сообщение, которое Wazzup не умеет показывать: откройте его в мессенджере]",
                List.of()));
    assertThat(inEnglish(content))
        .isEqualTo(
            new ReadableForm(
                "[A message that Wazzup cannot show: open it in the messenger]", List.of()));
    assertThat(content.plainText()).isEmpty();
  }

  @Test
  void wordsThatCameWithItFollowTheNote() {
    var content = new Unsupported(Optional.of("Some words"));
    assertThat(inRussian(content).text())
        .isEqualTo(
            "[Сообщение, которое Wazzup не умеет показывать: откройте его в мессенджере]\nSome words");
    assertThat(inEnglish(content).text())
        .isEqualTo("[A message that Wazzup cannot show: open it in the messenger]\nSome words");
    assertThat(content.plainText()).isEqualTo("Some words");
  }
}
