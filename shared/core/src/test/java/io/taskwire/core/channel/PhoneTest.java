package io.taskwire.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {
  private static final List<String> BETWEEN =
      List.of(
          "", " ", "-", "(", ")", ".", "\u00a0", "\u202f", "\u2009", "\u2011", "\u2013", "\u2212",
          "  ", ") ", " (");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+79990000099",
        "79990000099",
        "89990000099",
        "+7 (999) 000-00-99",
        "8 (999) 000-00-99",
        "7 999 000 00 99",
        "8-999-000-00-99",
        "8(999)0000099",
        "+7.999.000.00.99",
        "  +7 999 000 00 99  ",
        "+7\u00a0999\u00a0000\u201100\u201199",
        "\u00a08\u202f999\u202f000\u202f00\u202f99\u00a0",
        "\u202a+7 999 000-00-99\u202c",
        "8 999 000\u221200\u221299"
      })
  void aRussianNumberIsTheSameHoweverItIsTyped(String typed) {
    assertThat(Phone.typed(typed)).contains(new Phone("79990000099"));
  }

  @Test
  void anySignsBetweenTheDigitsMakeNoDifference() {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      String subscriber = "999000%04d".formatted(random.nextInt(10_000));
      StringBuilder typed =
          new StringBuilder(List.of("+7", "7", "8", "\u00a0+7", "\u200e8").get(random.nextInt(5)));
      subscriber
          .chars()
          .forEach(
              digit ->
                  typed.append(BETWEEN.get(random.nextInt(BETWEEN.size()))).append((char) digit));
      assertThat(Phone.typed(typed.toString()))
          .as("-Dtaskwire.seed=%d round %d: %s", seed, round, typed)
          .contains(new Phone("7" + subscriber));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "+1 202-555-0143, 12025550143",
    "+44 (20) 7946 0018, 442079460018",
    "+998 90 000-00-00, 998900000000",
    "+86 131 0000 0000, 8613100000000"
  })
  void aNumberOfAnotherCountryIsTypedWithItsPlus(String typed, String digits) {
    assertThat(Phone.typed(typed)).contains(new Phone(digits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "-",
        "7",
        "example.shop",
        "8 999 000-00-9",
        "+7 999 000 00 9x",
        "+7 999 000-00-99 ext. 5",
        "7+9990000099",
        "7999000009999999",
        "0000000000",
        "@79990000099"
      })
  void whatIsNoNumberIsNone(String typed) {
    assertThat(Phone.typed(typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "79990000099, 79990000099",
    "+7 (999) 000-00-99, 79990000099",
    "12025550143, 12025550143",
    "86131000000, 86131000000"
  })
  void aProvidersNumberKeepsItsDigits(String provided, String digits) {
    assertThat(Phone.provided(provided)).contains(new Phone(digits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "0123456789", "1234567890123456", "u2i-1234567", "anna"})
  void aProvidersOtherIdsAreNoNumbers(String provided) {
    assertThat(Phone.provided(provided)).isEmpty();
  }
}
