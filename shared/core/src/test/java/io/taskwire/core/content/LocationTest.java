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

class LocationTest {
  private static final Optional<String> MAP = Optional.of("https://maps.example.org/?q=55,37");

  @Test
  void aPlaceIsShownByTheWordsOrTheFileThatCame() {
    assertThat(inRussian(new Location(MAP, NO_FILE)))
        .isEqualTo(new ReadableForm("[Геопозиция]\nhttps://maps.example.org/?q=55,37", List.of()));
    assertThat(inEnglish(new Location(NO_WORDS, A_FILE)))
        .isEqualTo(new ReadableForm("[Location]", List.of(FILE)));
    assertThat(inEnglish(new Location(MAP, A_FILE)))
        .isEqualTo(
            new ReadableForm("[Location]\nhttps://maps.example.org/?q=55,37", List.of(FILE)));
  }

  @Test
  void aPlaceThatDidNotComeIsToBeLookedUpInTheMessenger() {
    var content = new Location(NO_WORDS, NO_FILE);
    assertThat(inRussian(content).text())
        .isEqualTo("[Геопозиция: координаты не переданы, откройте её в мессенджере]");
    assertThat(inEnglish(content).text())
        .isEqualTo("[Location: the coordinates did not come, open it in the messenger]");
  }

  @Test
  void itsPlainTextIsItsWords() {
    assertThat(new Location(MAP, NO_FILE).plainText()).isEqualTo(MAP.orElseThrow());
    assertThat(new Location(NO_WORDS, NO_FILE).plainText()).isEmpty();
  }
}
