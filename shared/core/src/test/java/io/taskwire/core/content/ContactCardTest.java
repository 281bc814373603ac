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

class ContactCardTest {
  private static final String CARD =
      """
      BEGIN:VCARD
      VERSION:3.0
      N:Fictional;Petr;;;
      FN:Petr Fictional
      item1.TEL;TYPE=CELL:+79990000003
      EMAIL:petr@example.org
      X-NOTE:hidden
      END:VCARD""";

  @Test
  void aCardIsReadAsItsNamesAndNumbers() {
    var content = new ContactCard(Optional.of(CARD), NO_FILE);
    assertThat(inRussian(content))
        .isEqualTo(
            new ReadableForm(
                "[Контакт]\nPetr Fictional\n+79990000003\npetr@example.org", List.of()));
    assertThat(inEnglish(content).text())
        .isEqualTo("[Contact card]\nPetr Fictional\n+79990000003\npetr@example.org");
  }

  @Test
  void linesMayEndAsInTheVCardStandard() {
    var content = new ContactCard(Optional.of(CARD.replace("\n", "\r\n")), NO_FILE);
    assertThat(inEnglish(content).text())
        .isEqualTo("[Contact card]\nPetr Fictional\n+79990000003\npetr@example.org");
  }

  @Test
  void otherWordsAreShownAsTheyCame() {
    assertThat(inEnglish(new ContactCard(Optional.of("Petr, +79990000003"), NO_FILE)).text())
        .isEqualTo("[Contact card]\nPetr, +79990000003");
    assertThat(inEnglish(new ContactCard(Optional.of("BEGIN:VCARD and no more"), NO_FILE)).text())
        .isEqualTo("[Contact card]\nBEGIN:VCARD and no more");
  }

  @Test
  void aCardMayComeAsAFile() {
    assertThat(inEnglish(new ContactCard(NO_WORDS, A_FILE)))
        .isEqualTo(new ReadableForm("[Contact card]", List.of(FILE)));
  }

  @Test
  void aCardThatDidNotComeIsToBeOpenedInTheMessenger() {
    var content = new ContactCard(NO_WORDS, NO_FILE);
    assertThat(inRussian(content).text())
        .isEqualTo("[Контакт: данные не переданы, откройте его в мессенджере]");
    assertThat(inEnglish(content).text())
        .isEqualTo("[Contact card: its data did not come, open it in the messenger]");
  }

  @Test
  void itsPlainTextIsWhatCame() {
    assertThat(new ContactCard(Optional.of(CARD), NO_FILE).plainText()).isEqualTo(CARD);
    assertThat(new ContactCard(NO_WORDS, A_FILE).plainText()).isEmpty();
  }
}
