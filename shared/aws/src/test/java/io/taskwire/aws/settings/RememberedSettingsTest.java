package io.taskwire.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedSettingsTest {
  private Instant now = Instant.parse("2026-01-15T09:30:00Z");
  private Optional<String> document = Optional.of("first");
  private boolean reachable = true;
  private int reads;
  private final List<String> troubles = new ArrayList<>();
  private final RememberedSettings<String> settings =
      new RememberedSettings<>(this::read, this::parse, () -> now, troubles::add);

  @Test
  void theyAreReadOnceAMinute() {
    settings.current();
    document = Optional.of("second");
    pass(Duration.ofSeconds(59));
    assertThat(settings.current()).hasValue("first");

    pass(Duration.ofSeconds(1));
    assertThat(settings.current()).hasValue("second");
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void whatDoesNotMatchMakesThemReadAgainButNotAtEveryTry() {
    settings.current();
    document = Optional.of("second");
    assertThat(settings.again()).hasValue("first");

    pass(Duration.ofSeconds(5));
    assertThat(settings.again()).hasValue("second");
    assertThat(settings.again()).hasValue("second");
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void incompleteSettingsAreLookedForAtOnceWhenAskedFor() {
    document = Optional.empty();
    assertThat(settings.current()).isEmpty();

    document = Optional.of("first");
    assertThat(settings.current()).hasValue("first");
  }

  @Test
  void whatWasReadStaysInForceWhileItCanNotBeRead() {
    settings.current();
    reachable = false;
    pass(Duration.ofMinutes(10));

    assertThat(settings.current()).hasValue("first");
    assertThat(troubles).hasSize(1);
  }

  @Test
  void aBrokenDocumentCountsAsIncompleteAndIsTold() {
    document = Optional.of("broken");

    assertThat(settings.current()).isEmpty();
    assertThat(troubles).containsExactly("the key x is missing");
  }

  @Test
  void aBrokenDocumentIsToldInOneLineHoweverManyAskForIt() {
    document = Optional.of("broken");
    for (int request = 0; request < 100; request++) {
      settings.current();
      settings.again();
    }
    assertThat(troubles).containsExactly("the key x is missing");

    pass(Duration.ofMinutes(1));
    settings.current();
    assertThat(troubles).as("it is still so").hasSize(2);
  }

  @Test
  void aDocumentThatIsBrokenAgainIsToldAgain() {
    document = Optional.of("broken");
    settings.current();
    document = Optional.of("first");
    assertThat(settings.current()).hasValue("first");
    document = Optional.of("broken");
    pass(Duration.ofSeconds(5));

    assertThat(settings.again()).isEmpty();
    assertThat(troubles).hasSize(2);
  }

  private Optional<String> read() {
    reads++;
    if (!reachable) {
      throw new IllegalStateException("no answer");
    }
    return document;
  }

  private String parse(String text) {
    if (text.equals("broken")) {
      throw new BrokenSettings("the key x is missing");
    }
    return text;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
