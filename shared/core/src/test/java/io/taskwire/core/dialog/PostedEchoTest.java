package io.taskwire.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostedEchoTest {
  private static final Instant NOW = Instant.parse("2036-03-03T09:00:00.123Z");

  @ParameterizedTest
  @ValueSource(strings = {"", "dp"})
  void isReadBackAsItWasWritten(String files) {
    PostedEcho echo = new PostedEcho(NOW, "3.1", "9f86d081884c7d65", files);

    assertThat(echo).hasToString("2088147600123 3.1 9f86d081884c7d65 " + files);
    assertThat(PostedEcho.parse(echo.toString())).isEqualTo(echo);
  }

  @Test
  void isAsExactAsItIsKept() {
    PostedEcho echo = new PostedEcho(NOW.plusNanos(1), "3.1", "9f86d081884c7d65", "");

    assertThat(PostedEcho.parse(echo.toString())).isEqualTo(echo);
  }

  @Test
  void whatWouldNotBeReadBackIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PostedEcho(NOW, "3 1", "9f86", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new PostedEcho(NOW, "3.1", "", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> PostedEcho.parse("2088147600123 3.1"));
  }

  @ParameterizedTest
  @CsvSource({"-1001, false", "-1000, true", "0, true", "119999, true", "120000, false"})
  void comesBackWithinTwoMinutes(long millis, boolean comes) {
    PostedEcho echo = new PostedEcho(NOW, "3.1", "9f86d081884c7d65", "");

    assertThat(echo.mayHaveComeBackAt(NOW.plusMillis(millis))).isEqualTo(comes);
  }

  @Test
  void theNewestAreKept() {
    Set<PostedEcho> before = new HashSet<>();
    for (int i = 1; i <= EchoNote.MOST; i++) {
      before.add(new PostedEcho(NOW.minusSeconds(i), "1." + i, "9f86d081884c7d65", ""));
    }
    PostedEcho oldest = new PostedEcho(NOW.minusSeconds(60), "0.1", "9f86d081884c7d65", "");
    PostedEcho echo = new PostedEcho(NOW, "3.1", "9f86d081884c7d65", "");

    EchoNote full = new EchoNote(before, echo);
    assertThat(full.onlyAdds()).isFalse();
    assertThat(full.after())
        .hasSize(EchoNote.MOST)
        .contains(echo)
        .doesNotContain(
            new PostedEcho(
                NOW.minusSeconds(EchoNote.MOST), "1." + EchoNote.MOST, "9f86d081884c7d65", ""));
    assertThat(new EchoNote(Set.of(oldest), echo).onlyAdds()).isTrue();
  }

  @Test
  void thoseOfYesterdayAreDropped() {
    PostedEcho old = new PostedEcho(NOW.minus(Duration.ofDays(1)), "1.1", "9f86d081884c7d65", "");
    PostedEcho echo = new PostedEcho(NOW, "3.1", "9f86d081884c7d65", "");

    assertThat(new EchoNote(Set.of(old), echo).after()).containsExactly(echo);
  }
}
