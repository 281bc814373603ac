package io.taskwire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final URI FROM = URI.create("https://files.example.org/a/b?x=1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://cdn.example.org/f | https://cdn.example.org/f",
        "HTTPS://cdn.example.org   | HTTPS://cdn.example.org",
        "//cdn.example.org/f       | https://cdn.example.org/f",
        "/c                        | https://files.example.org/c",
        "c                         | https://files.example.org/a/c",
        "../c?y=2                  | https://files.example.org/c?y=2",
        "?y=2                      | https://files.example.org/a/b?y=2",
        "c?u=http://other/#top     | https://files.example.org/a/c?u=http://other/",
        "/c%20d%d0%90              | https://files.example.org/c%20d%d0%90",
        "/100%                     | https://files.example.org/100%25",
        "/c d/Счёт.pdf             | https://files.example.org/c%20d/%D0%A1%D1%87%D1%91%D1%82.pdf",
        "/photo[1].png?a[]={\"b\"} | https://files.example.org/photo%5B1%5D.png?a%5B%5D=%7B%22b%22%7D",
        "/a\\b                     | https://files.example.org/a%5Cb",
        "\\\\example.org\\f        | https://files.example.org/a/%5C%5Cexample.org%5Cf"
      })
  void aLocationIsReadAsBrowsersDo(String location, String link) {
    assertThat(Redirect.target(FROM, asBytes(location))).contains(URI.create(link));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "/c", "./c"})
  void anAddressWithoutAPathIsTheRoot(String location) {
    assertThat(Redirect.target(URI.create("https://example.org"), location))
        .hasValueSatisfying(
            link -> assertThat(link.normalize()).hasToString("https://example.org/c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "#top", "https://", "https:", ":8080", "1:2:3"})
  void aLocationThatLeadsNowhereIsNone(String location) {
    assertThat(Redirect.target(FROM, location)).isEmpty();
  }

  /** As the head of an answer is read: one char for each byte. */
  private static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
