package io.taskwire.core.content;

import static io.taskwire.core.content.Readers.inEnglish;
import static io.taskwire.core.content.Readers.inRussian;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @ValueSource(strings = {"Hello", "Which day suits you?\n• Monday\n• Tuesday", " 🙏 "})
  void aTextIsReadAsItWasWritten(String words) {
    assertThat(inRussian(new Text(words))).isEqualTo(new ReadableForm(words, List.of()));
    assertThat(inEnglish(new Text(words))).isEqualTo(new ReadableForm(words, List.of()));
    assertThat(new Text(words).plainText()).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void anEmptyTextIsSaidToBeEmpty(String words) {
    assertThat(inRussian(new Text(words)).text()).isEqualTo("[Пустое сообщение]");
    assertThat(inEnglish(new Text(words)).text()).isEqualTo("[Empty message]");
  }
}
