package io.taskwire.core.content;

import static io.taskwire.core.content.Readers.NO_WORDS;
import static io.taskwire.core.content.Readers.inEnglish;
import static io.taskwire.core.content.Readers.inRussian;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void aTemplateIsItsWords() {
    var content = new Template(Optional.of("Order 1042 is ready."));
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("Order 1042 is ready.", List.of()));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("Order 1042 is ready.", List.of()));
    assertThat(content.plainText()).isEqualTo("Order 1042 is ready.");
  }

  @Test
  void aTemplateWithoutWordsIsANote() {
    assertThat(inRussian(new Template(NO_WORDS)).text()).isEqualTo("[Шаблон WhatsApp]");
    assertThat(inEnglish(new Template(Optional.of(" "))).text()).isEqualTo("[WhatsApp template]");
    assertThat(new Template(NO_WORDS).plainText()).isEmpty();
  }
}
