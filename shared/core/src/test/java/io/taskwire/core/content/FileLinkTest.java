package io.taskwire.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLinkTest {
  @ParameterizedTest
  @CsvSource({
    "?filename=photo-1.jpg, photo-1.jpg",
    "?a=1&filename=photo-1.jpg&b=2, photo-1.jpg",
    "?filename=%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80.pdf, Договор.pdf",
    "?filename=a+b%20c.pdf, a b c.pdf",
    "?filename=..%2F..%5Cetc%3A%00%22.pdf, .._.._etc___.pdf",
    "?filename=, otherwise",
    "?filename=%20, otherwise",
    "?myfilename=a.jpg, otherwise",
    "'', otherwise"
  })
  void theNameStandsInTheLinkOrIsGiven(String query, String name) {
    URI url = URI.create("https://files.example.org/1/" + query);
    assertThat(FileLink.of(url, "otherwise")).isEqualTo(new FileLink(name, url));
  }

  @Test
  void aLongNameKeepsItsEnd() {
    URI url = URI.create("https://files.example.org/1?filename=" + "x".repeat(500) + ".pdf");
    assertThat(FileLink.of(url, "otherwise").name()).hasSize(200).endsWith("x.pdf");
  }

  @Test
  void anExtensionIsKnownWhateverItsCase() {
    FileLink sticker = new FileLink("A.WAS", URI.create("https://files.example.org/1"));
    assertThat(sticker.hasExtension(".was")).isTrue();
    assertThat(sticker.hasExtension(".jpg")).isFalse();
  }
}
