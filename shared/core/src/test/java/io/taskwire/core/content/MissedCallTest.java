package io.taskwire.core.content;

import static io.taskwire.core.content.Readers.NO_WORDS;
import static io.taskwire.core.content.Readers.inEnglish;
import static io.taskwire.core.content.Readers.inRussian;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissedCallTest {
  @Test
  void aMissedCallIsANote() {
    var content = new MissedCall(NO_WORDS);
    assertThat(inRussian(content)).isEqualTo(new ReadableForm("[Пропущенный звонок]", List.of()));
    assertThat(inEnglish(content)).isEqualTo(new ReadableForm("[Missed call]", List.of()));
    assertThat(content.plainText()).isEmpty();
  }

  @Test
  void wordsThatCameWithItFollowTheNote() {
    var content = new MissedCall(Optional.of("Some words"));
    assertThat(inRussian(content).text()).isEqualTo("[Пропущенный звонок]\nSome words");
    assertThat(inEnglish(content).text()).isEqualTo("[Missed call]\nSome words");
    assertThat(content.plainText()).isEqualTo("Some words");
  }
}
